import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiHouse, openApiHouse } from '#test/api-house';

const root = 'environment-key-0123456789';

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly scope: string | undefined;
  readonly secured: boolean;
}

let house: ApiHouse;
let operations: Operation[] = [];
const keys: Record<string, string> = {};

beforeAll(async () => {
  house = await openApiHouse({
    peers: [],
    env: { FEATURE_REQUIRE_AUTH: 'true', HARMONY_API_KEYS: root, FEATURE_ADMIN_API: 'true' },
    key: root,
  });
  const document = (await house.get('/openapi.json')).body as unknown as {
    paths: Record<string, Record<string, { 'x-required-scope'?: string; security?: unknown[] }>>;
  };
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      scope: operation['x-required-scope'],
      secured: (operation.security ?? []).length > 0,
    })),
  );
  for (const scope of ['read', 'operate', 'admin']) {
    const made = await house.post('/keys', { name: scope, scope });
    keys[scope] = (made.body as unknown as { key: string }).key;
  }
});
afterAll(() => house.close());

/** Asks an operation with parameters that fit nothing; no body. */
async function status(operation: Operation, key: string | null): Promise<number> {
  const path = operation.path.replaceAll(/\{[^}]+\}/g, '999999');
  const answer = await fetch(new URL(path, house.base), {
    method: operation.method,
    headers: key === null ? {} : { 'x-api-key': key },
    signal: AbortSignal.timeout(10_000),
  });
  await answer.body?.cancel();
  return answer.status;
}

test('only what is needed before signing in, and what carries a token of its own, answers without a key', () => {
  const open = operations.filter((each) => !each.secured).map((each) => `${each.method} ${each.path}`);
  expect(open.sort()).toEqual([
    'DELETE /api/v1/session',
    'GET /api/v1/calendar/releases.ics',
    'GET /api/v1/health',
    'GET /api/v1/ready',
    'GET /api/v1/session',
    'POST /api/v1/session',
  ]);
});

test('every other operation is 401 without a key', async () => {
  const secured = operations.filter((each) => each.secured);
  expect(secured.length).toBeGreaterThan(100);
  const let_in: string[] = [];
  for (const each of secured) if ((await status(each, null)) !== 401) let_in.push(`${each.method} ${each.path}`);
  expect(let_in).toEqual([]);
});

test('every operation is 403 with a key whose scope is too small', async () => {
  const let_in: string[] = [];
  for (const each of operations) {
    const weaker = each.scope === 'admin' ? 'operate' : each.scope === 'operate' ? 'read' : null;
    if (weaker !== null && (await status(each, keys[weaker] ?? '')) !== 403) let_in.push(`${each.method} ${each.path}`);
  }
  expect(let_in).toEqual([]);
});

test('secrets, settings and keys need an administrator; what changes nothing although it is sent by POST needs only reading', () => {
  const named = (fits: (each: Operation) => boolean) =>
    operations.filter(fits).map((each) => `${each.method} ${each.path.replace('/api/v1', '')}`);
  const places = /^\/api\/v1\/(?:settings|secrets|keys)(?:\/|$)/;
  const preferences = '/api/v1/settings/artist-preferences';
  expect(named((each) => places.test(each.path) && each.path !== preferences && each.scope !== 'admin')).toEqual([]);
  expect(named((each) => each.scope === 'admin')).toEqual(
    expect.arrayContaining(['POST /settings', 'POST /keys', 'PUT /spotify/credentials', 'DELETE /spotify/account']),
  );
  expect(named((each) => each.scope === 'read')).toEqual(
    expect.arrayContaining(['POST /search', 'POST /matching/what-if', 'GET /wishes', `GET ${preferences.slice(7)}`]),
  );
});

test('pictures, documents in other formats, live events and the routes beside the API are closed, too', async () => {
  const closed = ['/events', '/artwork/1', '/activity/export', '/library/files/1/artwork', '/status'].map(
    (path) => `/api/v1${path}`,
  );
  for (const path of [...closed, '/admin/artists/x/audit', '/metrics', '/plex/status', '/beets/stats']) {
    const answer = await fetch(new URL(path, house.base));
    await answer.body?.cancel();
    // what does not exist beside the API may also be the page's
    expect(path.startsWith('/api/') || path.startsWith('/admin/') ? [401] : [401, 404], path).toContain(answer.status);
  }
});
