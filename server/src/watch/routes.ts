import type { FastifyPluginAsync } from 'fastify';
import { adminRoutes } from './admin/admin.routes.ts';
import { artistRoutes } from './artists/artists.routes.ts';
import { calendarRoutes } from './calendar/calendar.routes.ts';
import { discographyRoutes } from './discography/discography.routes.ts';
import { preferenceRoutes } from './preferences/preferences.routes.ts';
import { releaseRoutes } from './releases/releases.routes.ts';
import type { WatchRouteDeps } from './room.ts';
import { artistWatchlistRoutes } from './watchlist/artist-watchlist.routes.ts';
import { watchlistRoutes } from './watchlist/watchlist.routes.ts';

/** The routes of this room below the base path. */
export function watchRoutes(deps: WatchRouteDeps): FastifyPluginAsync[] {
  return [
    watchlistRoutes(deps.watchlist),
    artistWatchlistRoutes(deps.watchlist),
    artistRoutes(deps.artists),
    releaseRoutes(deps.releases),
    preferenceRoutes(deps.preferences),
    discographyRoutes(deps.discographies),
    calendarRoutes(deps.calendar),
  ];
}

/** The routes that stand beside the base path; none unless the operator wants them. */
export function watchAdminRoutes(deps: WatchRouteDeps): FastifyPluginAsync[] {
  return deps.admin === null ? [] : [adminRoutes(deps.admin)];
}
