import type { FastifyPluginAsync } from 'fastify';
import { type Activity, activityRoutes } from '#activity';
import { type LibraryStore, libraryRoutes } from '#library';
import { type ImportRouteDeps, importRoutes } from '#pipeline/import';
import { type WishRouteDeps, wishRoutes } from '#wishes';
import { type SoulseekRouteDeps, soulseekRoutes } from './soulseek.routes.ts';

/** What the routes of all rooms need. */
export interface RouteDeps {
  readonly wishes: WishRouteDeps;
  readonly imports: ImportRouteDeps;
  readonly library: LibraryStore;
  readonly activity: Activity;
  readonly soulseek: SoulseekRouteDeps;
}

/** The routes of all rooms, relative to the base path. */
export function roomRoutes(deps: RouteDeps): FastifyPluginAsync[] {
  return [
    wishRoutes(deps.wishes),
    importRoutes(deps.imports),
    libraryRoutes({ library: deps.library }),
    activityRoutes(deps.activity),
    soulseekRoutes(deps.soulseek),
  ];
}
