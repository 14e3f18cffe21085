import fc from 'fast-check';
import type { FastifyPluginAsync } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openAccessHouse } from '#test/access-house';
import { createTestDatabase, type TestDatabase } from '#test/database';

let database: TestDatabase;
/** How often the handler of `/wishes/:id` has run. */
let made = 0;
const houses: { close(): Promise<void> }[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
  await sql`create table numbers (id integer primary key, n integer not null)`.execute(database.db);
});
afterAll(async () => {
  for (const house of houses) await house.close();
  await database.drop();
});
beforeEach(async () => {
  made = 0;
  await sql`insert into numbers select id, 0 from generate_series(0, 3) id on conflict (id) do update set n = 0`.execute(
    database.db,
  );
});

/** Counts what is written here. Other files of tests write to the same server, which the real version sees, too. */
let writes = 0;
async function write(id: number, n: number): Promise<void> {
  await sql`update numbers set n = ${n} where id = ${id}`.execute(database.db);
  writes += 1;
}

const routes: FastifyPluginAsync = async (app) => {
  app.get<{ Params: { id: string } }>('/wishes/:id', async ({ params }, reply) => {
    made += 1;
    const { rows } = await sql<{ n: number }>`select n from numbers where id = ${Number(params.id)}`.execute(
      database.db,
    );
    if (params.id === '3')
      return await reply.type('text/csv').header('content-disposition', 'attachment').send(`n\n${rows[0]?.n}`);
    return { n: rows[0]?.n ?? null, pad: 'x'.repeat(2000) };
  });
  app.post<{ Params: { id: string }; Body: { n: number } }>('/wishes/:id', async ({ params, body }) => {
    await write(Number(params.id), body.n);
    return { ok: true };
  });
  app.get('/peers', async () => ({ made: (made += 1) }));
  app.get('/own', async (_request, reply) => reply.header('cache-control', 'no-store').send({ made: (made += 1) }));
};

/** A server that notices only what this file writes, so that what is kept stays kept. */
async function open(env: Record<string, string> = {}) {
  const house = await openAccessHouse(database, env, { routes: [routes], version: async () => String(writes) });
  houses.push(house);
  return house;
}
/** A server as it is. */
async function openReal(env: Record<string, string> = {}) {
  const house = await openAccessHouse(database, env, { routes: [routes] });
  houses.push(house);
  return house;
}
type House = Awaited<ReturnType<typeof open>>;
const numberAt = async (house: House, id: number) =>
  ((await (await house.ask(`/wishes/${id}`)).json()) as { n: number }).n;
/** Asks once, again without anything in between; answers how often the handler ran. */
async function runsOfTwo(house: House, path: string, init: RequestInit = {}): Promise<number> {
  const before = made;
  for (let n = 0; n < 2; n += 1) await (await house.ask(path, init)).arrayBuffer();
  return made - before;
}

