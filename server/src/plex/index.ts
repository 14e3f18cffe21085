import type { FastifyPluginAsync } from 'fastify';
import type { Plex } from '#integrations/plex';
import type { PlexCredentials } from './credentials.ts';
import type { PlexLive } from './live.ts';
import type { ScanRequests } from './ports.ts';
import { plexBrowseRoutes } from './routes/browse.routes.ts';
import { type KeptRouteDeps, plexKeptRoutes } from './routes/kept.routes.ts';
import { plexLibraryRoutes } from './routes/library.routes.ts';
import { type MatchRouteDeps, plexMatchRoutes } from './routes/match.routes.ts';
import { plexNotificationRoutes } from './routes/notifications.routes.ts';
import { plexPlayRoutes } from './routes/play.routes.ts';
import { plexPlaylistRoutes } from './routes/playlists.routes.ts';
import { plexScanRoutes, type ScanRouteDeps } from './routes/scans.routes.ts';
import { plexServerRoutes } from './routes/server.routes.ts';
import { plexSettingsRoutes, type TryPlex } from './routes/settings.routes.ts';
import { plexSignInRoutes } from './routes/sign-in.routes.ts';
import { plexStatusRoutes } from './routes/status.routes.ts';
import type { PlexSignIn } from './sign-in.ts';
import type { PlexOverview } from './status.ts';

export { createCatalogueStore } from './catalogue/catalogue.store.ts';
export { type Catalogue, createCatalogue, pathKeyOf } from './catalogue/catalogue.ts';
export { createFileMatchStore } from './catalogue/files.store.ts';
export { createFileMatching } from './catalogue/files.ts';
export { createPlexLookup, type FoundInPlex, type PlexLookup, type Sought } from './catalogue/lookup.ts';
export { createPlexCredentials, type PlexCredentials } from './credentials.ts';
export { createKeeper } from './keep/keep.ts';
export { createKeptStore } from './keep/kept.store.ts';
export { createPlexLive, type PlexLive } from './live.ts';
export type { FindKeptSource, ScanOutcome, ScanRequests } from './ports.ts';
export { createScanQueue, type ScanQueue } from './scan/queue.ts';
export { createScanRequestStore } from './scan/requests.store.ts';
export { currentScanSettings, type PlexScanSettings, plexScanSettings } from './scan/settings.ts';
export { createScanWorker } from './scan/worker.ts';
export { createDirectScans } from './scans.ts';
export { createPlexSignIn } from './sign-in.ts';
export { overviewOf } from './status.ts';

/** What the routes of this room need. */
export interface PlexRouteDeps {
  readonly plex: Pick<Plex, 'client' | 'playlists'>;
  readonly credentials: PlexCredentials;
  readonly live: PlexLive;
  readonly scans: ScanRequests;
  readonly scanList: ScanRouteDeps;
  readonly kept: KeptRouteDeps;
  readonly matching: MatchRouteDeps;
  readonly signIn: PlexSignIn;
  readonly overview: () => Promise<PlexOverview>;
  readonly tryOut: TryPlex;
  /** Address, token or library are others now. */
  readonly changed: () => void;
}

/** Every route of `/plex`, and `/api/health/plex`; they stand beside the base path. */
export function plexRoutes(deps: PlexRouteDeps): FastifyPluginAsync[] {
  const { credentials, live, changed } = deps;
  const { client, playlists } = deps.plex;
  return [
    plexStatusRoutes(deps.overview, credentials),
    plexLibraryRoutes(client),
    plexBrowseRoutes(client),
    plexPlayRoutes(client),
    plexPlaylistRoutes(client, playlists),
    plexServerRoutes(client, deps.scans),
    plexScanRoutes(deps.scanList),
    plexKeptRoutes(deps.kept),
    plexMatchRoutes(deps.matching),
    plexNotificationRoutes(live, () => credentials.connection()),
    plexSettingsRoutes({ client, credentials, changed, tryOut: deps.tryOut }),
    plexSignInRoutes(deps.signIn),
  ];
}
