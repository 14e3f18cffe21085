import { createActivity, createLiveFeed } from '#activity';
import { createSlskd } from '#integrations/slskd';
import { createOrchestrator } from '#jobs';
import { createAudioInspector, createFileJournal, createLibraryStore, recoverFileOperations } from '#library';
import type { OfferedFile, WantedTrack } from '#music';
import {
  createJourney,
  createWishActions,
  createWishIntake,
  type JourneyStep,
  journeyJobTypes,
  stageAfter,
  sweepLostWishes,
} from '#pipeline';
import {
  createCancellations,
  createDownloadStage,
  createTransferMonitor,
  forgiveTransfers,
  parkedWishes,
} from '#pipeline/download';
import {
  createImportStore,
  createSubmissions,
  importJob,
  importJobType,
  itemsOfWishSettled,
  type WishOutcome,
} from '#pipeline/import';
import { candidateViews, createMatchStage, defaultQualityProfile, judge, pinCandidate } from '#pipeline/match';
import { createOrganiseStage } from '#pipeline/organise';
import { createPublishStage } from '#pipeline/publish';
import { createSearchStage, planQueries, searchViews, sweepInterruptedSearches } from '#pipeline/search';
import { createTagger, createTagStage } from '#pipeline/tag';
import { createFfmpegDecoder, createVerifyStage } from '#pipeline/verify';
import type { DatabaseConnection, Db } from '#platform/database';
import { createFolderGuard } from '#platform/files';
import type { Logger } from '#platform/log';
import { createWishStore } from '#wishes';
import type { AllSettings } from '../settings.ts';
import { createChangeGatherer } from './changes.ts';
import { type Loop, startLoop } from './loops.ts';
import type { RouteDeps } from './routes.ts';
import { createServiceWatch } from './service-watch.ts';
import { soulseekView } from './soulseek.routes.ts';
import { createWishViews } from './wish-views.ts';

/** A wish that nobody touched for this long is looked after by the sweep. */
const quietMs = 2 * 60_000;
const sweepEveryMs = 60_000;
const serviceEveryMs = 10_000;

