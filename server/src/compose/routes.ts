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
import {
  type AliasRouteDeps,
  aliasRoutes,
  type CaseRouteDeps,
  caseRoutes,
  discographyPlexRoutes,
  type MatchingRouteDeps,
  matchingRoutes,
  type WhatIfRouteDeps,
  whatIfRoutes,
} from '#pipeline/match/api';
import { type Naming, namingRoutes } from '#pipeline/organise';
import { type VerifyRouteDeps, verifyRoutes } from '#pipeline/verify';
import { type SettingsRouteDeps, settingsRoutes } from '#settings';
import { type SoulseekRouteDeps, soulseekRoutes } from '#soulseek';
import {
  type WishProofDeps,
  type WishRouteDeps,
  wishBulkRoutes,
  wishExportRoutes,
  wishProofRoutes,
  wishRoutes,
} from '#wishes';
import { deadJobRoutes } from './journey/dead-jobs.routes.ts';
import type { MusicDisk } from './journey/music-folder.ts';
import { switchedOffRoutes } from './wings/integrations.ts';

/** What the routes of the journey and of the rooms below it need; wings bring their own. */
export interface RouteDeps {
  readonly wishes: WishRouteDeps;
  readonly proof: WishProofDeps;
  readonly verify: VerifyRouteDeps;
  readonly library: LibraryStore;
  readonly coversOf: (fileIds: readonly number[]) => Promise<ReadonlyMap<number, string>>;
  readonly disk: MusicDisk;
  readonly naming: Naming;
  readonly trash: Trash;
  readonly activity: Activity;
  readonly peers: PeerRouteDeps;
  /** `null`: switched off, as every integration that is not listed. */
  readonly soulseek: SoulseekRouteDeps | null;
  readonly downloads: DownloadRouteDeps;
  readonly deadLetters: DeadLetterRouteDeps;
  readonly deadJobs: DeadLetters;
  readonly matching: MatchingRouteDeps;
  readonly aliases: AliasRouteDeps;
  readonly whatIf: WhatIfRouteDeps;
  readonly cases: CaseRouteDeps;
  readonly settings: SettingsRouteDeps;
}

/** The routes of the journey and of the rooms below it, relative to the base path. */
export function roomRoutes(deps: RouteDeps): FastifyPluginAsync[] {
  return [
    wishRoutes(deps.wishes),
    wishExportRoutes(deps.wishes.store),
    wishBulkRoutes(deps.wishes),
    wishProofRoutes(deps.proof),
    verifyRoutes(deps.verify),
    libraryRoutes({ library: deps.library, coversOf: deps.coversOf, disk: deps.disk }),
    namingRoutes(deps.naming),
    trashRoutes({ library: deps.library, trash: deps.trash }),
    activityRoutes(deps.activity),
    peerRoutes(deps.peers),
    deps.soulseek === null ? switchedOffRoutes('slskd', ['/soulseek']) : soulseekRoutes(deps.soulseek),
    downloadRoutes(deps.downloads),
    deadLetterRoutes(deps.deadLetters),
    deadJobRoutes(deps.deadJobs),
    matchingRoutes(deps.matching),
    aliasRoutes(deps.aliases),
    discographyPlexRoutes(),
    whatIfRoutes(deps.whatIf),
    caseRoutes(deps.cases),
    settingsRoutes(deps.settings),
  ];
}
