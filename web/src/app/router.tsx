import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { downloadFilters } from '../api/index.ts';
import { firstRunSteps } from '../features/house/index.ts';
import { withTexts } from '../i18n/index.ts';
import { Crash, NotFound } from './fallbacks.tsx';
import { placeRoutes } from './places.tsx';
import { root } from './root.ts';
import { textParam, wordParam } from './search-params.ts';
import { Shell } from './shell/shell.tsx';

const calendar = createRoute({
  getParentRoute: () => root,
  path: '/artists/calendar',
  component: lazyRouteComponent(() => withTexts(import('./routes/artists-routes.tsx')), 'CalendarRoute'),
});

const artist = createRoute({
  getParentRoute: () => root,
  path: '/artists/$key',
  component: lazyRouteComponent(() => withTexts(import('./routes/artists-routes.tsx')), 'ArtistRoute'),
});

const wish = createRoute({
  getParentRoute: () => root,
  path: '/wishes/$id',
  component: lazyRouteComponent(() => withTexts(import('./routes/wishes-route.tsx')), 'WishRoute'),
});

const downloads = createRoute({
  getParentRoute: () => root,
  path: '/downloads',
  validateSearch: (search: Record<string, unknown>) => ({
    status: wordParam(search['status'], downloadFilters),
    q: textParam(search['q']),
  }),
  component: lazyRouteComponent(() => withTexts(import('./routes/downloads-route.tsx')), 'DownloadsRoute'),
});

const settingsSection = createRoute({
  getParentRoute: () => root,
  path: '/settings/$section',
  component: lazyRouteComponent(() => withTexts(import('./routes/settings-route.tsx')), 'SettingsSectionRoute'),
});

const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  validateSearch: (search: Record<string, unknown>) => ({ step: wordParam(search['step'], firstRunSteps) }),
  component: lazyRouteComponent(() => withTexts(import('./routes/welcome-route.tsx')), 'WelcomeRoute'),
});

root.update({ component: Shell, notFoundComponent: NotFound, errorComponent: Crash });

/** All addresses of the page: the places, and what lies behind them. */
export const router = createRouter({
  routeTree: root.addChildren([...placeRoutes, wish, downloads, calendar, artist, settingsSection, welcome]),
  defaultPreload: 'intent',
  defaultErrorComponent: Crash,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
