import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { pino } from 'pino';
import { Type } from 'typebox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLiveFeed } from '#activity';
import { createHttpServer, problem } from './index.ts';

const feed = createLiveFeed(5);
let app: FastifyInstance;
let base = '';
let page = '';
let databaseUp = true;

const routes: FastifyPluginAsync = async (server) => {
  server.get('/fails', async () => Promise.reject(new Error('secret inner workings')));
  server.get('/refuses', async () => {
    throw problem(409, 'CONFLICT', 'It is taken.', { field: 'name' });
  });
  const query = Type.Object({ limit: Type.Integer({ minimum: 1, maximum: 10, default: 5 }) });
  server.get('/thing/:name', async () => ({ found: true }));
  server.get('/paged', { schema: { querystring: query, response: { 200: query } } }, async (request) => request.query);
};

beforeAll(async () => {
  page = mkdtempSync(join(tmpdir(), 'harmony-page-'));
  mkdirSync(join(page, 'assets'));
  writeFileSync(join(page, 'index.html'), '<!doctype html><title>page</title>');
  writeFileSync(join(page, 'assets/a.js'), 'export {};');
  app = await createHttpServer({
    basePath: '/api/v1',
    requestIdHeader: 'X-Request-ID',
    webDist: page,
    log: pino({ level: 'silent' }),
    version: '1.2.3',
    changes: feed,
    routes: [routes],
    probes: {
      version: '1.2.3',
      startedAt: Date.now(),
      database: async () => databaseUp,
      migrations: async () => ({ up_to_date: true, current: '0001' }),
      dependencies: async () => ({ slskd: false }),
      workers: async () => ({ sync: { status: 'running', last_seen: '2026-01-01T00:00:00.000Z', queue_size: 2 } }),
    },
  });
  base = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await app.close();
  rmSync(page, { recursive: true, force: true });
});

test('every error is the envelope, and a fault of ours shows no inner workings', async () => {
  const fault = await fetch(`${base}/api/v1/fails`);
  const text = await fault.text();
  expect(fault.status).toBe(500);
  expect(text).not.toContain('secret inner workings');
  expect(JSON.parse(text)).toMatchObject({ ok: false, error: { code: 'INTERNAL_ERROR' } });
  expect(fault.headers.get('x-debug-id')).toMatch(/^[0-9a-f]{32}$/);

  const refused = await fetch(`${base}/api/v1/refuses`);
  expect(refused.status).toBe(409);
  expect(await refused.json()).toEqual({
    ok: false,
    error: { code: 'CONFLICT', message: 'It is taken.', meta: { field: 'name' } },
  });
});

test.each([
  ['/api/v1/paged?limit=99', 400, 'limit'],
  ['/api/v1/paged?limit=x', 400, 'limit'],
  ['/api/v1/paged?limit=1%00', 400, 'NUL'],
  // more than a number can hold becomes infinity, which no maximum may let through
  ['/api/v1/paged?limit=1e999', 400, 'limit'],
  ['/api/v1/paged?limit=-1e999', 400, 'limit'],
  ['/api/v1/thing/%ED%A0%80', 400, 'no address'],
  [`/api/v1/thing/${'a'.repeat(600)}`, 414, 'too long'],
  ['/api/v1/nothing', 404, 'nothing'],
])('%s is refused with the reason', async (path, status, word) => {
  const answer = await fetch(base + path);
  expect(answer.status).toBe(status);
  const text = await answer.text();
  expect(JSON.parse(text)).toMatchObject({ ok: false });
  expect(text).toContain(word);
  expect(text.length).toBeLessThan(400);
});

