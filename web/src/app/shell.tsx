import { Link, Outlet } from '@tanstack/react-router';
import { AudioLines, Disc3, House, MicVocal } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Toaster } from 'sonner';
import { DropAnywhere } from '../features/import/index.ts';
import { Mark } from '../ui/mark.tsx';
import { useWide } from '../ui/media.ts';
import { Overlays } from '../ui/overlays.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { PreferencesMenu } from './preferences-menu.tsx';
import { ShortcutsDialog, useGoToImport, useShortcuts } from './shortcuts.tsx';
import { SoulseekPill } from './soulseek-pill.tsx';
import { useDark } from './theme.ts';

const places = [
  { to: '/', name: 'home', Icon: House },
  { to: '/library', name: 'library', Icon: Disc3 },
  { to: '/artists', name: 'artists', Icon: MicVocal },
  { to: '/spotify', name: 'spotify', Icon: AudioLines },
] as const;

/** What stands around every page: mark, places, Soulseek's state, preferences. Aside on wide screens, above and below on a phone. */
export function Shell() {
  const { t } = useTranslation();
  const wide = useWide();
  const dark = useDark();
  const goToImport = useGoToImport();
  const [help, setHelp] = useState(false);
  const openHelp = useCallback(() => setHelp(true), []);
  useShortcuts(openHelp);
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[14.5rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="fixed start-3 top-3 z-50 -translate-y-20 rounded-md bg-ink px-4 py-2 font-medium text-on-ink focus:translate-y-0"
      >
        {t('app.skip')}
      </a>
      <header className="sticky top-0 z-30 flex h-14 items-center gap-2 border-b border-line bg-paper px-4 lg:h-dvh lg:flex-col lg:items-stretch lg:gap-8 lg:border-e lg:border-b-0 lg:bg-sunken lg:px-4 lg:py-6">
        <Link to="/" className="flex items-center gap-2.5 rounded-md text-lead font-semibold tracking-tight lg:mx-2">
          <Mark className="h-5 text-sea" />
          {t('app.name')}
        </Link>
        <nav
          aria-label={t('app.navigation')}
          className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-paper/95 pb-[env(safe-area-inset-bottom)] backdrop-blur-md lg:static lg:border-0 lg:bg-transparent lg:p-0 lg:backdrop-blur-none"
        >
          <ul className="flex lg:flex-col lg:gap-0.5">
            {places.map(({ to, name, Icon }) => (
              <li key={to} className="flex-1 lg:flex-none">
                <Link
                  to={to}
                  activeOptions={{ exact: to === '/', includeSearch: false }}
                  className="flex h-14 flex-col items-center justify-center gap-0.5 text-tiny font-medium text-ink-soft transition-colors duration-150 hover:text-ink aria-[current=page]:text-ink max-lg:aria-[current=page]:[&_svg]:text-sea lg:h-9 lg:flex-row lg:justify-start lg:gap-3 lg:rounded-md lg:px-3 lg:text-body lg:hover:bg-hover lg:aria-[current=page]:bg-surface lg:aria-[current=page]:shadow-rest"
                >
                  <Icon className="size-5 lg:size-4" strokeWidth={1.75} aria-hidden="true" />
                  {t(`app.${name}`)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="ms-auto flex min-w-0 items-center gap-1 lg:ms-0 lg:mt-auto lg:justify-between">
          <SoulseekPill />
          <PreferencesMenu onShortcuts={openHelp} />
        </div>
      </header>
      <div className="min-w-0">
        <ConnectionBanner />
        <main
          id="content"
          tabIndex={-1}
          className="mx-auto max-w-290 px-4 pt-6 pb-24 outline-none sm:px-6 lg:px-10 lg:pt-10 lg:pb-16"
        >
          <Outlet />
          <Overlays />
        </main>
      </div>
      <DropAnywhere onTaken={goToImport} />
      <ShortcutsDialog open={help} onClose={() => setHelp(false)} />
      <Toaster
        theme={dark ? 'dark' : 'light'}
        position={wide ? 'bottom-right' : 'top-center'}
        offset={20}
        mobileOffset={{ top: 64, left: 12, right: 12 }}
        toastOptions={{
          classNames: {
            toast: '!rounded-lg !border-line !bg-surface !font-sans !text-body !text-ink !shadow-float',
            description: '!text-ink-soft',
            actionButton: '!h-8 !rounded-md !bg-ink !px-3 !text-small !font-medium !text-on-ink',
          },
        }}
      />
    </div>
  );
}
