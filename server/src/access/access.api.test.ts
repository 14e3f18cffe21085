import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccessStore } from '#access';
import { openAccessHouse } from '#test/access-house';
import { createTestDatabase, type TestDatabase } from '#test/database';

const root = 'environment-key-0123456789';
let database: TestDatabase;
let house: Awaited<ReturnType<typeof openAccessHouse>>;
beforeAll(async () => {
  database = await createTestDatabase();
  house = await openAccessHouse(
    database,
    {
      FEATURE_REQUIRE_AUTH: 'true',
      HARMONY_API_KEYS: `other-key, ${root}`,
      AUTH_ALLOWLIST: 'look,/api/v1/things/open',
    },
    { keysFile: 'from-the-file-1\n\n  from-the-file-2  \n' },
  );
});
afterAll(async () => {
  await house.close();
  await database.drop();
});

const withKey = (key: string) => ({ headers: { 'x-api-key': key } });
const errorOf = async (answer: Response) =>
  ((await answer.json()) as { error: { code: string; meta: { reason: string } } }).error;

/** Makes a key of this scope. */
async function make(scope: string, more: Record<string, unknown> = {}) {
  const answer = await house.send('POST', '/keys', { name: `for ${scope}`, scope, ...more }, { 'x-api-key': root });
  expect(answer.status).toBe(201);
  return (await answer.json()) as { id: number; key: string; hint: string };
}

/** Signs in; answers the cookie as a browser sends it, and its attributes. */
async function signIn(key: string) {
  const answer = await house.send('POST', '/session', { key });
  const [whole = ''] = answer.headers.getSetCookie();
  return { status: answer.status, cookie: whole.split(';', 1)[0] ?? '', attributes: whole };
}

