import { createJourney, createOwnedSettlement, createWishActions, createWishIntake, stageAfter } from '#pipeline';
import { createCancellations, createTransferMonitor, type DownloadChange, forgiveTransfers } from '#pipeline/download';
import { candidateViews } from '#pipeline/match';
import { createNaming } from '#pipeline/organise';
import { beginAnew, createDirectSearch, searchSpending, searchViews } from '#pipeline/search';
import { spectrogramOf } from '#pipeline/verify';
import type { Db } from '#platform/database';
import { formerOf } from '#wishes';
import type { Foundation } from '../foundation.ts';
import { createChangeGatherer } from '../house/changes.ts';
import { tellEveryMs } from '../house/live.ts';
import { createOverrides } from '../house/overrides.ts';
import { settingsAccess } from '../house/settings-access.ts';
import { standingTasks } from '../house/standing-tasks.ts';
import type { RouteDeps } from '../routes.ts';
import type { Services } from '../services.ts';
import { followAutosync } from '../wings/autosync.ts';
import { soulseekSettings } from '../wings/soulseek-connection.ts';
import { originsOfWish } from '../wings/wish-lists.ts';
import { createDeadJobs } from './dead-jobs.ts';
import { createDownloadApi, createDownloadKeeping } from './downloads.ts';
import { createHouseEnrichment } from './enrichment.ts';
import { createKeptFiles } from './kept-files.ts';
import { createMatching } from './matching.ts';
import { musicDisk } from './music-folder.ts';
import { rejudging } from './rejudging.ts';
import { settleFiles } from './settle-files.ts';
import { createStages } from './stages.ts';
import { createStepListeners } from './steps.ts';
import { createHouseTrash } from './trash.ts';
import { createTwins } from './twins.ts';
import { createWishViews } from './wish-views.ts';

/** The setting in the database that holds a person's naming template. */
const templateKey = 'NAMING_TEMPLATE';

/** The journey of a wish and everything that takes part in it. */
export type JourneyRooms = ReturnType<typeof createJourneyRooms>;

