import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { Crash, NotFound } from './fallbacks.tsx';
import { placeRoutes } from './places.tsx';
import { root } from './root.ts';
import { Shell } from './shell/shell.tsx';

const calendar = createRoute({
  getParentRoute: () => root,
  path: '/artists/calendar',
  component: lazyRouteComponent(() => import('./routes/artists-routes.tsx'), 'CalendarRoute'),
});

const artist = createRoute({
  getParentRoute: () => root,
  path: '/artists/$key',
  component: lazyRouteComponent(() => import('./routes/artists-routes.tsx'), 'ArtistRoute'),
});

root.update({ component: Shell, notFoundComponent: NotFound, errorComponent: Crash });

/** All addresses of the page: the places, and what lies behind them. */
export const router = createRouter({
  routeTree: root.addChildren([...placeRoutes, calendar, artist]),
  defaultPreload: 'intent',
  defaultErrorComponent: Crash,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
