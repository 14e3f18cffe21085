import type { createLiveFeed } from '#activity';
import { createMusicBrainz } from '#integrations/musicbrainz';
import { createSlskd } from '#integrations/slskd';
import { spotifyReleaseSource } from '#integrations/spotify';
import { createAudioInspector, createFileJournal, createLibraryStore, createWishLocks } from '#library';
import type { WorkerState } from '#metrics';
import { createPeerStore } from '#peers';
import { createJourney, createWishActions, createWishIntake, stageAfter } from '#pipeline';
import { createCancellations, createTransferMonitor, type DownloadChange, forgiveTransfers } from '#pipeline/download';
import { candidateViews } from '#pipeline/match';
import { createNaming } from '#pipeline/organise';
import { beginAnew, createDirectSearch, searchSpending, searchViews } from '#pipeline/search';
import { createTagger } from '#pipeline/tag';
import { createFfmpegDecoder, keepReviewed, spectrogramOf } from '#pipeline/verify';
import type { DatabaseConnection, Db } from '#platform/database';
import type { Logger } from '#platform/log';
import { createPlaylistStore } from '#playlists';
import { createSizeLookup, soulseekView } from '#soulseek';
import { createWishStore } from '#wishes';
import type { AllSettings } from '../settings.ts';
import { version } from '../version.ts';
import { createChangeGatherer } from './changes.ts';
import { createDeadJobs } from './dead-jobs.ts';
import { createDownloadApi, createDownloadKeeping } from './downloads.ts';
import { createHouseEnrichment } from './enrichment.ts';
import { createFaults } from './faults.ts';
import { createImports } from './imports.ts';
import { enabledIntegrations } from './integrations.ts';
import { jobTypes } from './job-types.ts';
import { createLive, tellEveryMs } from './live.ts';
import { type Loop, startLoop } from './loops.ts';
import { createMatching } from './matching.ts';
import { watchMusicFolder } from './music-folder.ts';
import { createPlaylists } from './playlists.ts';
import { rejudging } from './rejudging.ts';
import type { RouteDeps } from './routes.ts';
import { createServiceWatch } from './service-watch.ts';
import { settingsAccess } from './settings-access.ts';
import { settleFiles } from './settle-files.ts';
import { createSmartSearch } from './smart-search.ts';
import { createSpotifyWing } from './spotify.ts';
import { createStages } from './stages.ts';
import { standingTasks } from './standing-tasks.ts';
import { createStepListeners } from './steps.ts';
import { createHouseTrash } from './trash.ts';
import { createTwins } from './twins.ts';
import { createWatch } from './watch.ts';
import type { Wing } from './wing.ts';
import { createWishViews } from './wish-views.ts';
import { createWorkforce } from './workforce.ts';

const serviceEveryMs = 10_000;
/** The setting in the database that holds a person's naming template. */
const templateKey = 'NAMING_TEMPLATE';
/** Another process may have been killed while this one went on. */
const filesEveryMs = 10 * 60_000;
/** Names of artists that somebody added through another process count after this long at the latest. */
const namesEveryMs = 10_000;

