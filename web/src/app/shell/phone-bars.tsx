import { Link, useLocation } from '@tanstack/react-router';
import { LayoutGrid, Search } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Dialog } from '../../ui/overlays/dialog.tsx';
import { addressOfPlace, type Place, placeAt } from '../places.tsx';
import { usePlaces } from '../use-places.ts';
import { PlaceLink, useIsAt } from './place-link.tsx';
import { PreferencesMenu } from './preferences-menu.tsx';
import { SoulseekPill } from './soulseek-pill.tsx';

const tab =
  'relative flex h-14 w-full flex-col items-center justify-center gap-0.5 text-tiny font-medium text-ink-soft transition-colors duration-150 hover:text-ink aria-[current=page]:text-ink aria-[current=page]:[&_svg]:text-sea data-here:text-ink data-here:[&_svg]:text-sea';

/** The bar above every page on a phone: the mark, the state of Soulseek, searching, preferences. */
export function PhoneHeader({ onShortcuts, onPalette }: { onShortcuts: () => void; onPalette: () => void }) {
  const { t } = useTranslation();
  return (
    <header className="sticky top-0 z-30 flex h-14 items-center gap-1 border-b border-line bg-paper px-4">
      <Link to="/" className="flex items-center gap-2.5 rounded-md text-lead font-semibold tracking-tight">
        <Mark className="h-5 text-sea" />
        {t('app.name')}
      </Link>
      <div className="ms-auto flex min-w-0 items-center gap-1">
        <SoulseekPill />
        <Button kind="quiet" size="icon" aria-label={t('shell.find')} onClick={onPalette}>
          <Search className="size-4" aria-hidden="true" />
        </Button>
        <PreferencesMenu onShortcuts={onShortcuts} />
      </div>
    </header>
  );
}

/** The bar above the first-run assistant, on every screen: the mark and preferences. */
export function AssistantHeader({ onShortcuts }: { onShortcuts: () => void }) {
  const { t } = useTranslation();
  return (
    <header className="flex h-14 items-center justify-between px-4 sm:px-6 lg:h-18 lg:px-10">
      <p className="flex items-center gap-2.5 text-lead font-semibold tracking-tight">
        <Mark className="h-5 text-sea" />
        {t('app.name')}
      </p>
      <PreferencesMenu onShortcuts={onShortcuts} />
    </header>
  );
}

function Tab({ place }: { place: Place }) {
  const { t } = useTranslation();
  const { Icon, Sign } = place;
  return (
    <Link
      to={addressOfPlace(place)}
      activeOptions={{ exact: true, includeSearch: false }}
      aria-current={useIsAt(place) ? 'page' : undefined}
      className={tab}
    >
      <span className="relative">
        <Icon className="size-5" strokeWidth={1.75} aria-hidden="true" />
        {Sign !== undefined && <Sign dot />}
      </span>
      <span className="max-w-full truncate px-0.5">{t(`places.${place.name}`)}</span>
    </Link>
  );
}

/** The bar below every page on a phone: four places, the others in a sheet behind “More”. */
export function PhoneNavigation() {
  const { t } = useTranslation();
  const places = usePlaces();
  const [open, setOpen] = useState(false);
  const others = places.filter(({ phone }) => phone === undefined);
  const behindMore = useLocation({ select: ({ pathname }) => placeAt(pathname)?.phone === undefined });
  return (
    <nav
      aria-label={t('app.navigation')}
      className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-paper/95 pb-[env(safe-area-inset-bottom)] backdrop-blur-md"
    >
      <ul className="flex">
        {places
          .filter(({ phone }) => phone)
          .map((place) => (
            <li key={place.name} className="min-w-0 flex-1">
              <Tab place={place} />
            </li>
          ))}
        <li className="min-w-0 flex-1">
          <button
            type="button"
            className={tab}
            data-here={behindMore || undefined}
            aria-haspopup="dialog"
            aria-expanded={open}
            onClick={() => setOpen(true)}
          >
            <span className="relative">
              <LayoutGrid className="size-5" strokeWidth={1.75} aria-hidden="true" />
              {others.map(({ name, Sign }) => Sign !== undefined && <Sign key={name} dot />)}
            </span>
            {t('shell.more')}
          </button>
        </li>
      </ul>
      <Dialog open={open} onClose={() => setOpen(false)} title={t('shell.more')} closeLabel={t('app.close')}>
        <ul className="grid gap-1">
          {others.map((place) => (
            <li key={place.name}>
              <PlaceLink place={place} roomy onGo={() => setOpen(false)} />
            </li>
          ))}
        </ul>
      </Dialog>
    </nav>
  );
}
