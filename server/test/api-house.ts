import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { createHttpServer } from '#http';
import { createLog } from '#platform/log';
import { createSlskdStandIn, type Peer } from '../../stand-ins/slskd/index.ts';
import { createFront } from '../src/compose/front.ts';
import { createRooms } from '../src/compose/rooms.ts';
import { readAllSettings } from '../src/settings.ts';
import { createTestDatabase } from './database.ts';

/** What tests look at in answers; each answer has some of it. */
export interface ApiBody {
  readonly id: number;
  readonly status: string;
  readonly state: string;
  readonly priority: number;
  readonly wish_id: number;
  readonly download_id: number;
  readonly downloads: readonly ApiBody[];
  readonly uploads: readonly ApiBody[];
  readonly results: readonly { readonly username: string; readonly filename: string; readonly size: number }[];
  readonly skipped: readonly { readonly reason: string }[];
  readonly organized_path: string | null;
  readonly retry_count: number;
  readonly next_retry_at: string | null;
  readonly last_error: string | null;
  readonly file: { readonly path: string };
  readonly reason: { readonly code: string };
  readonly queue_position: number | null;
  readonly total: number;
  readonly cancelled: number;
  readonly retryable_states: readonly string[];
  readonly total_count: number;
  readonly items: readonly {
    readonly details: { readonly download_id: number; readonly retried_from?: number };
  }[];
  readonly data: {
    readonly total: number;
    readonly skipped: readonly { readonly id: string; readonly reason: string }[];
    readonly items: readonly { readonly id: string; readonly reason: string; readonly remedy: string }[];
  };
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly meta: {
      readonly reason: string;
      readonly remedy: string;
      readonly fields: readonly { readonly name: string }[];
      readonly skipped: readonly { readonly reason: string }[];
    };
  } | null;
}

/** An answer over HTTP. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: ApiBody;
  readonly text: string;
  readonly headers: Headers;
}

/** The whole house, as `serve` builds it, over a real database and the stand-in: everything is spoken to over HTTP. */
export async function openApiHouse(options: {
  readonly peers: readonly Peer[];
  readonly env?: Record<string, string>;
  /** Gets every line that is logged, down to `trace`; nothing is logged without it. */
  readonly onLine?: (line: string) => void;
  /** Sent as `X-API-Key` with every request. */
  readonly key?: string;
}) {
  const database = await createTestDatabase({ maxConnections: 12 });
  const dir = await mkdtemp(join(tmpdir(), 'harmony-api-'));
  await mkdir(join(dir, 'music'));
  const standIn = createSlskdStandIn({
    world: { peers: options.peers },
    dir: join(dir, 'slskd'),
    timeScale: 50,
    acceptMs: 2,
    moveMs: 500,
    retry: { attempts: 1 },
  });
  await standIn.start();
  const read = readAllSettings({
    DATA_DIR: join(dir, 'data'),
    MUSIC_DIR: join(dir, 'music'),
    MUSIC_DIR_RESERVE_MB: '1',
    SLSKD_BASE_URL: standIn.url,
    SLSKD_API_KEY: standIn.apiKey,
    SLSKD_DOWNLOADS_DIR: standIn.downloads,
    SLSKD_POLL_MS: '20',
    SLSKD_SEARCH_TIMEOUT_MS: '3000',
    DOWNLOAD_POLL_MS: '20',
    DOWNLOAD_POLL_IDLE_MS: '50',
    DOWNLOAD_FILE_WAIT_S: '5',
    VERIFY_DECODE: 'false',
    ENABLE_METADATA: 'false',
    ARTWORK_DIR: join(dir, 'artwork'),
    LIBRARY_SCAN_INTERVAL: '0',
    LIBRARY_SCAN_WATCH: 'false',
    ...options.env,
  });
  if (!read.ok) throw new Error(read.faults.map((fault) => fault.sentence).join(' '));
  const { onLine } = options;
  const log =
    onLine === undefined ? pino({ level: 'silent' }) : createLog({ level: 'trace', format: 'json' }, { write: onLine });
  const { db, connection } = database;
  const rooms = createRooms({ settings: read.values, db, connection, kind: 'serve', log });
  const front = createFront({ settings: read.values, db, log, feed: rooms.feed });
  const app = await createHttpServer({
    basePath: '/api/v1',
    requestIdHeader: 'X-Request-ID',
    webDist: null,
    log,
    version: '0.0.0',
    changes: rooms.feed,
    measure: (answer) => rooms.answered(answer),
    ...front.http,
    routes: [...rooms.routes, ...front.routes],
    rootRoutes: rooms.rootRoutes,
    probes: {
      version: '0.0.0',
      startedAt: 0,
      database: async () => true,
      migrations: async () => ({ up_to_date: true, current: null }),
      dependencies: () => rooms.dependencies(),
      workers: () => rooms.workers(),
    },
  });
  await rooms.start();
  const base = `${await app.listen({ host: '127.0.0.1', port: 0 })}/api/v1`;

  async function call(method: string, path: string, body?: unknown): Promise<ApiAnswer> {
    const headers = {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(options.key === undefined ? {} : { 'x-api-key': options.key }),
    };
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const response = await fetch(base + path, init);
    const text = await response.text();
    const json = (response.headers.get('content-type') ?? '').includes('json');
    return {
      status: response.status,
      body: (json ? JSON.parse(text) : null) as ApiBody,
      text,
      headers: response.headers,
    };
  }

  /** Asks until the answer fits; fails with the last answer. */
  async function until(
    path: string,
    fits: (body: ApiAnswer['body']) => boolean,
    limitMs = 20_000,
  ): Promise<ApiAnswer['body']> {
    const end = Date.now() + limitMs;
    for (;;) {
      const { body } = await call('GET', path);
      if (fits(body)) return body;
      if (Date.now() > end) throw new Error(`${path} did not become what was expected: ${JSON.stringify(body)}`);
      await sleep(25);
    }
  }

  return {
    db,
    standIn,
    setting: (key: string, value: string) => db.insertInto('settings').values({ key, value }).execute(),
    feed: rooms.feed,
    base,
    musicDir: join(dir, 'music'),
    artworkDir: join(dir, 'artwork'),
    get: (path: string) => call('GET', path),
    post: (path: string, body?: unknown) => call('POST', path, body),
    put: (path: string, body?: unknown) => call('PUT', path, body),
    patch: (path: string, body?: unknown) => call('PATCH', path, body),
    delete: (path: string) => call('DELETE', path),
    until,
    /** Fetches a file of the peer `giver` by hand and waits until its wish is done; `id` is the download's, `path` absolute. */
    async fetched(filename: string): Promise<{ readonly id: number; readonly path: string; readonly fileId: number }> {
      const made = await call('POST', '/download', { username: 'giver', files: [{ filename }] });
      const id = made.body.download_id;
      const filed = await until(`/download/${id}`, (body) => body.organized_path !== null);
      const wish = await until(`/wishes/${filed.wish_id}`, (body) => body.state === 'done');
      const { path } = wish.file;
      const row = db.selectFrom('library_files').select('id').where('path', '=', path);
      return { id, path: join(dir, 'music', path), fileId: (await row.executeTakeFirstOrThrow()).id };
    },
    async close() {
      await app.close();
      await rooms.stop();
      await standIn.stop();
      await database.drop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** The house as tests hold it. */
export type ApiHouse = Awaited<ReturnType<typeof openApiHouse>>;
