import type { FastifyPluginAsync } from 'fastify';
import { type SpotifyAccountDeps, spotifyAccountRoutes } from './account.routes.ts';
import { spotifyCatalogueRoutes } from './catalogue.routes.ts';
import { spotifyLibraryRoutes } from './library.routes.ts';
import { type SpotifySignInDeps, spotifySignInRoutes } from './sign-in.routes.ts';

/** What the routes of this room need. */
export interface SpotifyRouteDeps extends SpotifyAccountDeps, SpotifySignInDeps {}

/** Every route of contract §1.3 and §1.12 except the lists of the database, which `playlists` has. */
export function spotifyRoutes(deps: SpotifyRouteDeps): FastifyPluginAsync {
  return async (app) => {
    await app.register(spotifyAccountRoutes(deps));
    await app.register(spotifySignInRoutes(deps));
    await app.register(spotifyCatalogueRoutes(deps.spotify));
    await app.register(spotifyLibraryRoutes(deps.spotify));
  };
}
