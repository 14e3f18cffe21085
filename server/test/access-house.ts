import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyPluginAsync } from 'fastify';
import { pino } from 'pino';
import { createLiveFeed } from '#activity';
import { createHttpServer, type HttpOptions } from '#http';
import { createFront } from '../src/compose/front.ts';
import { readAllSettings } from '../src/settings.ts';
import type { TestDatabase } from './database.ts';

/** Routes of each kind, as rooms would bring them. */
const routes: FastifyPluginAsync = async (app) => {
  app.get('/things', async (request) => ({ caller: request.caller }));
  app.post('/things', async () => ({ made: true }));
  app.post('/look', { config: { scope: 'read' } }, async () => ({ seen: true }));
  app.get('/settings/all', async () => ({ all: true }));
};

/** The shell with the real front over this database, listening on loopback. `env` as in the environment; `files` are written beside it. */
export async function openAccessHouse(
  database: Pick<TestDatabase, 'db'>,
  env: Record<string, string>,
  more: {
    readonly routes?: readonly FastifyPluginAsync[];
    readonly keysFile?: string;
    /** In place of the state of the database. */
    readonly version?: () => Promise<string>;
    /** In place of the usual patience with answers that others wait for, in milliseconds. */
    readonly patienceMs?: number;
  } = {},
) {
  const dir = await mkdtemp(join(tmpdir(), 'harmony-access-'));
  const keysFile = join(dir, 'keys');
  if (more.keysFile !== undefined) await writeFile(keysFile, more.keysFile);
  const read = readAllSettings({
    DATA_DIR: dir,
    SECRETS_KEY: 'a-key-for-sealing-of-tests-only-0123456789',
    ...(more.keysFile === undefined ? {} : { HARMONY_API_KEYS_FILE: keysFile }),
    ...env,
  });
  if (!read.ok) throw new Error(read.faults.map((fault) => fault.sentence).join(' '));
  const lines: string[] = [];
  const answers: Parameters<NonNullable<HttpOptions['measure']>>[0][] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
  const feed = createLiveFeed(50);
  const front = createFront({ settings: read.values, db: database.db, log, feed });
  const app = await createHttpServer({
    basePath: '/api/v1',
    requestIdHeader: read.values.http.requestIdHeader,
    webDist: null,
    log,
    version: '0.0.0',
    changes: feed,
    measure: (answer) => answers.push(answer),
    ...front.http,
    ...(front.http.cache === undefined
      ? {}
      : {
          cache: {
            ...front.http.cache,
            ...(more.version === undefined ? {} : { version: more.version }),
            ...(more.patienceMs === undefined ? {} : { patienceMs: more.patienceMs }),
          },
        }),
    routes: [routes, ...(more.routes ?? []), ...front.routes],
    rootRoutes: [async (root) => void root.get('/admin/things', async () => ({ admin: true }))],
    probes: {
      version: '0.0.0',
      startedAt: Date.now(),
      database: async () => true,
      migrations: async () => ({ up_to_date: true, current: '0001' }),
      dependencies: async () => ({}),
      workers: async () => ({}),
    },
  });
  const base = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    base,
    feed,
    front,
    app,
    /** The answers that went out. */
    answers,
    /** What was logged, one JSON object per line. */
    lines,
    ask(path: string, init: RequestInit = {}): Promise<Response> {
      return fetch(base + (path.startsWith('/admin') || path.startsWith('/api/') ? path : `/api/v1${path}`), init);
    },
    /** Sends JSON. */
    send(method: string, path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
      const init = { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } };
      return fetch(`${base}/api/v1${path}`, init);
    },
    async close() {
      await app.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
