import { useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/dialog.tsx';

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable], [role=menu]') !== null
  );
}

/** Answers whether the box was there; at once, so that no key typed right after is lost. */
function focusImport(): boolean {
  const field = document.querySelector<HTMLElement>('[data-import-field]');
  window.scrollTo({ top: 0 });
  field?.focus();
  return field !== null;
}

/** Brings the focus to the import box, wherever people are. */
export function useGoToImport(): () => void {
  const navigate = useNavigate();
  const go = async (): Promise<void> => {
    await navigate({ to: '/' });
    requestAnimationFrame(focusImport);
  };
  return () => {
    if (!focusImport()) void go();
  };
}

/** Keys that work everywhere, except while something is typed. */
export function useShortcuts(onHelp: () => void): void {
  const navigate = useNavigate();
  const goToImport = useGoToImport();
  const act = useEffectEvent((key: string, afterG: boolean): boolean => {
    if (afterG && key === 'h') void navigate({ to: '/' });
    else if (afterG && key === 'l') void navigate({ to: '/library' });
    else if (afterG && key === 'a') void navigate({ to: '/artists' });
    else if (afterG && key === 's') void navigate({ to: '/spotify' });
    else if (key === '/') document.querySelector<HTMLElement>('[data-search-field]')?.focus();
    else if (key === 'i') goToImport();
    else if (key === '?') onHelp();
    else return key === 'g';
    return true;
  });
  useEffect(() => {
    let pressedG = 0;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
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
  ['search', ['/']],
  ['import', ['i']],
  ['submit', ['Ctrl', 'Enter']],
  ['move', ['↑', '↓']],
  ['open', ['Enter']],
  ['retry', ['r']],
  ['home', ['g', 'h']],
  ['library', ['g', 'l']],
  ['artists', ['g', 'a']],
  ['spotify', ['g', 's']],
  ['help', ['?']],
] as const;

/** The list of keys. */
export function ShortcutsDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog open={open} onClose={onClose} title={t('app.shortcuts')} closeLabel={t('app.close')}>
      <dl className="divide-y divide-line">
        {keys.map(([name, combination]) => (
          <div key={name} className="flex items-center justify-between gap-4 py-2">
            <dt>{t(`shortcuts.${name}`)}</dt>
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
        ))}
      </dl>
    </Dialog>
  );
}
