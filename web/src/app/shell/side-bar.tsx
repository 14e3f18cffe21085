import { Link, useLocation } from '@tanstack/react-router';
import { PanelLeftClose, PanelLeftOpen, Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { cn } from '../../ui/cn.ts';
import { Mark } from '../../ui/mark.tsx';
import { Tooltip } from '../../ui/overlays/tooltip.tsx';
import { type Place, placeGroups } from '../places.tsx';
import { usePlaces } from '../use-places.ts';
import { PlaceLink } from './place-link.tsx';
import { PreferencesMenu } from './preferences-menu.tsx';
import { SoulseekPill } from './soulseek-pill.tsx';

const storageKey = 'harmony.narrow';

/** Whether the bar shows icons only, remembered in this browser. */
function useNarrow(): [boolean, () => void] {
  const [narrow, setNarrow] = useState(() => localStorage.getItem(storageKey) === 'yes');
  return [
    narrow,
    () => {
      localStorage.setItem(storageKey, narrow ? 'no' : 'yes');
      setNarrow(!narrow);
    },
  ];
}

/** The places in groups beside every page, on wide screens. */
export function SideBar({ onShortcuts, onPalette }: { onShortcuts: () => void; onPalette: () => void }) {
  const { t } = useTranslation();
  const places = usePlaces();
  const [narrow, toggle] = useNarrow();
  const nav = useRef<HTMLElement>(null);
  const here = useLocation({ select: ({ pathname }) => pathname });
  // on a low window the bar scrolls: the place where people are is always in sight
  useEffect(() => {
    nav.current?.querySelector('[aria-current=page]')?.scrollIntoView({ block: 'nearest' });
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- the walk to another place is what it follows
  }, [here]);
  const FoldIcon = narrow ? PanelLeftOpen : PanelLeftClose;
  const fold = narrow ? t('shell.unfold') : t('shell.fold');
  const group = (name: (typeof placeGroups)[number], members: readonly Place[]) => (
    <div key={name}>
      {name !== 'start' && (
        <h2
          id={`places-${name}`}
          className={cn(
            'mt-5 mb-1 px-3 text-tiny [@media(max-height:63rem)]:mt-3 font-medium text-ink-faint [@media(max-height:58rem)]:mt-2 [@media(max-height:58rem)]:mb-0.5',
            narrow && 'mx-3 mt-3 mb-3 h-px overflow-hidden bg-line px-0 text-transparent',
          )}
        >
          {t(`shell.groups.${name}`)}
        </h2>
      )}
      <ul aria-labelledby={name === 'start' ? undefined : `places-${name}`} className="flex flex-col gap-0.5">
        {members.map((place) => (
          <li key={place.name}>
            <PlaceLink place={place} narrow={narrow} />
          </li>
        ))}
      </ul>
    </div>
  );
  return (
    <header
      className={cn(
        'sticky top-0 z-30 flex h-dvh flex-col border-e border-line bg-sunken py-5 [@media(max-height:58rem)]:py-4',
        narrow ? 'w-17 px-3' : 'w-60 px-4',
      )}
    >
      <div className={cn('flex items-center justify-between', narrow && 'flex-col gap-3')}>
        <Link to="/" className="flex items-center gap-2.5 rounded-md px-2 text-lead font-semibold tracking-tight">
          <Mark className="h-5 text-sea" />
          <span className={narrow ? 'sr-only' : undefined}>{t('app.name')}</span>
        </Link>
        <Tooltip text={fold} side="right">
          <Button kind="quiet" size="icon" aria-label={fold} aria-pressed={narrow} onClick={toggle}>
            <FoldIcon className="size-4" aria-hidden="true" />
          </Button>
        </Tooltip>
      </div>
      <button
        type="button"
        onClick={onPalette}
        aria-keyshortcuts="Control+K Meta+K"
        aria-label={narrow ? t('shell.find') : undefined}
        className={cn(
          'mt-4 flex h-9 shrink-0 items-center gap-3 rounded-md border border-line bg-surface px-3 text-small text-ink-faint transition-colors duration-150 hover:bg-hover hover:text-ink-soft',
          narrow && 'justify-center px-0',
        )}
      >
        <Search className="size-4 shrink-0" aria-hidden="true" />
        {!narrow && (
          <>
            <span className="flex-1 text-start">{t('shell.find')}</span>
            <kbd aria-hidden="true" className="font-sans text-tiny">
              {t('shell.findKeys')}
            </kbd>
          </>
        )}
      </button>
      <nav
        aria-label={t('app.navigation')}
        ref={nav}
        className="-mx-2 mt-4 scroll-edges min-h-0 flex-1 scroll-py-2 overflow-y-auto px-2 pb-2 [scrollbar-width:thin]"
      >
        {placeGroups
          .map((name) => [name, places.filter((place) => place.group === name)] as const)
          .filter(([, members]) => members.length > 0)
          .map(([name, members]) => group(name, members))}
      </nav>
      <div className={cn('mt-3 flex items-center gap-1', narrow && 'flex-col')}>
        <SoulseekPill narrow={narrow} />
        <PreferencesMenu onShortcuts={onShortcuts} />
      </div>
    </header>
  );
}
