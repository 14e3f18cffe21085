import type { Slskd } from '#integrations/slskd';
import type { AudioInspector, FileJournal, LibraryStore, WishLocks } from '#library';
import type { MatchingMetrics } from '#metrics';
import type { PeerStore } from '#peers';
import { createDownloadStage, reportBadFiles } from '#pipeline/download';
import { createMatchStage, supplemented } from '#pipeline/match';
import { createOrganiseStage, type Naming, type Twins } from '#pipeline/organise';
import { createPublishStage, type Publisher } from '#pipeline/publish';
import { canSearchOn, createSearchStage } from '#pipeline/search';
import { createTagStage, type Tagger, type WriteRule } from '#pipeline/tag';
import type { Enrichment } from '#pipeline/tag/enrich';
import {
  type AudioDecoder,
  createVerifyStage,
  type Recogniser,
  recognisedRecording,
  tellOfHeld,
  type VerifyDeps,
} from '#pipeline/verify';
import type { Db } from '#platform/database';
import type { FolderGuard } from '#platform/files';
import type { Logger } from '#platform/log';
import { createWaitingWishes, type StageRunner, type Wish } from '#wishes';
import type { AllSettings } from '../../settings.ts';
import type { createDownloadKeeping } from './downloads.ts';
import type { createMatching } from './matching.ts';

/** The seven stages of the journey, in order. */
export function createStages(deps: {
  readonly settings: AllSettings;
  readonly db: Db;
  readonly slskd: Slskd;
  readonly matching: Pick<ReturnType<typeof createMatching>, 'judge' | 'planQueries' | 'fresh'>;
  readonly verify: VerifyDeps['settings'];
  readonly peers: PeerStore;
  readonly keeping: ReturnType<typeof createDownloadKeeping>;
  readonly wake: () => void;
  readonly maxActive: () => Promise<number>;
  readonly judged: MatchingMetrics['judged'];
  readonly library: LibraryStore;
  readonly journal: FileJournal;
  readonly inspector: AudioInspector;
  readonly decoder: AudioDecoder;
  readonly recogniser: () => Promise<Recogniser | null>;
  readonly tagger: Tagger;
  readonly guard: FolderGuard;
  readonly locks: WishLocks;
  /** Whether a wish has not moved on; it does not until the transaction ends. */
  readonly stands: (trx: Db, wish: Pick<Wish, 'id' | 'revision'>) => Promise<boolean>;
  readonly naming: Naming;
  readonly twins: Twins;
  readonly enrichment: Pick<Enrichment, 'enter' | 'find'>;
  readonly rule: WriteRule;
  /** Who is told of finished files; beets comes first, because it may move them. */
  readonly publishers: readonly Publisher[];
  readonly linkFile: (trx: Db, wishId: number, fileId: number) => Promise<void>;
  readonly log: Logger;
}): StageRunner[] {
  const { settings, db, slskd, peers, keeping, log } = deps;
  const { judge, planQueries, fresh } = deps.matching;
  const { library, journal, inspector, decoder, recogniser, tagger, guard, locks, linkFile } = deps;
  const { musicDir } = settings.organise;
  const search = createSearchStage({
    db,
    network: slskd.search,
    settings: settings.search,
    planQueries,
    judge,
    waiting: createWaitingWishes(db),
  });
  const match = createMatchStage({
    db,
    judge,
    peers: (usernames) => peers.known(usernames),
    canSearchOn: (wish) => canSearchOn({ db, planQueries }, wish),
    onJudged: (judgements) =>
      deps.judged(judgements.map(({ verdict, score }) => ({ kept: verdict !== 'reject', confidence: score }))),
  });
  const fetching = {
    db,
    network: slskd.transfers,
    settings: settings.download,
    peers,
    wake: deps.wake,
    maxActive: deps.maxActive,
    stands: deps.stands,
  };
  return [
    after(fresh, tellOfHeld(search, db)),
    after(fresh, keeping.retries.afterMatch(tellOfHeld(match, db))),
    keeping.retries.beforeDownload(createDownloadStage(fetching)),
    reportBadFiles(createVerifyStage({ db, settings: deps.verify, inspector, decoder, recogniser, log }), {
      db,
      peers,
    }),
    supplied(
      db,
      createOrganiseStage({
        db,
        settings: settings.organise,
        library,
        journal,
        inspector,
        guard,
        locks,
        linkFile,
        twins: deps.twins,
        template: async () => (await deps.naming.current()).template,
      }),
    ),
    supplied(
      db,
      createTagStage({
        db,
        musicDir,
        library,
        journal,
        inspector,
        tagger,
        guard,
        locks,
        rule: deps.rule,
        async creditsOf(fileId, wishId) {
          const found = await deps.enrichment.find(fileId, 'metadata');
          const recordingId = await recognisedRecording(db, wishId);
          return { ...(recordingId === null ? {} : { recordingId }), ...found?.found };
        },
        afterwards: (trx, fileId) => deps.enrichment.enter(trx, fileId),
      }),
    ),
    createPublishStage({ library, locks, publishers: deps.publishers }),
  ];
}

/** The stage, run once something else has been done. */
function after(first: () => Promise<void>, stage: StageRunner): StageRunner {
  return {
    ...stage,
    async run(wish, context) {
      await first();
      return await stage.run(wish, context);
    },
  };
}

/** The stage, told the album that the fetched file's path names when the wish itself names none. */
function supplied(db: Db, stage: StageRunner): StageRunner {
  return {
    ...stage,
    run: async (wish, context) => stage.run({ ...wish, track: await supplemented(db, wish.id, wish.track) }, context),
  };
}
