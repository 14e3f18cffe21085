import { Agent, get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { FastifyPluginAsync } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openAccessHouse } from '#test/access-house';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { clientOf } from '../admission/client-address.ts';
import { createBuckets } from './buckets.ts';

let database: TestDatabase;
const houses: { close(): Promise<void> }[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  for (const house of houses) await house.close();
  await database.drop();
});

const routes: FastifyPluginAsync = async (app) => {
  app.post('/secrets/:provider/validate', async () => ({ checked: true }));
  app.get('/wishes/:id', async () => ({ id: 1 }));
  app.get('/pictures/:id', async () => ({ id: 1 }));
  app.get('/fails', async () => Promise.reject(new TypeError('inner workings')));
  app.get('/big', async (_request, reply) => reply.type('text/plain').send('harmony '.repeat(250)));
  app.get('/image', async (_request, reply) => reply.type('image/png').send(Buffer.alloc(5000)));
};

async function open(env: Record<string, string>, more: { version?: () => Promise<string> } = {}) {
  const house = await openAccessHouse(database, env, { routes: [routes], ...more });
  houses.push(house);
  return house;
}
/** Nobody writes, so that what is kept stays kept. */
const unwritten = { version: async () => 'one' };
type House = Awaited<ReturnType<typeof open>>;

/** Sends the same request again and again; answers the statuses. */
async function statuses(house: House, times: number, path: string, init: RequestInit = {}): Promise<number[]> {
  const found: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const answer = await house.ask(path, init);
    await answer.arrayBuffer();
    found.push(answer.status);
  }
  return found;
}

describe('requests', () => {
  const env = { FEATURE_RATE_LIMITING: 'true', RATE_LIMIT_BUCKET_CAP: '3', RATE_LIMIT_REFILL_PER_SEC: '0.01' };

  test('beyond the bucket are 429 with the time to wait, per route, address and key', async () => {
    const keys = { FEATURE_REQUIRE_AUTH: 'true', HARMONY_API_KEYS: 'first-key,second-key', TRUST_PROXY: '127.0.0.1' };
    const house = await open({ ...env, ...keys });
    const made = await house.send('POST', '/keys', { name: 'x', scope: 'read' }, { 'x-api-key': 'first-key' });
    const { key } = (await made.json()) as { key: string };
    const as = (given: string, ip: string) => ({ headers: { 'x-api-key': given, 'x-forwarded-for': ip } });
    expect(await statuses(house, 4, '/things', as(key, '203.0.113.1'))).toEqual([200, 200, 200, 429]);
    const refused = await house.ask('/things', as(key, '203.0.113.1'));
    const { error } = (await refused.json()) as { error: { code: string; meta: { retry_after_ms: number } } };
    expect(error.code).toBe('RATE_LIMITED');
    expect(error.meta.retry_after_ms).toBeGreaterThan(50_000);
    expect(Number(refused.headers.get('retry-after'))).toBe(Math.ceil(error.meta.retry_after_ms / 1000));
    expect(house.lines.join('')).toMatch(/"event":"api.rate_limited".*"retry_after_ms":\d+/);
    // another route, another address, another key
    expect(await statuses(house, 1, '/pictures/1', as(key, '203.0.113.1'))).toEqual([200]);
    expect(await statuses(house, 1, '/things', as(key, '203.0.113.2'))).toEqual([200]);
    expect(await statuses(house, 1, '/things', as('first-key', '203.0.113.1'))).toEqual([200]);
  });

  test('that are answered from memory count like all others', async () => {
    const house = await open({ ...env, CACHE_DEFAULT_TTL_S: '3600' }, unwritten);
    expect(await statuses(house, 4, '/wishes/1')).toEqual([200, 200, 200, 429]);
    await expect.poll(() => house.answers.map(({ kept }) => kept)).toEqual(['miss', 'hit', 'hit', null]);
  });

  test('for each of many pictures count apart, for OPTIONS, health and the allow-list not at all', async () => {
    const house = await open({ ...env, AUTH_ALLOWLIST: '/look', CORS_ALLOWED_ORIGINS: 'http://x' });
    for (let id = 0; id < 8; id += 1) expect(await statuses(house, 1, `/pictures/${id}`)).toEqual([200]);
    expect(await statuses(house, 4, '/pictures/1')).toEqual([200, 200, 429, 429]);
    expect(new Set(await statuses(house, 8, '/health'))).toEqual(new Set([200]));
    expect(new Set(await statuses(house, 8, '/look', { method: 'POST' }))).toEqual(new Set([200]));
    expect(await statuses(house, 8, '/things', { method: 'OPTIONS' })).not.toContain(429);
  });

  test('are counted together however their path is spelled', async () => {
    const house = await open(env);
    expect(await statuses(house, 3, '/things')).toEqual([200, 200, 200]);
    for (const path of ['/%74hings', '/t%68ings', '/things/', '/things?a=1']) {
      expect(await statuses(house, 1, path), path).toEqual([429]);
    }
    expect(await statuses(house, 3, '/pictures/a')).toEqual([200, 200, 200]);
    expect(await statuses(house, 1, '/pictures/%61')).toEqual([429]);
    expect(await statuses(house, 1, '/pictures/%2561')).toEqual([200]);
  });

  test.each([
    [{}, false],
    [{ HARMONY_PROFILE: 'prod', FEATURE_REQUIRE_AUTH: 'false' }, true],
    [{ HARMONY_PROFILE: 'prod', FEATURE_REQUIRE_AUTH: 'false', FEATURE_RATE_LIMITING: 'false' }, false],
    [{ FEATURE_RATE_LIMITING: 'true' }, true],
  ])('with %j are limited: %s', async (more: Record<string, string>, limited) => {
    const house = await open({ RATE_LIMIT_BUCKET_CAP: '2', RATE_LIMIT_REFILL_PER_SEC: '0.01', ...more });
    expect((await statuses(house, 3, '/things')).includes(429)).toBe(limited);
  });

  test('that check a secret are three a minute, whoever sends them, without any switch', async () => {
    const house = await open({});
    const post = { method: 'POST' };
    expect(await statuses(house, 4, '/secrets/slskd_api_key/validate', post)).toEqual([200, 200, 200, 429]);
    expect(await statuses(house, 1, '/secrets/spotify_client_secret/validate', post)).toEqual([200]);
    for (const name of ['SLSKD_API_KEY', '%73lskd_api_key', 'slskd%5fapi_%6Bey']) {
      expect(await statuses(house, 1, `/secrets/${name}/validate`, post), name).toEqual([429]);
    }
    const one = await open({ SECRET_VALIDATE_MAX_PER_MIN: '1' });
    expect(await statuses(one, 2, '/secrets/slskd_api_key/validate', post)).toEqual([200, 429]);
  });
});