/** The furnished house. */
export interface Rooms {
  readonly routes: RouteDeps;
  readonly feed: ReturnType<typeof createLiveFeed>;
  /** Which outside services answered when last looked at. */
  dependencies(): Promise<Record<string, boolean>>;
  /** Settles what a crash left open and begins to work. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Builds every room once and hands each what it needs. Nothing runs before `start`. */
export function createRooms(options: {
  readonly settings: AllSettings;
  readonly db: Db;
  readonly connection: DatabaseConnection;
  /** True when nobody else can use the database (the embedded one, guarded by its lock). */
  readonly alone: boolean;
  readonly log: Logger;
}): Rooms {
  const { settings, db, log } = options;
  const onFault = (what: string, error: unknown): void => {
    // A known problem is a sentence; only what nobody foresaw keeps its stack.
    const known = error instanceof Error && 'remedy' in error;
    const sentence = `${what}: ${error instanceof Error ? error.message : String(error)}`;
    log.warn({ event: 'fault', what, ...(known ? {} : { err: error }) }, sentence);
  };

  const feed = createLiveFeed();
  const activity = createActivity(db, feed);
  const store = createWishStore(db);
  const library = createLibraryStore(db);
  const journal = createFileJournal(db);
  const inspector = createAudioInspector();
  const tagger = createTagger();
  const imports = createImportStore(db);
  const slskd = createSlskd({ settings: settings.slskd, onFault });
  const guard = createFolderGuard({
    root: settings.organise.musicDir,
    name: 'music folder',
    setting: 'MUSIC_DIR',
    reserveBytes: settings.organise.reserveMb * 1024 * 1024,
    expected: { sample: () => library.sample() },
  });
  const jobs = createOrchestrator({
    connection: queueConnection(options.connection),
    types: new Map([...journeyJobTypes, [importJobType, importShape]]),
    globalConcurrency: settings.house.globalConcurrency,
    onFault,
  });

  const watch = createServiceWatch({
    ask: () => slskd.status(),
    tell: (status) => feed.publish('service', { name: 'slskd', ...soulseekView(status) }),
  });
  const views = createWishViews({ db, store, library });
  const wishChanges = createChangeGatherer({
    everyMs: 200,
    onFault: (error) => onFault('live feed', error),
    tell: async (ids) => {
      for (const view of await views.byId(ids)) feed.publish('wish', view);
    },
  });
  const importChanged = (jobId: string): void => feed.publish('ingest', { id: jobId });

  const onStep = ({ wish, step }: JourneyStep): void => {
    wishChanges.changed(wish.id);
    if (step.state === 'done') feed.publish('library', { wish_id: wish.id });
    log.debug(
      { event: 'wish.step', wish: wish.id, stage: step.stage, state: step.state, reason: step.cause?.code },
      'step',
    );
  };
  const within = async (trx: Db, { wish, step }: JourneyStep): Promise<void> => {
    const outcome = outcomeOf(step);
    if (outcome === null) return;
    await itemsOfWishSettled(trx, wish.id, outcome);
    if (outcome.kind !== 'queued') {
      const details = { wish_id: wish.id, title: wish.track.title, artists: wish.track.artists, reason: step.cause };
      await activity.record('wish', step.state, details, trx);
    }
  };

  const journey = createJourney({ db, jobs, store, after: stageAfter, within, onStep });
  const judgeWith = (wanted: WantedTrack, files: readonly OfferedFile[]) => judge(wanted, files, defaultQualityProfile);
  const notify = (change: { wishId: number | null }): void => {
    if (change.wishId !== null) wishChanges.changed(change.wishId);
  };
  const monitor = createTransferMonitor({
    db,
    network: slskd.transfers,
    journey,
    settings: settings.download,
    notify,
    onFault,
  });
  const cancellations = createCancellations({ db, journey, notify, wake: () => monitor.wake() });
  const linkFile = (trx: Db, wishId: number, fileId: number): Promise<void> =>
    store.setLibraryFile(trx, wishId, fileId);

  const stages = [
    createSearchStage({ db, network: slskd.search, settings: settings.search, planQueries, judge: judgeWith }),
    createMatchStage({ db, judge: judgeWith }),
    createDownloadStage({ db, network: slskd.transfers, wake: () => monitor.wake() }),
    createVerifyStage({ db, settings: settings.verify, inspector, decoder: createFfmpegDecoder(), log }),
    createOrganiseStage({ db, settings: settings.organise, library, journal, inspector, guard, linkFile }),
    createTagStage({ db, musicDir: settings.organise.musicDir, library, journal, inspector, tagger, guard }),
    createPublishStage(),
  ];
  const intake = createWishIntake(jobs, 'search');
  const actions = createWishActions({
    db,
    jobs,
    store,
    within,
    onStep,
    stopTransfers: (wishId) => cancellations.stopTransfers(wishId),
    pin: pinCandidate,
    forgive: forgiveTransfers,
  });
  const submissions = createSubmissions({
    db,
    store: imports,
    jobs,
    settings: settings.import,
    changed: importChanged,
  });

  let loops: Loop[] = [];
  return {
    feed,
    dependencies: async () => ({ slskd: (await watch.status()).connected }),
    routes: {
      wishes: {
        store,
        details: views.details,
        searchesOf: (id) => searchViews(db, id),
        candidatesOf: (id) => candidateViews(db, id),
        actions,
      },
      imports: { store: imports, submissions, settings: settings.import },
      library,
      activity,
      soulseek: { status: () => watch.status() },
    },
    async start() {
      await jobs.prepare();
      const trackOf = async (wishId: number) => (await store.find(wishId))?.track ?? null;
      const recovered = await recoverFileOperations({
        db,
        journal,
        library,
        inspector,
        guard,
        musicDir: settings.organise.musicDir,
        trackOf,
        linkFile,
      });
      if (recovered.completed + recovered.undone + recovered.postponed > 0) {
        log.info({ event: 'files.recovered', ...recovered }, 'Settled file operations that were interrupted.');
      }
      await jobs.start(
        [
          ...journey.definitions(stages),
          { ...importJob({ db, store: imports, intake, changed: importChanged }), ...importShape },
        ],
        options.alone,
      );
      monitor.start();
      const end = new AbortController();
      loops = [
        startLoop({ everyMs: serviceEveryMs, onFault: (error) => onFault('slskd', error), work: () => watch.look() }),
        startLoop({
          everyMs: sweepEveryMs,
          onFault: (error) => onFault('sweep', error),
          work: () =>
            sweepLostWishes({
              store,
              jobs,
              liveKeys: (keys) => jobs.liveKeys(keys),
              parked: (ids) => parkedWishes(db, ids),
              quietMs,
            }),
        }),
        startLoop({
          everyMs: 10 * sweepEveryMs,
          onFault: (error) => onFault('interrupted searches', error),
          work: () => sweepInterruptedSearches({ db, network: slskd.search }, end.signal),
        }),
        { stop: async () => end.abort() },
      ];
    },
    async stop() {
      for (const loop of loops.toReversed()) await loop.stop();
      await Promise.all([monitor.stop(), jobs.stop(settings.house.graceMs)]);
      await wishChanges.stop();
      await Promise.all([inspector.close(), tagger.close(), slskd.close()]);
    },
  };
}

const importShape = { priority: 50, timeoutMs: 10 * 60_000, maxAttempts: 10 };

function queueConnection(connection: DatabaseConnection) {
  const { ssl, ...rest } = connection;
  return {
    ...rest,
    ...(ssl === undefined || ssl === false ? {} : { ssl: ssl === 'unverified' ? { rejectUnauthorized: false } : true }),
  };
}

function outcomeOf(step: JourneyStep['step']): WishOutcome | null {
  switch (step.state) {
    case 'done':
      return { kind: 'completed' };
    case 'waiting':
    case 'review':
    case 'cancelled':
      return { kind: 'failed', code: step.cause?.code ?? step.state, sentence: step.cause?.sentence ?? 'Not met.' };
    case 'queued':
      return step.stage === 'search' ? { kind: 'queued' } : null;
    case 'active':
      return null;
  }
}
