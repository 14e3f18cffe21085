import { useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/overlays/dialog.tsx';
import { useGoToImport } from '../go-to-import.ts';
import { addressOfPlace, type Place } from '../places.tsx';
import { usePlaces } from '../use-places.ts';

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable], [role=menu]') !== null
  );
}

/** Keys that work everywhere, except while something is typed; the palette's key works even then. */
export function useShortcuts(onHelp: () => void, onPalette: () => void): void {
  const navigate = useNavigate();
  const goToImport = useGoToImport();
  const places = usePlaces();
  const act = useEffectEvent((key: string, afterG: boolean): boolean => {
    const place = afterG ? places.find(({ letter }) => letter === key) : undefined;
    if (place !== undefined) void navigate({ to: addressOfPlace(place) });
    else if (key === '/') document.querySelector<HTMLElement>('[data-search-field]')?.focus();
    else if (key === 'i') goToImport();
    else if (key === '?') onHelp();
    else return key === 'g';
    return true;
  });
  const openPalette = useEffectEvent(onPalette);
  useEffect(() => {
    let pressedG = 0;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key === 'k') {
        event.preventDefault();
        return openPalette();
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector('[role=dialog]') !== null) return;
      const afterG = Date.now() - pressedG < 1000;
      pressedG = event.key === 'g' ? Date.now() : 0;
      if (act(event.key, afterG)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

const keys = [
  ['palette', ['Ctrl', 'K']],
  ['search', ['/']],
  ['import', ['i']],
  ['submit', ['Ctrl', 'Enter']],
  ['move', ['↑', '↓']],
  ['open', ['Enter']],
  ['retry', ['r']],
  ['help', ['?']],
] as const;

function Row({ name, combination }: { name: string; combination: readonly string[] }) {
  return (
    <div className="flex items-center justify-between gap-4 py-2">
      <dt>{name}</dt>
      <dd className="flex gap-1">
        {combination.map((key) => (
          <kbd
            key={key}
            className="grid h-6 min-w-6 place-items-center rounded-sm border border-line bg-sunken px-1.5 font-sans text-small"
          >
            {key}
          </kbd>
        ))}
      </dd>
    </div>
  );
}

/** The list of keys: what they do, and where they lead. */
export function ShortcutsDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const places: readonly Place[] = usePlaces();
  return (
    <Dialog open={open} onClose={onClose} title={t('app.shortcuts')} closeLabel={t('app.close')}>
      <dl className="divide-y divide-line">
        {keys.map(([name, combination]) => (
          <Row key={name} name={t(`shortcuts.${name}`)} combination={combination} />
        ))}
      </dl>
      <h3 className="mt-6 mb-1 text-small font-semibold">{t('shortcuts.go')}</h3>
      <dl className="divide-y divide-line">
        {places.map(({ name, letter }) => (
          <Row key={name} name={t(`places.${name}`)} combination={['g', letter]} />
        ))}
      </dl>
    </Dialog>
  );
}
