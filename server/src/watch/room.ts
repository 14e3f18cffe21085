import type { Activity } from '#activity';
import type { JobDefinition, JobShape, Jobs, NewJob, Timer } from '#jobs';
import type { Db } from '#platform/database';
import { type Clock, systemClock } from '#platform/outbound';
import type { AdminRouteDeps } from './admin/admin.routes.ts';
import type { ArtistRouteDeps } from './artists/artists.routes.ts';
import { createArtistStore } from './artists/artists.store.ts';
import type { CalendarRouteDeps } from './calendar/calendar.routes.ts';
import { createCalendar } from './calendar/calendar.ts';
import { isZone } from './dates.ts';
import { createDiscographies, discographyJobType } from './discography/discography.job.ts';
import type { DiscographyRouteDeps } from './discography/discography.routes.ts';
import { createDiscographyStore } from './discography/discography.store.ts';
import type { CoversOf, OwnedReleases, ReleaseSource } from './ports.ts';
import type { ReleaseRouteDeps } from './releases/releases.routes.ts';
import { createReleaseStore } from './releases/releases.store.ts';
import { createScan } from './scan/scan.job.ts';
import { createScanStore } from './scan/scan.store.ts';
import { createTick, scanJobType, type TickResult } from './scan/tick.ts';
import type { WishIntake } from './scan/wish-release.ts';
import type { WatchSettings } from './settings.ts';
import { watchJobShapes } from './shapes.ts';
import { createSync, syncJobType } from './sync/sync.job.ts';
import { createWatching } from './watchlist/add.ts';
import type { WatchlistRouteDeps } from './watchlist/watchlist.routes.ts';
import { createWatchlistStore } from './watchlist/watchlist.store.ts';

/** What the routes of this room need. */
export interface WatchRouteDeps {
  readonly artists: ArtistRouteDeps;
  readonly watchlist: WatchlistRouteDeps;
  readonly releases: ReleaseRouteDeps;
  readonly preferences: { readonly db: Db };
  readonly discographies: DiscographyRouteDeps;
  readonly calendar: CalendarRouteDeps;
  /** `null`: the operator does not want them. */
  readonly admin: AdminRouteDeps | null;
}

/** What this room needs. */
export interface WatchRoomDeps {
  readonly db: Db;
  readonly jobs: Jobs;
  readonly settings: WatchSettings;
  /** In the order in which they are preferred. */
  readonly sources: readonly ReleaseSource[];
  readonly intake: WishIntake;
  readonly activity: Pick<Activity, 'record'>;
  /** Which of these wishes are met. */
  readonly ownedWishes: (ids: readonly number[]) => Promise<ReadonlySet<number>>;
  readonly ownedReleases: OwnedReleases;
  readonly coversOf: CoversOf;
  /** People who look on are told that something changed: an artist was looked at (`watch`, its id), a discography went on (its job). */
  readonly changed: (what: 'watch' | 'discography', id: number) => void;
  readonly log: (event: Record<string, unknown>) => void;
  /** A simulation hands in its own. */
  readonly clock?: Clock;
  readonly random?: () => number;
}

/** The room: jobs and a timer for the house, and what its routes need. */
export interface WatchRoom {
  readonly routes: WatchRouteDeps;
  readonly jobs: readonly JobDefinition[];
  readonly timers: readonly Timer[];
  /** One look for due artists, as the timer does it. */
  tick(): Promise<TickResult>;
}

/** Jobs whose types share one priority that a person gave. */
function withPriority(jobs: Jobs, priority: number | null): Jobs {
  if (priority === null) return jobs;
  const shapes = new Map<string, JobShape>(watchJobShapes);
  return {
    enqueue(given, trx) {
      const list = Array.isArray(given) ? (given as readonly NewJob[]) : [given as NewJob];
      const moved = list.map((job) => ({
        ...job,
        priority: (job.priority ?? 0) + priority - (shapes.get(job.type)?.priority ?? priority),
      }));
      return jobs.enqueue(moved, trx);
    },
  };
}

/** Builds the room. Throws when WATCHLIST_TIME_ZONE names no zone. */
export function createWatchRoom(deps: WatchRoomDeps): WatchRoom {
  const { db, settings, sources, log } = deps;
  const jobs = withPriority(deps.jobs, settings.artistPriority);
  const clock = deps.clock ?? systemClock;
  const zone = settings.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!isZone(zone))
    throw new Error(`WATCHLIST_TIME_ZONE is "${zone}", which is no time zone. Use a name such as Europe/Berlin.`);
  const artists = createArtistStore(db);
  const watchlist = createWatchlistStore(db);
  const store = createScanStore(db);
  const common = { db, jobs, artists, watchlist, sources, settings, zone, clock, log };
  const looked = (artistId: number): void => deps.changed('watch', artistId);
  const sync = createSync({ ...common, changed: looked });
  const scan = createScan({
    ...common,
    changed: looked,
    store,
    intake: deps.intake,
    activity: deps.activity,
    ...(deps.random === undefined ? {} : { random: deps.random }),
  });
  const discographyStore = createDiscographyStore(db);
  const discographies = createDiscographies({
    ...common,
    sync,
    store: discographyStore,
    intake: deps.intake,
    activity: deps.activity,
    changed: (id) => deps.changed('discography', id),
  });
  const watching = createWatching(common);
  const tick = createTick({ db, store, jobs, settings, zone, clock, log });
  const shapes = new Map<string, JobShape>(watchJobShapes);
  const shapeOf = (type: string) => {
    const shape = shapes.get(type);
    if (shape === undefined) throw new Error(`No shape for the job type ${type}.`);
    return shape;
  };

  return {
    tick,
    routes: {
      artists: {
        artists,
        watchlist,
        sync,
        sources,
        ownedWishes: deps.ownedWishes,
        ownedReleases: deps.ownedReleases,
        coversOf: deps.coversOf,
      },
      watchlist: { db, artists, watchlist, watching, sources, clock },
      releases: { db, store: createReleaseStore(db), sources, intake: deps.intake, clock, changed: looked },
      preferences: { db },
      discographies: { discographies, store: discographyStore },
      calendar: { calendar: createCalendar(db, clock), clock, zone },
      admin: settings.adminApi ? { artists, sync, settings, clock, log } : null,
    },
    jobs: [
      {
        type: scanJobType,
        ...shapeOf(scanJobType),
        pool: settings.concurrency,
        run: (payload, { jobId, signal }) => scan.run(Number(payload.entry_id), { jobId, signal }),
        onDead: (payload) => store.release(Number(payload.entry_id)),
      },
      {
        type: syncJobType,
        ...shapeOf(syncJobType),
        pool: settings.artistPool,
        run: (payload, { signal }) => sync.job(payload, signal),
        onDead: (payload) => sync.dead(payload),
      },
      {
        type: discographyJobType,
        ...shapeOf(discographyJobType),
        pool: 1,
        run: (payload, { signal }) => discographies.job(payload, signal),
        onDead: (payload, failure) => discographies.dead(payload, failure),
      },
    ],
    timers: settings.timerEnabled ? [{ name: 'watchlist', everyMs: settings.timerS * 1000, work: tick }] : [],
  };
}
