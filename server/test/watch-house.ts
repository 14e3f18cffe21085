import { sql } from 'kysely';
import { pino } from 'pino';
import { createActivity, createLiveFeed } from '#activity';
import { createHttpServer } from '#http';
import { createMusicBrainz, musicBrainzSource } from '#integrations/musicbrainz';
import type { Jobs, NewJob } from '#jobs';
import { ownedAlbums } from '#library';
import { createWishIntake } from '#pipeline';
import { readSettings } from '#platform/config';
import { createWatchRoom, watchAdminRoutes, watchRoutes, watchSettings } from '#watch';
import { createMusicBrainzStandIn, type MusicBrainzStandIn, type World } from '../../stand-ins/musicbrainz/index.ts';
import type { ReleaseSource } from '../src/watch/ports.ts';
import { type MovedClock, movedClock } from './clock.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';

/** What several processes have in common. */
interface Shared {
  readonly clock: MovedClock;
  readonly database: TestDatabase;
  readonly standIn: MusicBrainzStandIn;
}

/** What a house of this kind is made of. */
export interface WatchHouseOptions {
  readonly world: World;
  /** The moment at which it begins (ISO 8601). */
  readonly at: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Preferred to MusicBrainz. */
  readonly sources?: readonly ReleaseSource[];
  /** Another process over the same database, stand-in and clock. */
  readonly beside?: Shared;
  readonly timeoutMs?: number;
  /** In place of chance; always a half otherwise. */
  readonly random?: () => number;
}

/** Watching over a real database, the stand-in of MusicBrainz and a clock that is moved; jobs run when the test says so. */
export type WatchHouse = Awaited<ReturnType<typeof openWatchHouse>>;

