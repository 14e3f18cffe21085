import { createAudioInspector, createFileJournal, createLibraryStore, createWishLocks } from '#library';
import { createPeerStore } from '#peers';
import { createTagger } from '#pipeline/tag';
import { createFfmpegDecoder } from '#pipeline/verify';
import type { DatabaseConnection, Db } from '#platform/database';
import type { Logger } from '#platform/log';
import { openSealer } from '#platform/secrets';
import type { Tracing } from '#platform/tracing';
import { createWishStore } from '#wishes';
import type { AllSettings } from '../settings.ts';
import { createFaults } from './house/faults.ts';
import { createHouseFigures, type PoolFigures } from './house/figures.ts';
import { createLive } from './house/live.ts';
import { createWorkforce } from './house/workforce.ts';
import { jobTypes } from './job-types.ts';
import { watchMusicFolder } from './journey/music-folder.ts';
import { enabledIntegrations } from './wings/integrations.ts';
import { followActivity } from './wings/notifications.ts';
import { wishesOfList } from './wings/wish-lists.ts';

/** What the house is built from. */
export interface HouseOptions {
  readonly settings: AllSettings;
  readonly db: Db;
  readonly connection: DatabaseConnection;
  /** The connections behind `db`, for figures. */
  readonly pool?: PoolFigures;
  /** `serve` has people who look on; `work` only works. */
  readonly kind: 'serve' | 'work';
  readonly log: Logger;
  /** Records jobs and timers; left out or `null`, nothing is recorded. */
  readonly tracing?: Tracing | null;
}

/** What every other room stands on: stores, jobs, the live feed, tools for audio files, the watch over the music folder. */
export type Foundation = ReturnType<typeof createFoundation>;

/** Builds what every other room stands on. */
export function createFoundation(
  options: HouseOptions & {
    /** Another process changed this wish. */
    readonly onWish: (id: number) => void;
    /** The transfer monitor should look now. */
    readonly wakeMonitor: () => void;
  },
) {
  const { settings, db, connection, kind, log } = options;
  const faults = createFaults(log);
  const onFault = (what: string, error: unknown): void => faults.report(what, error);
  const sealer = openSealer(settings.secrets, settings.house.dataDir);
  const { feed, channel, relay, activity } = createLive({
    db,
    connection,
    onWish: options.onWish,
    wake: options.wakeMonitor,
    back: () => faults.databaseBack(),
    follower: followActivity(db, sealer),
    onFault,
  });
  const library = createLibraryStore(db);
  const figures = createHouseFigures({ db, pool: options.pool ?? null, search: settings.search });
  const workforce = createWorkforce({ settings, db, connection, types: jobTypes, activity, log, figures, onFault });
  figures.readFrom({ queue: () => workforce.jobs.depth(), workers: () => workforce.heartbeats() });
  return {
    settings,
    db,
    connection,
    kind,
    log,
    onFault,
    sealer,
    /** Whether an integration exists in this house. */
    enabled: enabledIntegrations(settings.integrations),
    feed,
    channel,
    relay,
    activity,
    store: createWishStore(db, wishesOfList),
    library,
    journal: createFileJournal(db),
    locks: createWishLocks(db),
    peers: createPeerStore(db),
    inspector: createAudioInspector(),
    decoder: createFfmpegDecoder(),
    tagger: createTagger(),
    guard: watchMusicFolder({ settings: settings.organise, db, library, activity }),
    workforce,
    figures,
    jobs: workforce.jobs,
  };
}
