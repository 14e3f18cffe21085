import { Outlet, useLocation } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DropAnywhere } from '../../features/import/index.ts';
import { withTexts } from '../../i18n/index.ts';
import { cn } from '../../ui/cn.ts';
import { useRoomBeside } from '../../ui/media.ts';
import { Overlays } from '../../ui/overlays/overlays.tsx';
import { useGoToImport } from '../go-to-import.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { PageName } from './page-name.tsx';
import { AssistantHeader, PhoneHeader, PhoneNavigation } from './phone-bars.tsx';
import { ShortcutsDialog, useShortcuts } from './shortcuts.tsx';
import { SideBar } from './side-bar.tsx';
import { Toasts } from './toasts.tsx';
import { useLiveShell } from './use-live-shell.ts';

const loadPalette = () => withTexts(import('./palette.tsx'));
const Palette = lazy(loadPalette);

/**
 * What stands around every page: places, Soulseek's state, preferences, notes. Beside it on wide screens, above and below on a phone; around the
 * first-run assistant only the name, so that there is one thing to do.
 */
export function Shell() {
  const { t } = useTranslation();
  const assistant = useLocation({ select: ({ pathname }) => pathname === '/welcome' });
  const beside = useRoomBeside() && !assistant;
  const goToImport = useGoToImport();
  const [over, setOver] = useState<'help' | 'palette' | null>(null);
  const openHelp = useCallback(() => setOver('help'), []);
  const openPalette = useCallback(() => setOver('palette'), []);
  const close = useCallback(() => setOver(null), []);
  useShortcuts(openHelp, openPalette);
  useLiveShell();
  // It must stand at once when its keys are pressed: people type on without looking.
  useEffect(() => {
    const idle = window.setTimeout(() => void loadPalette().catch(() => undefined), 1500);
    return () => clearTimeout(idle);
  }, []);
  return (
    <div className={cn('min-h-dvh', beside && 'grid grid-cols-[auto_minmax(0,1fr)]')}>
      <a
        href="#content"
        className="fixed start-3 top-3 z-50 -translate-y-20 rounded-md bg-ink px-4 py-2 font-medium text-on-ink focus:translate-y-0"
      >
        {t('app.skip')}
      </a>
      {beside ? (
        <SideBar onShortcuts={openHelp} onPalette={openPalette} />
      ) : assistant ? (
        <AssistantHeader onShortcuts={openHelp} />
      ) : (
        <PhoneHeader onShortcuts={openHelp} onPalette={openPalette} />
      )}
      <div className="min-w-0">
        <ConnectionBanner />
        <main
          id="content"
          tabIndex={-1}
          className="mx-auto max-w-page px-4 pt-6 pb-24 outline-none sm:px-6 lg:px-10 lg:pt-10 lg:pb-16"
        >
          <Outlet />
          <Overlays />
        </main>
      </div>
      {!beside && !assistant && <PhoneNavigation />}
      <PageName />
      <DropAnywhere onTaken={goToImport} />
      <ShortcutsDialog open={over === 'help'} onClose={close} />
      {over === 'palette' && (
        <Suspense>
          <Palette onClose={close} onShortcuts={openHelp} />
        </Suspense>
      )}
      <Toasts />
    </div>
  );
}
