import type { FastifyPluginAsync } from 'fastify';
import type { DirectSearch, SearchSpending } from '#pipeline/search';
import { searchBudgetRoutes } from './budget.routes.ts';
import { type SoulseekDownloadDeps, soulseekDownloadRoutes } from './downloads.routes.ts';
import type { SoulseekNeighbours } from './ports.ts';
import { soulseekSearchRoutes } from './search.routes.ts';
import { type SoulseekSettingsDeps, soulseekSettingsRoutes } from './settings.routes.ts';
import { type SoulseekStatusDeps, soulseekStatusRoutes } from './status.routes.ts';
import { soulseekUploadRoutes } from './uploads.routes.ts';
import { soulseekUserRoutes } from './users.routes.ts';

/** What the routes of this room need. */
export interface SoulseekRouteDeps extends SoulseekStatusDeps {
  readonly search: DirectSearch;
  readonly spending: () => Promise<SearchSpending>;
  readonly downloads: Omit<SoulseekDownloadDeps, 'neighbours'>;
  readonly neighbours: SoulseekNeighbours;
  readonly settings: SoulseekSettingsDeps;
}

/** Every route of contract §1.5 except those of artwork, lyrics, metadata and discographies, which are elsewhere. */
export function soulseekRoutes(deps: SoulseekRouteDeps): FastifyPluginAsync {
  const { neighbours } = deps;
  return async (app) => {
    await app.register(soulseekStatusRoutes(deps));
    await app.register(soulseekSearchRoutes(deps.search));
    await app.register(searchBudgetRoutes(deps.spending));
    await app.register(soulseekDownloadRoutes({ ...deps.downloads, neighbours }));
    await app.register(soulseekUploadRoutes(neighbours));
    await app.register(soulseekUserRoutes(neighbours));
    await app.register(soulseekSettingsRoutes(deps.settings));
  };
}