describe('a bucket', () => {
  test('fills again with time, never above its size', () => {
    let now = 0;
    const buckets = createBuckets({ capacity: 2, refillPerS: 0.5, now: () => now });
    expect([buckets.take('a').ok, buckets.take('a').ok]).toEqual([true, true]);
    expect(buckets.take('a')).toEqual({ ok: false, retryAfterMs: 2000 });
    now = 1999;
    expect(buckets.take('a').ok).toBe(false);
    now = 2001;
    expect(buckets.take('a').ok).toBe(true);
    now = 1_000_000;
    expect([1, 2, 3].map(() => buckets.take('a').ok)).toEqual([true, true, false]);
  });
  test('is forgotten when there are too many, the one that was used last at last', () => {
    const buckets = createBuckets({ capacity: 1, refillPerS: 0.001, most: 100, now: () => 0 });
    buckets.take('mine');
    for (let n = 0; n < 10_000; n += 1) {
      buckets.take(`stranger ${n}`);
      if (n % 50 === 0) buckets.take('mine');
    }
    expect(buckets.size()).toBe(100);
    expect(buckets.take('mine').ok).toBe(false);
  });
  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002::9', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('of %s counts as %s', (ip, name) => {
    expect(clientOf(ip)).toBe(name);
  });
});

/** Sends bytes over a bare connection and reads until it is closed. */
function wire(house: House, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(house.base);
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let said = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    socket.on('close', () => resolve(said)).on('error', reject);
  });
}

