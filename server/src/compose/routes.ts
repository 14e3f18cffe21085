import type { FastifyPluginAsync } from 'fastify';
import { type Activity, activityRoutes } from '#activity';
import type { DeadLetters } from '#jobs';
import { type LibraryStore, libraryRoutes, type Trash, trashRoutes } from '#library';
import { type PeerRouteDeps, peerRoutes } from '#peers';
import {
  type DeadLetterRouteDeps,
  type DownloadRouteDeps,
  deadLetterRoutes,
  downloadRoutes,
} from '#pipeline/download/api';
import { type ImportRouteDeps, importRoutes } from '#pipeline/import';
import {
  type AliasRouteDeps,
  aliasRoutes,
  type CaseRouteDeps,
  caseRoutes,
  type MatchingRouteDeps,
  matchingRoutes,
  type WhatIfRouteDeps,
  whatIfRoutes,
} from '#pipeline/match/api';
import { type Naming, namingRoutes } from '#pipeline/organise';
import { type ArtworkRouteDeps, artworkRoutes } from '#pipeline/tag/artwork';
import { type MetadataRouteDeps, metadataRoutes } from '#pipeline/tag/enrich';
import { type LyricsRouteDeps, lyricsRoutes } from '#pipeline/tag/lyrics';
import { type VerifyRouteDeps, verifyRoutes } from '#pipeline/verify';
import { type PlaylistRouteDeps, playlistRoutes } from '#playlists';
import { type SettingsRouteDeps, settingsRoutes } from '#settings';
import { type SmartSearchDeps, smartSearchRoutes } from '#smart-search';
import { type SoulseekRouteDeps, soulseekRoutes } from '#soulseek';
import { type SpotifyRouteDeps, spotifyRoutes } from '#spotify';
import { type WatchRouteDeps, watchAdminRoutes, watchRoutes } from '#watch';
import { type WishProofDeps, type WishRouteDeps, wishProofRoutes, wishRoutes } from '#wishes';
import { deadJobRoutes } from './dead-jobs.routes.ts';
import { switchedOffRoutes } from './integrations.ts';

/** What the routes of all rooms need. */
export interface RouteDeps {
  readonly wishes: WishRouteDeps;
  readonly proof: WishProofDeps;
  readonly imports: ImportRouteDeps;
  readonly verify: VerifyRouteDeps;
  readonly library: LibraryStore;
  readonly coversOf: (fileIds: readonly number[]) => Promise<ReadonlyMap<number, string>>;
  readonly naming: Naming;
  readonly trash: Trash;
  readonly activity: Activity;
  readonly peers: PeerRouteDeps;
  /** `null`: switched off, as every integration that is not listed. */
  readonly soulseek: SoulseekRouteDeps | null;
  readonly spotify: SpotifyRouteDeps | null;
  readonly playlists: PlaylistRouteDeps;
  readonly downloads: DownloadRouteDeps;
  readonly deadLetters: DeadLetterRouteDeps;
  readonly deadJobs: DeadLetters;
  readonly matching: MatchingRouteDeps;
  readonly aliases: AliasRouteDeps;
  readonly whatIf: WhatIfRouteDeps;
  readonly cases: CaseRouteDeps;
  readonly smartSearch: SmartSearchDeps;
  readonly metadata: MetadataRouteDeps;
  readonly artwork: ArtworkRouteDeps;
  readonly watch: WatchRouteDeps;
  readonly lyrics: LyricsRouteDeps;
  readonly settings: SettingsRouteDeps;
}

/** The routes of all rooms, relative to the base path. */
export function roomRoutes(deps: RouteDeps): FastifyPluginAsync[] {
  return [
    wishRoutes(deps.wishes),
    wishProofRoutes(deps.proof),
    importRoutes(deps.imports),
    verifyRoutes(deps.verify),
    libraryRoutes({ library: deps.library, coversOf: deps.coversOf }),
    namingRoutes(deps.naming),
    trashRoutes({ library: deps.library, trash: deps.trash }),
    activityRoutes(deps.activity),
    peerRoutes(deps.peers),
    deps.soulseek === null ? switchedOffRoutes('slskd', ['/soulseek']) : soulseekRoutes(deps.soulseek),
    deps.spotify === null
      ? switchedOffRoutes('spotify', ['/spotify', '/oauth', '/health/spotify'])
      : spotifyRoutes(deps.spotify),
    playlistRoutes(deps.playlists),
    downloadRoutes(deps.downloads),
    deadLetterRoutes(deps.deadLetters),
    deadJobRoutes(deps.deadJobs),
    matchingRoutes(deps.matching),
    aliasRoutes(deps.aliases),
    whatIfRoutes(deps.whatIf),
    caseRoutes(deps.cases),
    smartSearchRoutes(deps.smartSearch),
    metadataRoutes(deps.metadata),
    artworkRoutes(deps.artwork),
    ...watchRoutes(deps.watch),
    lyricsRoutes(deps.lyrics),
    settingsRoutes(deps.settings),
  ];
}

/** The routes that stand beside the base path. */
export function rootRoutes(deps: Pick<RouteDeps, 'watch'>): FastifyPluginAsync[] {
  return watchAdminRoutes(deps.watch);
}