describe('a kept answer', () => {
  test('is given again, word for word, while nothing was written', async () => {
    const house = await open();
    const first = await house.ask('/wishes/1');
    const again = await house.ask('/wishes/1');
    expect(made).toBe(1);
    expect(await again.text()).toBe(await first.text());
    expect([again.headers.get('etag'), again.headers.get('content-type')]).toEqual([
      first.headers.get('etag'),
      first.headers.get('content-type'),
    ]);
    expect([first.headers.get('age'), again.headers.get('age')]).toEqual([null, '0']);
    expect(again.headers.get('cache-control')).toBe('private, no-cache');
    for (const name of ['Authorization', 'X-API-Key', 'Cookie', 'Origin', 'Accept-Encoding'])
      expect(again.headers.get('vary')).toContain(name);
    const head = await house.ask('/wishes/1', { method: 'HEAD' });
    // its empty body is not compressed, so its mark is that of the plain body
    const plain = first.headers.get('etag')?.replace(/-(?:br|gzip)"$/, '"');
    expect([head.status, head.headers.get('etag'), made]).toEqual([200, plain, 1]);
    const csv = [await house.ask('/wishes/3'), await house.ask('/wishes/3')];
    expect(
      csv.map((answer) => [answer.headers.get('content-type'), answer.headers.get('content-disposition')]),
    ).toEqual([
      ['text/csv', 'attachment'],
      ['text/csv', 'attachment'],
    ]);
  });

  test('ends with a write through another connection, as another process has it', async () => {
    const house = await openReal();
    expect(await numberAt(house, 1)).toBe(0);
    await write(1, 7);
    expect(await numberAt(house, 1)).toBe(7);
  });

  test('of before a transaction is not given after its end, however the two overlap', async () => {
    const house = await openReal();
    await database.db.transaction().execute(async (trx) => {
      await sql`update numbers set n = 9 where id = 1`.execute(trx);
      expect(await numberAt(house, 1)).toBe(0);
      expect(await numberAt(house, 1)).toBe(0);
    });
    expect(await numberAt(house, 1)).toBe(9);
  });

  test('ends when something happens that the database does not know', async () => {
    const house = await open();
    expect(await runsOfTwo(house, '/wishes/1')).toBe(1);
    house.feed.publish('service', {});
    expect(await runsOfTwo(house, '/wishes/1')).toBe(1);
  });

  test("is never somebody else's, and never given before the key was looked at", async () => {
    const house = await open({ FEATURE_REQUIRE_AUTH: 'true', HARMONY_API_KEYS: 'root-key' });
    const other = (await (
      await house.send('POST', '/keys', { name: 'n', scope: 'read' }, { 'x-api-key': 'root-key' })
    ).json()) as { id: number; key: string };
    const as = (key: string) => ({ headers: { 'x-api-key': key } });
    await house.ask('/wishes/1', as(other.key));
    // the use of a key is noted behind the request, which is a write, too
    await expect.poll(() => runsOfTwo(house, '/wishes/1', as(other.key))).toBe(0);
    expect(await runsOfTwo(house, '/wishes/1', as('root-key'))).toBe(1);
    expect((await house.ask('/wishes/1')).status).toBe(401);
    await house.ask(`/keys/${other.id}`, { method: 'DELETE', ...as('root-key') });
    expect((await house.ask('/wishes/1', as(other.key))).status).toBe(401);
  });

  test('is thrown away by path, and that is logged unless it is not wanted', async () => {
    for (const [env, logged] of [
      [{}, true],
      [{ CACHE_LOG_EVICTIONS: 'false' }, false],
    ] as const) {
      const house = await open(env);
      await house.ask('/wishes/1');
      await house.ask('/wishes/2');
      expect([
        house.app.evictAnswers('/wishes/1'),
        house.app.evictAnswers('/wishes'),
        house.app.evictAnswers('/wishes'),
      ]).toEqual([1, 1, 0]);
      expect(house.lines.join('').includes('cache.evict')).toBe(logged);
    }
  });
});

test('a busy house asks less often whether something was written, and answers as truly', async () => {
  let asked = 0;
  const house = await openAccessHouse(database, {}, { routes: [routes], version: async () => String((asked += 1)) });
  houses.push(house);
  for (let n = 0; n < 160; n += 1) {
    if (n % 20 === 0) await write(1, n);
    expect(await numberAt(house, 1)).toBe(n - (n % 20));
  }
  expect(asked).toBeGreaterThan(60);
  expect(asked).toBeLessThan(90);
});

describe('an ETag', () => {
  test('brings 304 without a body while the answer is the same, kept or not', async () => {
    const house = await open();
    for (const path of ['/wishes/1', '/things']) {
      const etag = (await house.ask(path)).headers.get('etag') ?? '';
      expect(etag).toMatch(/^"[\w-]+(?:-br|-gzip)?"$/);
      for (const given of [etag, `"other", ${etag}`, `W/${etag}`, '*']) {
        const answer = await house.ask(path, { headers: { 'if-none-match': given } });
        expect([answer.status, await answer.text()], given).toEqual([304, '']);
        expect(answer.headers.get('cache-control')).toContain('no-cache');
      }
      expect((await house.ask(path, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
    }
    const etag = (await house.ask('/wishes/1')).headers.get('etag') ?? '';
    await write(1, 3);
    expect((await house.ask('/wishes/1', { headers: { 'if-none-match': etag } })).status).toBe(200);
  });

  test('differs for each compression when it is strong, and does not when it is weak', async () => {
    const tags = async (house: House) =>
      Promise.all(
        ['identity', 'gzip', 'br'].map(async (encoding) =>
          (await house.ask('/wishes/1', { headers: { 'accept-encoding': encoding } })).headers.get('etag'),
        ),
      );
    expect(new Set(await tags(await open())).size).toBe(3);
    const weak = await tags(await open({ CACHE_STRATEGY_ETAG: 'weak' }));
    expect(new Set(weak).size).toBe(1);
    expect(weak[0]).toMatch(/^W\/"/);
  });

  test('is not put on what must not be stored', async () => {
    const answer = await (await open()).ask('/own');
    expect([answer.headers.get('etag'), answer.headers.get('cache-control')]).toEqual([null, 'no-store']);
  });
});

describe('the settings', () => {
  test('CACHE_ENABLED=false keeps and marks nothing', async () => {
    const house = await open({ CACHE_ENABLED: 'false' });
    expect(await runsOfTwo(house, '/wishes/1')).toBe(2);
    expect((await house.ask('/wishes/1')).headers.get('etag')).toBeNull();
  });
  test('CACHE_DEFAULT_TTL_S=0 without a stale time makes each answer anew', async () => {
    expect(
      await runsOfTwo(await open({ CACHE_DEFAULT_TTL_S: '0', CACHE_STALE_WHILE_REVALIDATE_S: '0' }), '/wishes/1'),
    ).toBe(2);
  });
  test('CACHE_STALE_WHILE_REVALIDATE_S gives what is past its time at once and makes a new one behind it', async () => {
    const house = await open({
      CACHE_DEFAULT_TTL_S: '0',
      CACHE_STALE_WHILE_REVALIDATE_S: '60',
      CACHEABLE_PATHS: '/peers|0|60',
    });
    const peers = async () => ((await (await house.ask('/peers')).json()) as { made: number }).made;
    expect(await peers()).toBe(1);
    expect(await peers()).toBe(1);
    await expect.poll(() => made).toBeGreaterThan(1);
    await expect.poll(peers).toBeGreaterThan(1);
    // but never after a write
    await house.ask('/wishes/1');
    await write(1, 5);
    expect(await numberAt(house, 1)).toBe(5);
  });
  test('CACHE_MAX_ITEMS bounds what is kept', async () => {
    const house = await open({ CACHE_MAX_ITEMS: '1' });
    for (const id of [1, 2, 1]) await house.ask(`/wishes/${id}`);
    expect(made).toBe(3);
  });
  test.each([
    ['/peers|60|120', true],
    ['/api/v1/peers', true],
    ['/pe.+|5', true],
    ['/peer', false],
  ])('CACHEABLE_PATHS=%s keeps /peers: %s', async (paths, keeps) => {
    const house = await open({ CACHEABLE_PATHS: paths });
    expect(await runsOfTwo(house, '/peers')).toBe(keeps ? 1 : 2);
    const told = (await house.ask('/peers')).headers.get('cache-control') ?? '';
    if (paths === '/peers|60|120') expect(told).toBe('private, max-age=60, stale-while-revalidate=120');
    expect(told.includes('max-age')).toBe(keeps);
  });
  test('CACHEABLE_PATHS that is no rule is refused at the start', async () => {
    for (const paths of ['/x|soon', '/x|1|2|3', '/(', '|1'])
      await expect(open({ CACHEABLE_PATHS: paths })).rejects.toThrow(/CACHEABLE_PATHS/);
  });
  test('CACHE_WRITE_THROUGH=false keeps answers for their time, whatever is written', async () => {
    const house = await open({ CACHE_WRITE_THROUGH: 'false' });
    expect(await numberAt(house, 1)).toBe(0);
    await write(1, 4);
    expect(await numberAt(house, 1)).toBe(0);
  });
  test.each([
    ['true', 200],
    ['false', 500],
  ])('CACHE_FAIL_OPEN=%s answers %i when nobody knows whether a kept answer is true', async (failOpen, status) => {
    const house = await openAccessHouse(
      database,
      { CACHE_FAIL_OPEN: failOpen },
      { routes: [routes], version: () => Promise.reject(new Error('away')) },
    );
    houses.push(house);
    expect((await house.ask('/wishes/1')).status).toBe(status);
    expect(house.lines.join('')).toContain('cache.error');
  });
  test('the log says what became of each request', async () => {
    const house = await open();
    await house.ask('/wishes/1');
    await house.ask('/wishes/1');
    const said = house.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(said.filter((line) => String(line['event']).startsWith('cache.')).map((line) => line['event'])).toEqual([
      'cache.miss',
      'cache.hit',
    ]);
    expect(said.filter((line) => line['event'] === 'api.request').map((line) => line['cache_status'])).toEqual([
      'miss',
      'hit',
    ]);
  });
});

test('no answer is older than a write that had ended before the question: random writes and reads, through two servers and beside them', async () => {
  const servers = [await openReal(), await openReal({ CACHE_DEFAULT_TTL_S: '0', CACHE_MAX_ITEMS: '2' })];
  const step = fc.record({
    way: fc.constantFrom('read', 'read', 'read', 'post', 'beside'),
    server: fc.nat(1),
    id: fc.nat(2),
    pause: fc.nat(3),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 12 }), { minLength: 2, maxLength: 4 }),
      async (people) => {
        // each number only grows, so a read may not see less than what was written for certain when it began
        const certain = [0, 0, 0];
        let next = 0;
        await sql`update numbers set n = 0`.execute(database.db);
        const busy = [Promise.resolve(), Promise.resolve(), Promise.resolve()];
        await Promise.all(
          people.map(async (steps) => {
            for (const { way, server, id, pause } of steps) {
              const house = servers[server];
              if (house === undefined) throw new Error('no server');
              for (let n = 0; n < pause; n += 1) await new Promise(setImmediate);
              if (way === 'read') {
                const least = certain[id] ?? 0;
                expect(await numberAt(house, id)).toBeGreaterThanOrEqual(least);
                continue;
              }
              // one writer of a number at a time, so that it only grows
              const turn = (busy[id] ?? Promise.resolve()).then(async () => {
                next += 1;
                const n = next;
                if (way === 'post') await (await house.send('POST', `/wishes/${id}`, { n })).arrayBuffer();
                else await write(id, n);
                certain[id] = n;
              });
              busy[id] = turn;
              await turn;
            }
          }),
        );
      },
    ),
    { numRuns: 40 },
  );
});
