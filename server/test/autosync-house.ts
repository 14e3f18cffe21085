import { autosyncSettings, type OwnedElsewhere } from '#autosync';
import type { JobDefinition, Jobs, NewJob } from '#jobs';
import { createLibraryStore } from '#library';
import { createJourney, createWishActions, createWishIntake, stageAfter } from '#pipeline';
import { createSettingsStore } from '#settings';
import { createWishStore, type StageOutcome } from '#wishes';
import type { SpotifyOptions } from '../../stand-ins/spotify/index.ts';
import { createStepListeners } from '../src/compose/journey/steps.ts';
import { createAutosync, followAutosync } from '../src/compose/wings/autosync.ts';
import { createPlaylists } from '../src/compose/wings/playlists.ts';
import { readSettings } from '../src/platform/config/index.ts';
import { playlistSettings } from '../src/playlists/index.ts';
import { openHttpHouse } from './http-house.ts';
import { openSpotifyHouse, type SpotifyHouse } from './spotify-house.ts';

/** What tests look at in answers; each answer has some of it. */
export interface AutosyncBody {
  readonly blocked: { readonly reason: string; readonly missing: readonly string[] } | null;
  readonly last_run: {
    readonly id: number;
    readonly state: string;
    readonly reason: string | null;
    readonly resume_at: string | null;
    readonly counters: Readonly<Record<string, number>>;
    readonly parts: Readonly<Record<string, { readonly state: string; readonly reason?: string }>>;
  };
  readonly run: { readonly id: number; readonly state: string };
  readonly settings: Readonly<Record<string, unknown>>;
  readonly next_run_at: string | null;
  readonly skipped_tracks: number;
  readonly removed: number;
  readonly total: number;
  readonly items: readonly {
    readonly id: number;
    readonly title: string;
    readonly failure_reason: string;
    readonly failure_count: number;
    readonly skipped: boolean;
  }[];
  readonly results: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly meta: { readonly missing?: unknown; readonly fields?: readonly { readonly name: string }[] };
  };
}

/** Options of the house. */
export type AutosyncHouseOptions = SpotifyOptions & {
  readonly env?: Record<string, string>;
  readonly signedIn?: false;
  readonly elsewhere?: OwnedElsewhere;
  /** What the library holds, by title. */
  readonly owns?: (title: string) => boolean;
};

/**
 * Auto-sync over the real playlists, client, wishes and journey, a real database and the stand-in of Spotify over HTTP. Jobs wait until the test runs them; the
 * stages of the journey end as the test says (`settle`); time is the stand-in's.
 */
export async function openAutosyncHouse(options: AutosyncHouseOptions = {}) {
  const spotifyHouse = await openSpotifyHouse(options);
  if (options.signedIn !== false) await spotifyHouse.signIn();
  return await furnish(spotifyHouse, options);
}