/** Builds the journey: its stages, the transfer monitor, what people can do with a wish, and the routes of these rooms. */
export function createJourneyRooms({ foundation, services }: { foundation: Foundation; services: Services }) {
  const { settings, db, log, onFault, feed, relay, activity, store, library, journal, locks, peers } = foundation;
  const soulseek = foundation.enabled('slskd');
  const { inspector, decoder, tagger, guard, workforce, jobs } = foundation;
  const { slskd, sizesOf } = services;

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
  const { within, onStep } = createStepListeners({
    activity,
    wishChanged,
    libraryChanged: (wishId) => relay.feed.publish('library', { wish_id: wishId }),
    also: [followAutosync({ settings, db, store: workforce.store, activity, onFault })],
    log,
    figures: foundation.figures,
  });
  const journey = createJourney({
    db,
    jobs,
    store,
    isRunning: (jobId) => jobs.isRunning(jobId),
    after: stageAfter,
    within,
    onStep,
  });
  const overrides = createOverrides(workforce.store, settings);
  const { confidenceThreshold } = overrides;
  const matching = createMatching({
    db,
    settings: settings.match,
    taste: overrides.taste,
    confidenceThreshold,
    store,
    library,
    journal,
    activity,
    views,
    originsOf: (id) => originsOfWish(db, id),
  });
  const keeping = createDownloadKeeping({
    db,
    activity,
    store,
    policy: () => workforce.policies.of('download'),
    onFault,
  });
  const notify = (change: DownloadChange): void => {
    keeping.changed(change);
    if (change.state !== 'queued' && change.state !== 'downloading') foundation.figures.transferEnded(change.state);
    if (change.wishId !== null) wishChanged(change.wishId);
  };
  const monitor = createTransferMonitor({
    db,
    network: slskd.transfers,
    journey,
    settings: settings.download,
    maxActive: overrides.maxActive,
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
    onFile: services.plex?.onFile,
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
    musixmatchKey: services.secrets.musixmatch.now,
    db,
    jobs,
    store,
    library,
    journal,
    inspector,
    tagger,
    guard,
    locks,
    musicBrainz: services.musicBrainz,
    spotify: foundation.enabled('spotify') ? services.spotify : null,
    activity,
    changed: wishChanged,
  });
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
    maxActive: overrides.maxActive,
    verify: overrides.verify,
    judged: workforce.judged,
    library,
    journal,
    inspector,
    decoder,
    recogniser: async () => ((await services.secrets.acoustId.now()) === null ? null : services.acoustId),
    tagger,
    guard,
    locks,
    stands: (trx, wish) => store.stands(trx, wish, 'share'),
    enrichment: enrichment.enrichment,
    rule: enrichment.rule,
    publishers: [...(services.beets?.publishers ?? []), ...(services.plex?.publishers ?? [])],
    linkFile,
    log,
  });
  const intake = createWishIntake(jobs, 'search', matching.owned);
  const settlement = createOwnedSettlement({ db, store, owned: matching.owned, within, onStep });
  const actions = createWishActions({
    db,
    jobs,
    store,
    within,
    onStep,
    stopTransfers: (wishId) => cancellations.stopTransfers(wishId),
    stopWithin: (trx, wishId) => cancellations.stopWithin(trx, wishId),
    pin: matching.pin,
    unpin: matching.unpin,
    formerOf: (id) => formerOf(db, id),
    forgive: async (trx, wish) => {
      await forgiveTransfers(trx, wish.id);
      await beginAnew(trx, wish);
    },
    files: createKeptFiles({ db, peers }),
  });
  const downloadApi = createDownloadApi({
    db,
    store,
    actions,
    cancellations,
    keeping,
    wake: wakeMonitor,
    settings: settings.deadLetters,
    findingsOf: enrichment.findingsOf,
    sizesOf,
    missing: () => services.missingForDownloads(),
  });
  const routes: RouteDeps = {
    coversOf: (ids) => enrichment.coversOf(ids),
    disk: musicDisk(settings.organise),
    settings: settingsAccess(workforce.store, settings, () => matching.refresh()),
    wishes: {
      store,
      details: views.details,
      searchesOf: (id) => searchViews(db, id),
      candidatesOf: (id) => candidateViews(db, id),
      actions: { ...actions, prioritise: downloadApi.prioritiseWish },
    },
    verify: { spectrogramOf: (id) => spectrogramOf(db, id) },
    library,
    naming,
    trash,
    activity,
    peers,
    soulseek: !soulseek
      ? null
      : {
          status: () => services.watch.status(),
          search: createDirectSearch({ db, network: slskd.search, settings: settings.search }),
          spending: () => searchSpending(db, settings.search),
          neighbours: slskd.neighbours,
          settings: soulseekSettings(services.slskdConnection, settings.slskd, () => {
            relay.feed.publish('service', { name: 'slskd' });
            services.watch.look().catch((error: unknown) => onFault('slskd', error));
          }),
          downloads: { ...downloadApi.downloads, network: slskd.transfers, sizesOf },
        },
    downloads: downloadApi.downloads,
    deadLetters: downloadApi.deadLetters,
    deadJobs: createDeadJobs({ db, jobs, store }),
    ...matching.routes,
  };
  return {
    wishChanges,
    monitor,
    matching,
    intake,
    settlement,
    actions,
    trash,
    enrichment,
    routes,
    jobs: journey.definitions(stages),
    timers: [
      ...standingTasks({
        db,
        store,
        jobs,
        journal,
        slskd,
        soulseek,
        tidyS: settings.download.tidyS,
        ...settings.orchestrator,
      }),
      matching.timer,
      rejudging({ db, matching, batchSize: overrides.batchSize, store, actions }),
    ],
    /** What a crash left open; operations of living processes are left to them. */
    settleOpenFiles(this: void): Promise<void> {
      const { musicDir } = settings.organise;
      return settleFiles({
        files: { db, journal, library, inspector, guard, musicDir, locks, linkFile },
        store,
        log,
      });
    },
  };
}