describe('what is too much', () => {
  test('a body is 413, headers are 431, nonsense is 400; each in the envelope', async () => {
    const house = await open({ HTTP_MAX_BODY_KB: '2', HTTP_MAX_HEADER_KB: '4' });
    const answer = await house.send('POST', '/things', { text: 'x'.repeat(3000) });
    expect([answer.status, await answer.json()]).toMatchObject([
      413,
      { ok: false, error: { code: 'VALIDATION_ERROR' } },
    ]);
    const headers = await wire(house, `GET / HTTP/1.1\r\nhost: localhost\r\nx-long: ${'x'.repeat(6000)}\r\n\r\n`);
    expect(headers).toMatch(/^HTTP\/1.1 431 [\s\S]*"code":"VALIDATION_ERROR"/);
    expect(await wire(house, 'hello\r\n\r\n')).toMatch(/^HTTP\/1.1 400 [\s\S]*"ok":false/);
  });

  test('a request that never comes to its end is answered 408 and closed, in its headers and in its body', async () => {
    const house = await open({ HTTP_HEADERS_TIMEOUT_MS: '200', HTTP_REQUEST_TIMEOUT_MS: '400' });
    const [slowHead, slowBody] = await Promise.all([
      wire(house, 'GET /api/v1/things HTTP/1.1\r\nhost: localhost\r\n'),
      wire(
        house,
        'POST /api/v1/things HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{',
      ),
    ]);
    expect(slowHead).toMatch(/^HTTP\/1.1 408 /);
    expect(slowBody).toMatch(/^HTTP\/1.1 408 /);
  });

  test('connections beyond the limit are closed, and the others go on', async () => {
    const house = await open({ HTTP_MAX_CONNECTIONS: '2' });
    const { hostname, port } = new URL(house.base);
    const held = [connect(Number(port), hostname), connect(Number(port), hostname)];
    await Promise.all(held.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
    expect(await wire(house, 'GET /api/v1/health HTTP/1.1\r\nhost: localhost\r\n\r\n').catch(() => '')).toBe('');
    const first = new Promise<string>((resolve) => held[0]?.once('data', (data) => resolve(data.toString())));
    held[0]?.write('GET /api/v1/health HTTP/1.1\r\nhost: localhost\r\n\r\n');
    expect(await first).toMatch(/^HTTP\/1.1 200/);
    for (const socket of held) socket.destroy();
  });

  test('idle connections are kept as long as is said', async () => {
    const house = await open({ HTTP_KEEP_ALIVE_MS: '3000' });
    const agent = new Agent({ keepAlive: true });
    const answer = await new Promise<IncomingMessage>((resolve) =>
      get(`${house.base}/api/v1/health`, { agent }, resolve),
    );
    answer.resume();
    expect(answer.headers['keep-alive']).toBe('timeout=3');
    agent.destroy();
  });
});

describe('answers', () => {
  const encoding = async (house: House, path: string, accept: string) =>
    (await house.ask(path, { headers: { 'accept-encoding': accept } })).headers.get('content-encoding');

  test('are compressed from the given size on, pictures and live events never', async () => {
    const house = await open({});
    expect(await encoding(house, '/big', 'gzip')).toBe('gzip');
    expect(await encoding(house, '/big', 'br, gzip')).toBe('br');
    expect(await encoding(house, '/big', 'identity')).toBeNull();
    expect(await encoding(house, '/things', 'gzip')).toBeNull();
    expect(await encoding(house, '/image', 'gzip')).toBeNull();
    const end = new AbortController();
    const live = await house.ask('/events', { headers: { 'accept-encoding': 'gzip' }, signal: end.signal });
    expect(live.headers.get('content-encoding')).toBeNull();
    end.abort();
    expect(await encoding(await open({ GZIP_MIN_SIZE: '5000' }), '/big', 'gzip')).toBeNull();
  });

  test('carry the headers that keep browsers safe', async () => {
    const house = await open({ FEATURE_REQUIRE_AUTH: 'true', HARMONY_API_KEYS: 'root-key' }, unwritten);
    const as = { headers: { 'x-api-key': 'root-key' } };
    const end = new AbortController();
    for (const [path, init, status] of [
      ['/things', as, 200],
      ['/wishes/1', as, 200],
      // kept from the one before
      ['/wishes/1', as, 200],
      ['/events', { ...as, signal: end.signal }, 200],
      ['/fails', as, 500],
      ['/nothing', as, 404],
      // turned away at the door
      ['/things', {}, 401],
    ] as const) {
      const answer = await house.ask(path, init);
      expect(answer.status, path).toBe(status);
      const { headers } = answer;
      expect(headers.get('content-security-policy'), path).toContain("default-src 'self'");
      expect(headers.get('content-security-policy')).not.toContain('unsafe-eval');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('permissions-policy')).toContain('camera=()');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    }
    end.abort();
  });

  test('of errors look as they are wanted, with the debug id that the log has', async () => {
    const fault = async (env: Record<string, string>, path = '/fails') => {
      const house = await open(env);
      const answer = await house.ask(path);
      return {
        id: answer.headers.get('x-debug-id') ?? '',
        body: (await answer.json()) as Record<string, unknown>,
        log: house.lines.join(''),
      };
    };
    const usual = await fault({});
    expect(JSON.stringify(usual.body)).not.toContain('inner workings');
    expect(usual.log).toContain(usual.id);
    const detailed = await fault({ ERRORS_DEBUG_DETAILS: 'true' });
    expect(detailed.body).toMatchObject({
      error: { meta: { debug_id: detailed.id, hint: 'TypeError: inner workings' } },
    });
    expect((await fault({ ERRORS_DEBUG_DETAILS: 'true' }, '/nothing')).body).toMatchObject({
      error: { meta: { hint: /./ } },
    });
    expect((await fault({ FEATURE_UNIFIED_ERROR_FORMAT: 'false' })).body).toEqual({
      detail: expect.stringContaining('debug id'),
    });
  });

  test('take the request id from the header that is named, and the log has it', async () => {
    const house = await open({ REQUEST_ID_HEADER: 'X-Trace' });
    const answer = await house.ask('/things', { method: 'POST', headers: { 'x-trace': 'trace-1' } });
    expect(answer.headers.get('x-trace')).toBe('trace-1');
    const line = house.lines
      .map((each) => JSON.parse(each) as Record<string, unknown>)
      .find((each) => each['event'] === 'api.request');
    expect(line).toMatchObject({
      component: 'http',
      status: 'ok',
      method: 'POST',
      path: '/api/v1/things',
      route: '/api/v1/things',
      status_code: 200,
      entity_id: 'trace-1',
      caller: 'anybody',
    });
    expect(typeof line?.['duration_ms']).toBe('number');
  });
});