test('a request id goes in and out, and a strange one is replaced', async () => {
  const kept = await fetch(`${base}/api/v1/health`, { headers: { 'x-request-id': 'abc-123' } });
  expect(kept.headers.get('x-request-id')).toBe('abc-123');
  const replaced = await fetch(`${base}/api/v1/health`, { headers: { 'x-request-id': 'a b"c' } });
  expect(replaced.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
});

test('readiness follows the database; a dependency that is down only informs', async () => {
  expect((await fetch(`${base}/api/v1/ready`)).status).toBe(200);
  expect((await fetch(`${base}/api/health/ready`)).status).toBe(200);
  databaseUp = false;
  const down = await fetch(`${base}/api/v1/ready`);
  expect(down.status).toBe(503);
  expect(await down.json()).toMatchObject({
    ok: false,
    error: { code: 'DEPENDENCY_ERROR', meta: { db: 'down', deps: { slskd: 'down' } } },
  });
  expect((await fetch(`${base}/api/v1/health`)).status).toBe(200);
  expect((await fetch(`${base}/api/health/live`)).status).toBe(200);
  databaseUp = true;
});

test('the page is served at / and at its own addresses, under a strict policy; the API never answers with it', async () => {
  const root = await fetch(`${base}/`);
  expect(await root.text()).toContain('<title>page</title>');
  expect(root.headers.get('content-security-policy')).toContain("default-src 'self'");
  expect(root.headers.get('x-content-type-options')).toBe('nosniff');
  expect(root.headers.get('cache-control')).toBe('no-cache');
  expect((await fetch(`${base}/assets/a.js`)).headers.get('cache-control')).toContain('immutable');
  const deep = await fetch(`${base}/library`, { headers: { accept: 'text/html' } });
  expect(deep.status).toBe(200);
  expect((await fetch(`${base}/api/v1/x`, { headers: { accept: 'text/html' } })).headers.get('content-type')).toContain(
    'json',
  );
  expect((await fetch(`${base}/..%2f..%2fetc/passwd`)).status).toBe(404);
});

test('OpenAPI says what callers may leave out, and the documents come from here', async () => {
  const document = (await (await fetch(`${base}/api/v1/openapi.json`)).json()) as {
    openapi: string;
    info: Record<string, string>;
    paths: Record<
      string,
      { get: { parameters: { name: string; required: boolean }[]; responses: Record<string, unknown> } }
    >;
  };
  expect(document.openapi).toBe('3.1.0');
  expect(document.info['x-schema-hash']).toMatch(/^[0-9a-f]{64}$/);
  const paged = document.paths['/api/v1/paged']?.get;
  expect(paged?.parameters).toMatchObject([{ name: 'limit', required: false }]);
  expect(Object.keys(paged?.responses ?? {})).toEqual(
    expect.arrayContaining(['200', '304', '400', '404', '424', '429', '500', '502', '503', '504', '4XX', '5XX']),
  );
  for (const path of ['/api/v1/docs/', '/api/v1/redoc', '/api/v1/redoc/redoc.js']) {
    const answer = await fetch(base + path);
    const text = await answer.text();
    expect(answer.status, path).toBe(200);
    if (path.endsWith('.js')) expect(answer.headers.get('content-type')).toContain('charset=utf-8');
    else expect(text).not.toMatch(/(src|href)="https?:/);
  }
});

/** Reads server-sent events until `count` have come; comments and retry hints are left out. */
async function events(count: number, lastId?: number): Promise<string[]> {
  const end = new AbortController();
  const headers = lastId === undefined ? {} : { 'last-event-id': String(lastId) };
  const answer = await fetch(`${base}/api/v1/events`, { headers, signal: end.signal });
  expect(answer.headers.get('content-type')).toContain('text/event-stream');
  const found: string[] = [];
  let text = '';
  for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    if (found.length === 0 && text.startsWith('retry:') && lastId === undefined) feed.publish('wish', { id: 1 });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    found.push(...blocks.filter((block) => block.includes('event:')));
    if (found.length >= count) break;
  }
  end.abort();
  return found;
}

test('live events arrive, what was missed is sent again, and too large a gap asks to load everything anew', async () => {
  const [first] = await events(1);
  expect(first).toMatch(/^id: \d+\nevent: wish\ndata: \{"id":1\}$/);
  const id = Number(/id: (\d+)/.exec(first ?? '')?.[1]);
  feed.publish('library', { id: 2 });
  expect(await events(1, id)).toEqual([`id: ${id + 1}\nevent: library\ndata: {"id":2}`]);
  for (let n = 0; n < 10; n += 1) feed.publish('wish', { n });
  expect(await events(1, id)).toEqual(['event: reset\ndata: {}']);
  expect(await events(1, 12)).toEqual(['event: reset\ndata: {}']);
});