/** `fetch` hides Host, Origin and Sec-Fetch-Site; this sends them. */
function raw(method: string, path: string, headers: Record<string, string>, base = house.base): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(base + path, { method, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('keys', () => {
  test.each([
    ['X-API-Key', { 'x-api-key': root }],
    ['Bearer', { authorization: `Bearer ${root}` }],
    ['ApiKey, in any case', { authorization: `apikey ${root}` }],
    ['a key of the file', { 'x-api-key': 'from-the-file-2' }],
    ['the first of several', { 'x-api-key': 'other-key' }],
  ])('%s lets in', async (_name, headers: Record<string, string>) => {
    expect((await house.ask('/things', { headers })).status).toBe(200);
  });

  test.each([
    ['nothing', {}, 'missing'],
    ['an empty key', { 'x-api-key': '' }, 'missing'],
    ['another scheme', { authorization: `Basic ${root}` }, 'missing'],
    ['a wrong key', { 'x-api-key': `${root}x` }, 'invalid'],
    ['both keys joined', { 'x-api-key': `other-key, ${root}` }, 'invalid'],
    [
      'a wrong key beside a right one in a weaker form',
      { 'x-api-key': 'wrong', authorization: `Bearer ${root}` },
      'invalid',
    ],
  ])('%s is 401 AUTH_REQUIRED', async (_name, headers: Record<string, string>, reason) => {
    const answer = await house.ask('/things', { headers });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toContain('Bearer');
    expect(await errorOf(answer)).toMatchObject({ code: 'AUTH_REQUIRED', meta: { reason } });
  });

  test('what a key may do follows its scope', async () => {
    const status = async (key: string) => [
      (await house.ask('/things', withKey(key))).status,
      (await house.ask('/look', { method: 'POST', ...withKey(key) })).status,
      (await house.ask('/things', { method: 'POST', ...withKey(key) })).status,
      (await house.ask('/settings/all', withKey(key))).status,
      (await house.ask('/admin/things', withKey(key))).status,
      (await house.ask('/keys', withKey(key))).status,
    ];
    expect(await status((await make('read')).key)).toEqual([200, 200, 403, 403, 403, 403]);
    expect(await status((await make('operate')).key)).toEqual([200, 200, 200, 403, 403, 403]);
    expect(await status((await make('admin')).key)).toEqual([200, 200, 200, 200, 200, 200]);
    const refused = await house.ask('/things', { method: 'POST', ...withKey((await make('read')).key) });
    expect(await errorOf(refused)).toMatchObject({
      code: 'FORBIDDEN',
      meta: { reason: 'scope', needed: 'operate', held: 'read' },
    });
  });

  test('a key is shown once: neither the list nor the database has it', async () => {
    const made = await make('read', { expires_at: null });
    expect(made.key).toMatch(/^hmy_[\w-]{43}$/);
    const list = await (await house.ask('/keys', withKey(root))).text();
    expect(list).toContain(made.hint);
    expect(list).not.toContain(made.key);
    const stored = await database.db.selectFrom('api_keys').selectAll().execute();
    expect(JSON.stringify(stored)).not.toContain(made.key.slice(8));
  });

  test('the use of a key is noted, and a key ends at its time and when it is revoked', async () => {
    const made = await make('read', { expires_at: '2999-01-01' });
    expect((await house.ask('/things', withKey(made.key))).status).toBe(200);
    await expect
      .poll(async () => {
        const { items } = (await (await house.ask('/keys', withKey(root))).json()) as {
          items: { id: number; last_used_at: string | null }[];
        };
        return items.find((each) => each.id === made.id)?.last_used_at;
      })
      .not.toBeNull();
    await database.db
      .updateTable('api_keys')
      .set({ expires_at: new Date(Date.now() - 1000) })
      .where('id', '=', made.id)
      .execute();
    expect((await house.ask('/things', withKey(made.key))).status).toBe(401);

    const other = await make('operate');
    expect((await house.ask(`/keys/${other.id}`, { method: 'DELETE', ...withKey(root) })).status).toBe(204);
    expect((await house.ask('/things', withKey(other.key))).status).toBe(401);
    expect((await house.ask(`/keys/${other.id}`, { method: 'DELETE', ...withKey(root) })).status).toBe(404);
  });

  test.each([
    ['an end in the past', { name: 'x', scope: 'read', expires_at: '2001-01-01' }, 'expires_at'],
    ['no day at all', { name: 'x', scope: 'read', expires_at: 'soon' }, 'expires_at'],
    ['an unknown scope', { name: 'x', scope: 'root' }, 'scope'],
    ['an empty name', { name: '  ', scope: 'read' }, 'name'],
    ['a name with hidden signs', { name: 'a\u202eb', scope: 'read' }, 'name'],
    ['a field that nobody knows', { name: 'x', scope: 'read', hash: 'x' }, 'body'],
  ])('%s is refused by its field', async (_name, body, field) => {
    const answer = await house.send('POST', '/keys', body, { 'x-api-key': root });
    expect(answer.status).toBe(400);
    expect(JSON.stringify(await answer.json())).toContain(field);
  });

  test('whoever guesses has to wait, with any key; others do not', async () => {
    const guessing = await openAccessHouse(database, {
      FEATURE_REQUIRE_AUTH: 'true',
      HARMONY_API_KEYS: root,
      TRUST_PROXY: '127.0.0.1',
    });
    const from = (ip: string, key: string) =>
      guessing.ask('/things', { headers: { 'x-api-key': key, 'x-forwarded-for': ip } });
    const found = new Set<number>();
    for (let n = 0; n < 25; n += 1) found.add((await from('203.0.113.9', `guess ${n}`)).status);
    expect([...found]).toEqual([401, 429]);
    const late = await from('203.0.113.9', root);
    expect(late.status).toBe(429);
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(
      ((await late.json()) as { error: { meta: { retry_after_ms: number } } }).error.meta.retry_after_ms,
    ).toBeGreaterThan(0);
    expect((await from('203.0.113.10', root)).status).toBe(200);
    await guessing.close();
  });
});

describe('what answers without a key', () => {
  test.each([
    '/health',
    '/ready',
    '/api/health/live',
    '/api/health/ready',
    '/openapi.json',
    '/docs/',
    '/redoc',
    '/session',
  ])('%s', async (path) => {
    expect((await house.ask(path)).status).toBe(200);
  });
  test('paths of the allow-list, with what lies below them and nothing beside', async () => {
    expect((await house.ask('/look', { method: 'POST' })).status).toBe(200);
    expect((await house.ask('/looking')).status).toBe(401);
    expect((await house.ask('/things')).status).toBe(401);
    for (const path of ['/look/../things', '/look/..%2fthings', '/look%2f..%2fthings', '/health/../keys'])
      expect([401, 404], path).toContain(await raw('GET', `/api/v1${path}`, {}));
  });
  test.each(['/status', '/events', '/nothing', '/%6beys', '/admin/things', '/health/spotify'])(
    '%s does not',
    async (path) => {
      expect((await house.ask(path)).status).toBe(401);
    },
  );
  test('OPTIONS, and a HEAD only where GET does', async () => {
    expect((await house.ask('/health', { method: 'HEAD' })).status).toBe(200);
    expect((await house.ask('/things', { method: 'HEAD' })).status).toBe(401);
    expect((await house.ask('/things', { method: 'OPTIONS' })).status).not.toBe(401);
  });
});

describe('a browser', () => {
  test('signs in with a key, is known by a cookie that scripts cannot read, and signs out', async () => {
    const { key } = await make('operate');
    const { cookie, attributes, status } = await signIn(key);
    expect(status).toBe(200);
    expect(attributes).toMatch(/HttpOnly/);
    expect(attributes).toMatch(/SameSite=Strict/);
    expect(attributes).not.toMatch(/Secure/);
    expect(attributes).not.toContain(key);
    expect((await house.ask('/things', { headers: { cookie } })).status).toBe(200);
    expect(await (await house.ask('/session', { headers: { cookie } })).json()).toEqual({
      required: true,
      signed_in: true,
      by_session: true,
      name: 'for operate',
      scope: 'operate',
    });
    expect((await house.ask('/session', { method: 'DELETE', headers: { cookie, origin: house.base } })).status).toBe(
      204,
    );
    expect((await house.ask('/things', { headers: { cookie } })).status).toBe(401);
  });

  test('for AUTH_SESSION_HOURS', async () => {
    const other = await openAccessHouse(database, {
      FEATURE_REQUIRE_AUTH: 'true',
      HARMONY_API_KEYS: root,
      AUTH_SESSION_HOURS: '2.5',
    });
    const before = Date.now();
    const [cookie = ''] = (await other.send('POST', '/session', { key: root })).headers.getSetCookie();
    await other.close();
    const ends = Date.parse(/Expires=([^;]+)/i.exec(cookie)?.[1] ?? '');
    expect(Math.round((ends - before) / 60_000)).toBe(150);
  });

  test('over https its cookie travels over https only', async () => {
    const proxied = await openAccessHouse(database, {
      FEATURE_REQUIRE_AUTH: 'true',
      HARMONY_API_KEYS: root,
      TRUST_PROXY: '127.0.0.1',
    });
    const answer = await proxied.send('POST', '/session', { key: root }, { 'x-forwarded-proto': 'https' });
    expect(answer.headers.get('set-cookie')).toMatch(/Secure/);
    await proxied.close();
    const claimed = await house.send('POST', '/session', { key: root }, { 'x-forwarded-proto': 'https' });
    expect(claimed.headers.get('set-cookie')).not.toMatch(/Secure/);
  });

  test('is not let in by a wrong key', async () => {
    expect((await signIn('nonsense')).status).toBe(401);
  });

  test('is signed out at its time, and when its key is revoked or leaves the environment', async () => {
    const made = await make('read');
    const { cookie } = await signIn(made.key);
    await house.ask(`/keys/${made.id}`, { method: 'DELETE', ...withKey(root) });
    expect((await house.ask('/things', { headers: { cookie } })).status).toBe(401);

    const fixed = await signIn(root);
    expect((await house.ask('/things', { headers: { cookie: fixed.cookie } })).status).toBe(200);
    const without = await openAccessHouse(database, { FEATURE_REQUIRE_AUTH: 'true', HARMONY_API_KEYS: 'other-key' });
    expect((await without.ask('/things', { headers: { cookie: fixed.cookie } })).status).toBe(401);
    await without.close();
    const again = await openAccessHouse(database, { FEATURE_REQUIRE_AUTH: 'true', HARMONY_API_KEY: root });
    expect((await again.ask('/things', { headers: { cookie: fixed.cookie } })).status).toBe(200);
    await database.db
      .updateTable('access_sessions')
      .set({ expires_at: new Date(Date.now() - 1000) })
      .execute();
    expect((await again.ask('/things', { headers: { cookie: fixed.cookie } })).status).toBe(401);
    await again.close();
    const { cookie: fresh } = await signIn(root);
    await createAccessStore(database.db).forgetExpired();
    expect((await house.ask('/things', { headers: { cookie: fresh } })).status).toBe(200);
    expect(await database.db.selectFrom('access_sessions').select('hash').execute()).toHaveLength(1);
  });

  test('does not write for another page, and neither does one without a cookie', async () => {
    const { cookie } = await signIn(root);
    const own = new URL(house.base);
    const post = (headers: Record<string, string>) => raw('POST', '/api/v1/things', { cookie, ...headers });
    expect(await post({ 'sec-fetch-site': 'same-origin', origin: house.base })).toBe(200);
    expect(await post({ origin: house.base })).toBe(200);
    expect(await post({ 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' })).toBe(403);
    expect(await post({ 'sec-fetch-site': 'same-site', origin: `http://${own.hostname}:1` })).toBe(403);
    expect(await post({ origin: 'https://evil.example' })).toBe(403);
    expect(await post({ origin: 'null' })).toBe(403);
    expect(await post({})).toBe(403);
    expect(await raw('GET', '/api/v1/things', { cookie, 'sec-fetch-site': 'cross-site' })).toBe(200);
    expect(await raw('POST', '/api/v1/things', { 'x-api-key': root, origin: 'https://evil.example' })).toBe(200);
  });
});

describe('while nobody is asked for a key', () => {
  let open: Awaited<ReturnType<typeof openAccessHouse>>;
  beforeAll(async () => {
    open = await openAccessHouse(database, { HARMONY_API_KEYS: root, TRUSTED_HOSTS: 'music.example' });
  });
  afterAll(() => open.close());

  test('everything is open to this machine, keys included', async () => {
    expect((await open.ask('/things')).status).toBe(200);
    expect((await open.ask('/settings/all')).status).toBe(200);
    expect((await open.send('POST', '/keys', { name: 'first', scope: 'admin' })).status).toBe(201);
    expect(await (await open.ask('/session')).json()).toMatchObject({
      required: false,
      signed_in: false,
      scope: 'admin',
    });
    expect((await open.send('POST', '/session', { key: root })).status).toBe(409);
  });

  test('other web pages can neither write nor reach it under a name of theirs', async () => {
    expect(await raw('POST', '/api/v1/things', { origin: 'https://evil.example' }, open.base)).toBe(403);
    expect(await raw('POST', '/api/v1/things', { 'sec-fetch-site': 'cross-site' }, open.base)).toBe(403);
    expect(await raw('POST', '/api/v1/things', {}, open.base)).toBe(200);
    expect(await raw('GET', '/api/v1/things', { host: 'rebound.example' }, open.base)).toBe(403);
    for (const host of ['localhost:8080', 'harmony.localhost', '192.168.1.2', '[::1]:8080', 'music.example:8080'])
      expect(await raw('GET', '/api/v1/things', { host }, open.base), host).toBe(200);
  });
});

describe('pages of other origins', () => {
  const friend = 'http://nas:3000';
  /** What a browser asks before it lets a page of `origin` send `method`, and what it is told. */
  async function asked(env: Record<string, string>, origin: string, method = 'PUT') {
    const there = await openAccessHouse(database, env);
    const headers = { origin, 'access-control-request-method': method, 'access-control-request-headers': 'x-api-key' };
    const before = await there.ask('/things', { method: 'OPTIONS', headers });
    const real = await there.ask('/things', { headers: { origin } });
    const write = await raw('POST', '/api/v1/things', { origin, 'sec-fetch-site': 'cross-site' }, there.base);
    await there.close();
    const say = (name: string) => before.headers.get(`access-control-allow-${name}`);
    return {
      before: before.status,
      origin: say('origin'),
      methods: say('methods'),
      headers: say('headers'),
      real,
      write,
    };
  }

  test('are refused as long as nobody names them', async () => {
    const { origin, real, write } = await asked({}, friend);
    expect([origin, real.headers.get('access-control-allow-origin'), write]).toEqual([null, null, 403]);
  });
  test('may ask when they are named, without cookies', async () => {
    const seen = await asked({ CORS_ALLOWED_ORIGINS: `http://other, ${friend}`, REQUEST_ID_HEADER: 'X-Trace' }, friend);
    expect(seen).toMatchObject({ before: 204, origin: friend, headers: 'x-api-key', write: 200 });
    expect(seen.methods).toContain('PUT');
    expect(seen.real.headers.get('access-control-allow-origin')).toBe(friend);
    expect(seen.real.headers.get('access-control-expose-headers')).toContain('X-Trace');
    expect(seen.real.headers.get('vary')).toMatch(/Origin/);
    expect(seen.real.headers.get('access-control-allow-credentials')).toBeNull();
    expect((await asked({ CORS_ALLOWED_ORIGINS: friend }, 'http://stranger')).origin).toBeNull();
  });
  test('the older name counts, and the newer one wins', async () => {
    expect((await asked({ ALLOWED_ORIGINS: friend }, friend)).origin).toBe(friend);
    expect((await asked({ ALLOWED_ORIGINS: friend, CORS_ALLOWED_ORIGINS: 'http://other' }, friend)).origin).toBeNull();
  });
  test('with * every page reads, but none writes without a key', async () => {
    expect(await asked({ CORS_ALLOWED_ORIGINS: '*' }, friend)).toMatchObject({ origin: '*', write: 403 });
  });
  test('are told which methods and headers they may use', async () => {
    const env = { CORS_ALLOWED_ORIGINS: friend, CORS_ALLOWED_METHODS: 'GET,HEAD', CORS_ALLOWED_HEADERS: 'X-API-Key' };
    expect(await asked(env, friend)).toMatchObject({ methods: 'GET, HEAD', headers: 'X-API-Key' });
  });
  test('with a key required the question before it is answered, the request itself needs the key', async () => {
    const seen = await asked(
      { CORS_ALLOWED_ORIGINS: friend, FEATURE_REQUIRE_AUTH: 'true', HARMONY_API_KEYS: root },
      friend,
    );
    expect([seen.before, seen.origin, seen.real.status]).toEqual([204, friend, 401]);
  });
});

test('the last key that may make keys stays, as long as nothing else lets anybody in', async () => {
  await database.db.deleteFrom('api_keys').execute();
  const first = await openAccessHouse(database, {});
  const made = (await (await first.send('POST', '/keys', { name: 'only', scope: 'admin' })).json()) as {
    id: number;
    key: string;
  };
  await first.close();
  const locked = await openAccessHouse(database, { FEATURE_REQUIRE_AUTH: 'true' });
  await locked.front.check();
  const remove = () => locked.ask(`/keys/${made.id}`, { method: 'DELETE', ...withKey(made.key) });
  expect((await remove()).status).toBe(409);
  await locked.send('POST', '/keys', { name: 'second', scope: 'admin' }, { 'x-api-key': made.key });
  expect((await remove()).status).toBe(204);
  await locked.close();
});

test('an open stream ends when its key is revoked', async () => {
  const made = await make('read');
  const stream = await house.ask('/events', withKey(made.key));
  expect(stream.status).toBe(200);
  await house.ask(`/keys/${made.id}`, { method: 'DELETE', ...withKey(root) });
  house.feed.publish('wish', { id: 1 });
  const text = await stream.text();
  expect(text).not.toContain('"id":1');
});
