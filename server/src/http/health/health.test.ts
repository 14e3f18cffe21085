import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createLiveFeed } from '#activity';
import { createHttpServer, type HealthProbes, type HttpOptions } from '../index.ts';

let dir: string;
const open: FastifyInstance[] = [];
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'health-'));
  await writeFile(join(dir, 'index.html'), '<title>page</title>');
});
afterEach(async () => {
  for (const app of open.splice(0)) await app.close();
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const never = () => new Promise<never>(() => undefined);
const running = { status: 'running', last_seen: null, queue_size: 0 } as const;
const things: FastifyPluginAsync = async (app) => {
  app.get('/things/:id', async (request) => ({ url: request.url }));
  app.post('/things', async (request) => ({ url: request.url, body: request.body }));
  app.get('/plex/own', async () => ({ who: 'below' }));
};
const plex: FastifyPluginAsync = async (app) => {
  app.get('/plex/status', async () => ({ who: 'beside' }));
};

/** The shell with these probes; answers how to ask it. */
async function house(probes: Partial<HealthProbes>, more: Partial<HttpOptions> = {}) {
  const app = await createHttpServer({
    basePath: '/api/v1',
    requestIdHeader: 'X-Request-ID',
    webDist: dir,
    log: pino({ level: 'silent' }),
    version: '1.2.3',
    changes: createLiveFeed(5),
    routes: [things],
    rootRoutes: [plex],
    probes: {
      version: '1.2.3',
      startedAt: Date.now(),
      database: async () => true,
      migrations: async () => ({ up_to_date: true, current: '0002', head: ['0002'] }),
      dependencies: async () => ({ slskd: true, spotify: false }),
      workers: async () => ({
        scheduler: running,
        dispatcher: running,
        sync: running,
        matching: { ...running, status: 'stale' },
      }),
      ...probes,
    },
    ...more,
  });
  open.push(app);
  return async (
    url: string,
    init: { method?: 'GET' | 'POST'; headers?: Record<string, string>; payload?: object } = {},
  ) => {
    const { statusCode, body } = await app.inject({ url, method: init.method ?? 'GET', ...init });
    return {
      status: statusCode,
      text: body,
      json: (body.startsWith('{') ? JSON.parse(body) : {}) as Record<string, never>,
    };
  };
}
const limits = { dbTimeoutMs: 30, depTimeoutMs: 30, deps: [] as string[], requireDb: true };

test('a database that hangs makes it unready within the limit, one that throws at once; services that hang do neither', async () => {
  const hangs = await house({ database: never, dependencies: never }, { health: limits });
  const answer = await hangs('/api/v1/ready');
  expect([answer.status, answer.json]).toMatchObject([
    503,
    { ok: false, error: { code: 'DEPENDENCY_ERROR', message: 'not ready', meta: { db: 'down', deps: {} } } },
  ]);
  const throws = await house({ database: async () => Promise.reject(new Error('away')) }, { health: limits });
  expect((await throws('/api/v1/ready')).status).toBe(503);
  const alone = await house({ dependencies: never, workers: never }, { health: limits });
  expect((await alone('/api/v1/ready')).status).toBe(200);
});

test('ready shows migrations with their head, services, and the parts of the queue', async () => {
  const ask = await house({});
  expect((await ask('/api/v1/ready')).json['data']).toEqual({
    db: 'up',
    deps: { slskd: 'up', spotify: 'down' },
    migrations: { up_to_date: true, current: '0002', head: ['0002'] },
    orchestrator: {
      components: { scheduler: 'up', dispatcher: 'up' },
      jobs: { sync: 'enabled', matching: 'disabled' },
      enabled_jobs: { sync: true, matching: false },
    },
  });
});

test('HEALTH_DEPS names what it is not ready without; HEALTH_READY_REQUIRE_DB=false lets it be ready without a database', async () => {
  const needsSlskd = await house({}, { health: { ...limits, deps: ['slskd'] } });
  expect((await needsSlskd('/api/v1/ready')).status).toBe(200);
  const needsSpotify = await house({}, { health: { ...limits, deps: ['slskd', 'spotify', 'unheard'] } });
  const answer = await needsSpotify('/api/v1/ready');
  expect([answer.status, answer.json]).toMatchObject([
    503,
    { error: { meta: { deps: { slskd: 'up', spotify: 'down', unheard: 'down' } } } },
  ]);
  const loose = await house({ database: async () => false }, { health: { ...limits, requireDb: false } });
  expect((await loose('/api/v1/ready')).status).toBe(200);
});

test('the container probe is short, says why it is not ready, and shows everything on request', async () => {
  const ask = await house({});
  expect((await ask('/api/health/live')).json).toEqual({ status: 'ok' });
  expect((await ask('/api/health/ready')).json).toEqual({ status: 'ok' });
  expect((await ask('/api/health/ready?verbose=1')).json).toMatchObject({ status: 'ok', checks: { db: 'up' } });
  const behind = await house({ migrations: async () => ({ up_to_date: false, current: '0001', head: ['0002'] }) });
  expect(await behind('/api/health/ready')).toMatchObject({
    status: 503,
    json: { status: 'fail', issues: [{ component: 'migrations', exit_code: 78, details: { current: '0001' } }] },
  });
  const away = await house({ database: async () => false }, { health: { ...limits, deps: ['spotify'] } });
  expect((await away('/api/health/ready')).json['issues']).toMatchObject([
    { component: 'database', exit_code: 69 },
    { component: 'spotify', exit_code: 69 },
  ]);
});

test('without FEATURE_ENABLE_LEGACY_ROUTES nothing of the API answers without its base path', async () => {
  const ask = await house({});
  for (const path of ['/things/7', '/ready', '/status', '/openapi.json']) expect((await ask(path)).status).toBe(404);
});

test('with it every route of the API answers without its base path, and nothing else changes its place', async () => {
  const ask = await house({}, { legacyRoutes: true });
  expect((await ask('/things/7?a=1')).json).toEqual({ url: '/api/v1/things/7?a=1' });
  expect((await ask('/things', { method: 'POST', payload: { a: 1 } })).json).toMatchObject({ body: { a: 1 } });
  for (const path of ['/ready', '/status', '/health', '/openapi.json'])
    expect((await ask(path)).status, path).toBe(200);
  expect((await ask('/api/v1/things/7')).status).toBe(200);
  expect((await ask('/plex/status')).json).toEqual({ who: 'beside' });
  expect((await ask('/')).text).toContain('<title>page</title>');
  expect((await ask('/things/7', { headers: { accept: 'text/html,*/*' } })).text).toContain('<title>page</title>');
  expect((await ask('/nothing')).status).toBe(404);
  expect((await ask('//things/7')).status).toBe(404);
});

test('an alias asks for the same key as the route itself', async () => {
  const ask = await house(
    {},
    {
      legacyRoutes: true,
      admission: {
        gate: { required: true, admit: async () => ({ ok: false, why: 'missing' }), onEnd: () => () => undefined },
        allowList: [],
        trustedHosts: [],
        allowedOrigins: [],
      },
    },
  );
  expect((await ask('/things/7')).status).toBe(401);
  expect((await ask('/health')).status).toBe(200);
});

test('checks are told in the log: quietly while all is well, with what is missing when it is not', async () => {
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(JSON.parse(line) as never) });
  const of = (event: string) => lines.filter((line) => line['event'] === event);
  const well = await house({}, { log });
  await well('/api/v1/health');
  await well('/api/v1/ready');
  expect(of('health.check')).toMatchObject([{ level: 20, component: 'http.health', status: 'ok' }]);
  expect(of('ready.check')).toMatchObject([{ level: 20, status: 'ok', db: 'up', deps_up: 1, deps_down: 1 }]);
  const ill = await house({ database: async () => false }, { log });
  await ill('/api/v1/ready');
  expect(of('ready.check')[1]).toMatchObject({
    level: 40,
    status: 'error',
    db: 'down',
    duration_ms: expect.any(Number),
  });
});