/** The furnished house. */
export interface Rooms {
  readonly routes: RouteDeps;
  readonly feed: ReturnType<typeof createLiveFeed>;
  /** Which outside services answered when last looked at. */
  dependencies(): Promise<Record<string, boolean>>;
  /** The workers of all processes. */
  workers(): Promise<Record<string, WorkerState>>;
  /** Settles what a crash left open and begins to work. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Builds every room once and hands each what it needs. Nothing runs before `start`. */
export function createRooms(options: {
  readonly settings: AllSettings;
  readonly db: Db;
  readonly connection: DatabaseConnection;
  /** `serve` has people who look on; `work` only works. */
  readonly kind: 'serve' | 'work';
  readonly log: Logger;
}): Rooms {
  const { settings, db, log } = options;
  const enabled = enabledIntegrations(settings.integrations);
  const faults = createFaults(log);
  const onFault = (what: string, error: unknown): void => faults.report(what, error);

  const { feed, channel, relay, activity } = createLive({
    db,
    connection: options.connection,
    onWish: (id) => options.kind === 'serve' && wishChanges.changed(id),
    wake: () => monitor.wake(),
    back: () => faults.databaseBack(),
    onFault,
  });
  const store = createWishStore(db);
  const library = createLibraryStore(db);
  const journal = createFileJournal(db);
  const locks = createWishLocks(db);
  const inspector = createAudioInspector();
  const tagger = createTagger();
  const slskd = createSlskd({ settings: settings.slskd, enabled: enabled('slskd'), onFault });
  // One for the house: its questions wait in one line, and it keeps one budget.
  const musicBrainz = createMusicBrainz({ db, settings: settings.musicBrainz, version });
  const guard = watchMusicFolder({ settings: settings.organise, db, library, activity });
  const workforce = createWorkforce({
    settings,
    db,
    connection: options.connection,
    types: jobTypes,
    activity,
    log,
    onFault,
  });
  const { jobs } = workforce;

  const watch = createServiceWatch({
    ask: () => slskd.status(),
    tell: (status) => feed.publish('service', { name: 'slskd', ...soulseekView(status) }),
  });
  const views = createWishViews({ db, store, library, coversOf: (ids) => enrichment.coversOf(ids) });
  const wishChanges = createChangeGatherer({
    everyMs: tellEveryMs,
    onFault: (error) => onFault('live feed', error),
    tell: async (ids) => {
      for (const view of await views.byId(ids)) feed.publish('wish', view);
    },
  });
  const wishChanged = (id: number): void => {
    wishChanges.changed(id);
    relay.wish(id);
  };
  const importChanged = (jobId: string): void => relay.feed.publish('ingest', { id: jobId });

  const { within, onStep } = createStepListeners({
    activity,
    wishChanged,
    libraryChanged: (wishId) => relay.feed.publish('library', { wish_id: wishId }),
    log,
  });
  const journey = createJourney({ db, jobs, store, after: stageAfter, within, onStep });
  const matching = createMatching({ db, settings: settings.match, store, library, journal, activity, views });
  const spotify = createSpotifyWing({
    db,
    settings,
    activity,
    changed: () => relay.feed.publish('service', { name: 'spotify' }),
    enabled: enabled('spotify'),
    forgetAccount: () => createPlaylistStore(db).forget(),
    kind: options.kind,
    onFault,
  });
  const smartSearch = createSmartSearch({
    db,
    spotify: spotify.spotify,
    enabled,
    settings: settings.smartSearch,
    slskd: settings.slskd,
    search: settings.search,
    activity,
    matching,
    onFault,
  });
  const peers = createPeerStore(db);
  const keeping = createDownloadKeeping({ db, activity, policy: () => workforce.policies.of('download'), onFault });
  const notify = (change: DownloadChange): void => {
    keeping.changed(change);
    if (change.wishId !== null) wishChanged(change.wishId);
  };
  const monitor = createTransferMonitor({
    db,
    network: slskd.transfers,
    journey,
    settings: settings.download,
    peers,
    notify,
    onFault,
  });
  const wakeMonitor = (): void => {
    monitor.wake();
    relay.wakeMonitor();
  };
  const cancellations = createCancellations({ db, journey, notify, wake: wakeMonitor });
  const trash = createHouseTrash({
    db,
    library,
    locks,
    guard,
    musicDir: settings.organise.musicDir,
    trashDir: settings.organise.trashDir,
    keepDays: settings.organise.trashKeepDays,
    store,
    within,
    changed: wishChanged,
    entered: (trx, fileId) => enrichment.enrichment.enter(trx, fileId),
  });
  const linkFile = (trx: Db, wishId: number, fileId: number): Promise<void> =>
    store.setLibraryFile(trx, wishId, fileId);

  const naming = createNaming({
    configured: settings.organise.namingTemplate,
    memory: {
      read: () => workforce.store.get(templateKey),
      write: (text) => workforce.store.set(templateKey, text),
    },
    onFault: (sentence) => log.warn({ event: 'settings', key: templateKey }, sentence),
  });
  const enrichment = createHouseEnrichment({
    settings,
    db,
    jobs,
    store,
    library,
    journal,
    inspector,
    tagger,
    guard,
    locks,
    musicBrainz,
    activity,
    changed: wishChanged,
  });
  const decoder = createFfmpegDecoder();
  const stages = createStages({
    naming,
    twins: createTwins({ db, library, trash, matching, store }),
    settings,
    db,
    slskd,
    matching,
    peers,
    keeping,
    wake: wakeMonitor,
    judged: workforce.judged,
    library,
    journal,
    inspector,
    decoder,
    tagger,
    guard,
    locks,
    enrichment: enrichment.enrichment,
    rule: enrichment.rule,
    linkFile,
    log,
  });
  const intake = createWishIntake(jobs, 'search', matching.owned);
  const actions = createWishActions({
    db,
    jobs,
    store,
    within,
    onStep,
    stopTransfers: (wishId) => cancellations.stopTransfers(wishId),
    pin: matching.pin,
    forgive: async (trx, wish) => {
      await forgiveTransfers(trx, wish.id);
      await beginAnew(trx, wish);
    },
    keepReviewed,
  });
  const sizesOf = createSizeLookup(slskd.neighbours);
  const downloadApi = createDownloadApi({
    db,
    store,
    actions,
    cancellations,
    keeping,
    settings: settings.deadLetters,
    findingsOf: enrichment.findingsOf,
    sizesOf,
    missing: async () => missingForDownloads((await watch.status()).problem?.code),
  });
  const fromSpotify = { db, jobs, spotify: spotify.spotify, intake };
  const imports = createImports({
    ...fromSpotify,
    settings: settings.import,
    embed: settings.spotifyEmbed,
    changed: importChanged,
  });
  const playlists = createPlaylists({ ...fromSpotify, settings: settings.playlists, wishes: store, activity });

  const watching = createWatch({
    db,
    jobs,
    settings: settings.watch,
    musicBrainz,
    accounts: [spotifyReleaseSource(spotify.spotify)],
    intake,
    store,
    activity,
    coversOf: (ids) => enrichment.coversOf(ids),
    publish: (event, data) => relay.feed.publish(event, data),
    log: (event) => log.info(event),
  });
  /** Rooms beside the journey; each is built in a file of its own and brings its jobs and timers. */
  const wings: readonly Wing[] = [imports, playlists, enrichment, spotify, watching.wing];

  const definitions = workforce.pooled([...journey.definitions(stages), ...wings.flatMap((wing) => wing.jobs ?? [])]);
  const timed = [
    ...standingTasks({
      db,
      store,
      jobs,
      journal,
      slskd,
      soulseek: enabled('slskd'),
      tidyS: settings.download.tidyS,
      ...settings.orchestrator,
    }),
    matching.timer,
    rejudging({ db, matching, store, actions }),
    ...wings.flatMap((wing) => wing.timers ?? []),
  ];
  const timers = workforce.timers(timed);

  /** What a crash left open; operations of living processes are left to them. */
  const settleOpenFiles = (): Promise<void> => {
    const { musicDir } = settings.organise;
    return settleFiles({
      files: { db, journal, library, inspector, guard, musicDir, locks, linkFile },
      store,
      log,
    });
  };

  const works = options.kind === 'work' || (settings.house.workersEnabled && !settings.house.workersDisabled);
  let loops: Loop[] = [];
  return {
    feed,
    async dependencies() {
      const [{ connected }, linked] = await Promise.all([watch.status(), spotify.linked()]);
      return { ...(enabled('slskd') ? { slskd: connected } : {}), ...(linked === null ? {} : { spotify: linked }) };
    },
    workers: () => workforce.states(),
    routes: {
      coversOf: (ids) => enrichment.coversOf(ids),
      settings: settingsAccess(workforce.store),
      wishes: {
        store,
        details: views.details,
        searchesOf: (id) => searchViews(db, id),
        candidatesOf: (id) => candidateViews(db, id),
        actions: { ...actions, prioritise: downloadApi.prioritiseWish },
      },
      imports: imports.routes,
      verify: { spectrogramOf: (id) => spectrogramOf(db, id) },
      library,
      naming,
      trash,
      activity,
      peers,
      spotify: spotify.routes,
      playlists: playlists.routes,
      soulseek: !enabled('slskd')
        ? null
        : {
            status: () => watch.status(),
            search: createDirectSearch({ db, network: slskd.search, settings: settings.search }),
            spending: () => searchSpending(db, settings.search),
            neighbours: slskd.neighbours,
            downloads: { ...downloadApi.downloads, network: slskd.transfers, sizesOf },
          },
      downloads: downloadApi.downloads,
      deadLetters: downloadApi.deadLetters,
      deadJobs: createDeadJobs({ db, jobs, store }),
      ...matching.routes,
      smartSearch: smartSearch.routes,
      ...enrichment.routes,
      watch: watching.routes,
    },
    async start() {
      workforce.describe(definitions, options.kind, timed);
      await matching.refresh();
      await jobs.prepare();
      const { alone } = await channel.open();
      if (works) await settleOpenFiles();
      if (works) await jobs.start(definitions, alone);
      if (alone) await channel.settled();
      if (works) await workforce.begin(options.kind);
      if (works) monitor.start();
      for (const wing of wings) await wing.start?.();
      if (works) timers.start();
      loops = [
        startLoop({ everyMs: serviceEveryMs, onFault: (error) => onFault('slskd', error), work: () => watch.look() }),
        startLoop({ everyMs: namesEveryMs, onFault: (error) => onFault('aliases', error), work: matching.refresh }),
        startLoop({
          everyMs: filesEveryMs,
          onFault: (error) => onFault('interrupted files', error),
          work: settleOpenFiles,
        }),
        startLoop({ everyMs: filesEveryMs, onFault: (error) => onFault('trash', error), work: () => trash.settle() }),
      ];
    },
    async stop() {
      for (const loop of loops.toReversed()) await loop.stop();
      await Promise.all([timers.stop(), monitor.stop(), jobs.stop(settings.house.graceMs)]);
      for (const wing of wings.toReversed()) await wing.stop?.();
      await wishChanges.stop();
      await relay.stop();
      if (works) await workforce.end(options.kind);
      await channel.close();
      await Promise.all([
        inspector.close(),
        decoder.close(),
        tagger.close(),
        slskd.close(),
        musicBrainz.close(),
        smartSearch.close(),
      ]);
    },
  };
}

/** Downloads cannot begin while slskd refuses our key. */
function missingForDownloads(code: string | undefined) {
  return code === 'unauthorised' || code === 'forbidden' ? { soulseek: ['SLSKD_API_KEY'] } : null;
}
