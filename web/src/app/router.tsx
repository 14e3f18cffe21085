import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { type WishState, wishStates } from '../api/index.ts';
import { Crash, NotFound } from './fallbacks.tsx';
import { HomePage } from './home-page.tsx';
import { Shell } from './shell.tsx';

function text(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) || undefined : undefined;
}

function state(value: unknown): WishState | undefined {
  return wishStates.find((known) => known === value);
}

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: Crash });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: (search: Record<string, unknown>): { state?: WishState | undefined; q?: string | undefined } => ({
    state: state(search['state']),
    q: text(search['q']),
  }),
  component: HomePage,
});

const library = createRoute({
  getParentRoute: () => root,
  path: '/library',
  validateSearch: (search: Record<string, unknown>): { q?: string | undefined } => ({ q: text(search['q']) }),
  component: lazyRouteComponent(() => import('./library-route.tsx'), 'LibraryRoute'),
});

const spotify = createRoute({
  getParentRoute: () => root,
  path: '/spotify',
  component: lazyRouteComponent(() => import('./spotify-route.tsx'), 'SpotifyRoute'),
});

const artists = createRoute({
  getParentRoute: () => root,
  path: '/artists',
  validateSearch: (search: Record<string, unknown>): { q?: string | undefined } => ({ q: text(search['q']) }),
  component: lazyRouteComponent(() => import('./artists-routes.tsx'), 'ArtistsRoute'),
});

const calendar = createRoute({
  getParentRoute: () => root,
  path: '/artists/calendar',
  component: lazyRouteComponent(() => import('./artists-routes.tsx'), 'CalendarRoute'),
});

const artist = createRoute({
  getParentRoute: () => root,
  path: '/artists/$key',
  component: lazyRouteComponent(() => import('./artists-routes.tsx'), 'ArtistRoute'),
});

/** All addresses of the page. */
export const router = createRouter({
  routeTree: root.addChildren([home, library, artists, calendar, artist, spotify]),
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