async function furnish(spotifyHouse: SpotifyHouse, options: AutosyncHouseOptions) {
  const { db, now } = spotifyHouse;
  const read = readSettings({ autosync: autosyncSettings, playlists: playlistSettings }, options.env ?? {});
  if (!read.ok) throw new Error(read.faults.map((fault) => fault.sentence).join(' '));
  const settings = read.values;
  const store = createSettingsStore(db);
  const wishes = createWishStore(db);
  const events: { readonly type: string; readonly status: string; readonly details: Record<string, unknown> }[] = [];
  const activity = {
    async record(type: string, status: string, details: Record<string, unknown> = {}) {
      events.push({ type, status, details });
    },
  };
  const faults: unknown[] = [];

  let waiting: NewJob[] = [];
  const jobs: Jobs = {
    async enqueue(added) {
      for (const job of Array.isArray(added) ? (added as readonly NewJob[]) : [added as NewJob]) {
        waiting = waiting.filter(
          (other) =>
            job.idempotencyKey === undefined || other.type !== job.type || other.idempotencyKey !== job.idempotencyKey,
        );
        waiting.push(job);
      }
    },
  };
  const { within, onStep } = createStepListeners({
    activity: activity as never,
    wishChanged: () => undefined,
    libraryChanged: () => undefined,
    also: [followAutosync({ settings, db, store, activity, onFault: (_what, error) => faults.push(error), now })],
    log: { debug: () => undefined } as never,
  });
  const journey = createJourney({
    db,
    jobs,
    store: wishes,
    isRunning: async () => false,
    after: stageAfter,
    within,
    onStep,
  });
  const actions = createWishActions({
    db,
    jobs,
    store: wishes,
    within,
    onStep,
    stopTransfers: async () => undefined,
    stopWithin: async () => () => undefined,
    pin: async () => false,
    unpin: async () => undefined,
    formerOf: async () => null,
    forgive: async () => undefined,
    files: {
      keepable: async () => null,
      keep: async () => false,
      passOver: async () => false,
      decline: async () => false,
    },
  });
  const owned = {
    find: async (_trx: unknown, tracks: readonly { readonly title: string }[]) =>
      tracks.map(({ title }) => (options.owns?.(title) === true ? { fileId: 1, wishId: null } : null)),
    link: async () => undefined,
  };
  const intake = createWishIntake(jobs, 'search');
  const playlists = createPlaylists({
    db,
    jobs,
    settings: settings.playlists,
    spotify: spotifyHouse.spotify,
    intake,
    wishes,
    activity,
    also: { auto_sync: () => autosync.also() },
    now,
  });
  const soulseek = { problem: null as string | null };
  const autosync = createAutosync({
    db,
    jobs,
    liveKeys: async (keys) => new Set(keys.filter((key) => waiting.some((job) => job.key === key))),
    settings: settings.autosync,
    store,
    playlists,
    owned,
    ...(options.elsewhere === undefined ? {} : { elsewhere: options.elsewhere }),
    intake,
    wishes,
    actions,
    soulseek: async () => soulseek.problem,
    activity,
    now,
  });
  const definitions = new Map<string, JobDefinition>(
    [...(autosync.jobs ?? []), ...(playlists.jobs ?? [])].map((definition) => [definition.type, definition]),
  );
  const http = await openHttpHouse([...(autosync.routes ?? []), ...(playlists.routes ?? [])]);

  async function ask(method: string, path: string, body?: unknown) {
    const answer = await http.ask(method, path, body);
    return { status: answer.status, body: answer.json as unknown as AutosyncBody };
  }

  return {
    ...spotifyHouse,
    store,
    wishes,
    library: createLibraryStore(db),
    events,
    faults,
    soulseek,
    autosync,
    ask,
    waiting: () => waiting,
    /** Another process over the same database. */
    beside: () => furnish(spotifyHouse, options),
    /** Takes the jobs of that kind out of the queue, as a process that was killed leaves them to others. */
    take(type: string): NewJob[] {
      const taken = waiting.filter((job) => job.type === type);
      waiting = waiting.filter((job) => job.type !== type);
      return taken;
    },
    /** Runs one job. */
    async run(job: NewJob, signal: AbortSignal = new AbortController().signal) {
      await definitions.get(job.type)?.run(job.payload, { jobId: '1', attempt: 1, signal });
    },
    /** Runs the waiting jobs of the account (not the journey's own) until none is left. */
    async work(signal: AbortSignal = new AbortController().signal) {
      for (;;) {
        const next = waiting.find((job) => definitions.has(job.type));
        if (next === undefined) return;
        waiting = waiting.filter((job) => job !== next);
        await definitions.get(next.type)?.run(next.payload, { jobId: '1', attempt: 1, signal });
      }
    },
    /** Lets the timer of auto-sync have its turn, and does what it began. */
    async tick() {
      for (const timer of autosync.timers ?? []) await timer.work(new AbortController().signal);
      await this.work();
    },
    /** Begins a run by hand, does it, and answers how it ended. */
    async sync() {
      const begun = await ask('POST', '/autosync/run');
      await this.work();
      return { begun, status: (await ask('GET', '/autosync')).body };
    },
    /** Ends the stage that a wish is at, as a stage would. */
    async settle(wishId: number, outcome: StageOutcome): Promise<boolean> {
      const wish = await wishes.find(wishId);
      return wish !== null && (await journey.apply(wish, outcome));
    },
    allWishes: () => db.selectFrom('wishes').selectAll().orderBy('id').execute(),
    closeHttp: () => http.close(),
    async close() {
      await http.close();
      await spotifyHouse.close();
    },
  };
}

/** The house of a test. */
export type AutosyncHouse = Awaited<ReturnType<typeof openAutosyncHouse>>;