/** Opens it; close it at the end. */
export async function openWatchHouse(options: WatchHouseOptions) {
  const clock: MovedClock = options.beside?.clock ?? movedClock(options.at);
  const database: TestDatabase = options.beside?.database ?? (await createTestDatabase({ maxConnections: 8 }));
  const standIn = options.beside?.standIn ?? createMusicBrainzStandIn({ world: options.world, now: () => clock.now() });
  if (options.beside === undefined) await standIn.start();
  const read = readSettings({ watch: watchSettings }, { WATCHLIST_TIME_ZONE: 'UTC', ...options.env });
  if (!read.ok) throw new Error(read.faults.map((fault) => fault.sentence).join(' '));
  const { db } = database;
  const musicBrainz = createMusicBrainz({
    db,
    version: '0.0.0',
    clock,
    settings: {
      baseUrl: standIn.url,
      contact: 'test@example.org',
      intervalMs: 1100,
      timeoutMs: options.timeoutMs ?? 5000,
      cacheDays: 7,
    },
  });
  const queue: NewJob[] = [];
  const jobs: Jobs = {
    async enqueue(given) {
      for (const job of [given].flat<readonly (NewJob | readonly NewJob[])[]>()) {
        const same = queue.findIndex((each) => each.idempotencyKey === job.idempotencyKey && each.type === job.type);
        if (job.idempotencyKey !== undefined && same >= 0) queue[same] = job;
        else queue.push(job);
      }
    },
  };
  const events: Record<string, unknown>[] = [];
  const changes: (readonly [string, number])[] = [];
  const room = createWatchRoom({
    db,
    jobs,
    clock,
    settings: read.values.watch,
    sources: [...(options.sources ?? []), musicBrainzSource(musicBrainz)],
    intake: createWishIntake(jobs, 'search'),
    activity: createActivity(db, createLiveFeed(5)),
    async ownedWishes(ids) {
      const rows =
        ids.length === 0
          ? []
          : await db
              .selectFrom('wishes')
              .select('id')
              .where('id', 'in', [...ids])
              .where('state', '=', 'done')
              .execute();
      return new Set(rows.map((row) => row.id));
    },
    ownedReleases: (names) => ownedAlbums(db, names),
    coversOf: async (ids) => new Map(ids.map((id) => [id, `/library/files/${id}/artwork`])),
    changed: (what, id) => changes.push([what, id]),
    log: (event) => events.push(event),
    random: options.random ?? (() => 0.5),
  });
  const app = await createHttpServer({
    basePath: '/api/v1',
    requestIdHeader: 'X-Request-ID',
    webDist: null,
    log: pino({ level: 'silent' }),
    version: '0.0.0',
    changes: createLiveFeed(5),
    routes: watchRoutes(room.routes),
    rootRoutes: watchAdminRoutes(room.routes),
    probes: {
      version: '0.0.0',
      startedAt: Date.now(),
      database: async () => true,
      migrations: async () => ({ up_to_date: true, current: '0001' }),
      dependencies: async () => ({}),
      workers: async () => ({}),
    },
  });

  async function ask(method: string, path: string, body?: unknown) {
    const reply = await app.inject({
      method: method as 'GET',
      url: path.startsWith('/admin') ? path : `/api/v1${path}`,
      ...(body === undefined ? {} : { payload: body as object }),
    });
    const isJson = (reply.headers['content-type'] ?? '').includes('json');
    return { status: reply.statusCode, text: reply.payload, body: (isJson ? reply.json() : null) as Body };
  }

  /** Runs what waits in the queue, `width` at once, until nothing of this room is left. Answers how many ran. */
  async function drain(signal: AbortSignal = new AbortController().signal, width = 1): Promise<number> {
    let ran = 0;
    const worker = async (): Promise<void> => {
      for (;;) {
        const at = queue.findIndex((job) => room.jobs.some((each) => each.type === job.type));
        const job = queue[at];
        if (job === undefined) return;
        queue.splice(at, 1);
        const definition = room.jobs.find((each) => each.type === job.type);
        ran += 1;
        await definition?.run(job.payload, { jobId: `job-${ran}`, attempt: 1, signal });
      }
    };
    await Promise.all(Array.from({ length: width }, worker));
    return ran;
  }

  return {
    clock,
    database,
    db,
    standIn,
    room,
    queue,
    events,
    changes,
    musicBrainz,
    drain,
    get: (path: string) => ask('GET', path),
    post: (path: string, body?: unknown) => ask('POST', path, body),
    put: (path: string, body?: unknown) => ask('PUT', path, body),
    patch: (path: string, body?: unknown) => ask('PATCH', path, body),
    delete: (path: string) => ask('DELETE', path),
    /** Looks for due artists and runs their scans, as the timer and the workers would. */
    async tick() {
      const result = await room.tick();
      await drain();
      return result;
    },
    /** Everything as at the beginning, but for the world. */
    async empty(): Promise<void> {
      const tables =
        'artists, artist_preferences, artist_audit, discography_jobs, wishes, activity_events, calendar_tokens, musicbrainz_cache, service_paces';
      await sql`truncate ${sql.raw(tables)} restart identity cascade`.execute(db);
      queue.length = 0;
      events.length = 0;
      changes.length = 0;
      standIn.clearFaults();
      clock.set(options.at);
    },
    wishes: () => db.selectFrom('wishes').selectAll().orderBy('id').execute(),
    async close() {
      await app.close();
      await musicBrainz.close();
      if (options.beside !== undefined) return;
      await standIn.stop();
      await database.drop();
    },
  };
}

/** What tests look at in answers; each has some of it. */
interface Body {
  readonly items: readonly Body[];
  readonly releases: readonly Body[];
  readonly albums: readonly Body[];
  readonly identities: readonly string[];
  readonly preferences: readonly unknown[];
  readonly artist_key: string;
  readonly name: string;
  readonly artist: string;
  readonly title: string;
  readonly state: string;
  readonly state_reason: string | null;
  readonly status: string;
  readonly priority: number;
  readonly paused: boolean;
  readonly pause_reason: string | null;
  readonly resume_at: string | null;
  readonly retry_block_until: string | null;
  readonly next_due_at: string;
  readonly failures: number;
  readonly since: string;
  readonly total: number;
  readonly wished: number;
  readonly progress: number;
  readonly job_id: number | string;
  readonly already_enqueued: boolean;
  readonly token: string;
  readonly path: string;
  readonly id: number;
  readonly source_id: string;
  readonly choice: string;
  readonly day: string;
  readonly out: boolean;
  readonly release_date: string | null;
  readonly completion: unknown;
  readonly artwork_url: string | null;
  readonly releases_total: number;
  readonly problem: { readonly code: string; readonly sentence: string; readonly remedy: string } | null;
  readonly delta: { readonly summary: Record<string, number> };
  readonly safety: Record<string, unknown>;
  readonly warnings: readonly string[];
  readonly event: string;
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
  readonly nextCursor: number | null;
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly meta: {
      readonly fields: readonly { readonly name: string; readonly message?: string }[];
      readonly reason: string;
      readonly choices: readonly Body[];
      readonly job_id: string;
      readonly budget: number;
    };
  };
}
