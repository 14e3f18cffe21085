import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { FastifyPluginAsync } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDatabaseVersion } from '#platform/database';
import { openAccessHouse } from '#test/access-house';
import { createTestDatabase, type TestDatabase } from '#test/database';

let database: TestDatabase;
type House = Awaited<ReturnType<typeof openAccessHouse>>;
const houses: House[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
  await sql`create table shared_numbers (id integer primary key, n integer not null)`.execute(database.db);
});
afterAll(async () => {
  for (const house of houses) await house.close();
  await database.drop();
});

/** Answers that were begun and have read what they tell; each goes out when the test lets it. */
let begun: { let: () => void }[] = [];
beforeEach(async () => {
  begun = [];
  await sql`insert into shared_numbers values (1, 0) on conflict (id) do update set n = 0`.execute(database.db);
});
const read = async (): Promise<number> =>
  (await sql<{ n: number }>`select n from shared_numbers`.execute(database.db)).rows[0]?.n ?? -1;
const write = async (n: number): Promise<void> => {
  await sql`update shared_numbers set n = ${n}`.execute(database.db);
};

const routes: FastifyPluginAsync = async (app) => {
  app.get<{ Params: { what: string } }>('/wishes/:what', async ({ params }, reply) => {
    const n = await read();
    const { promise, resolve } = Promise.withResolvers<void>();
    begun.push({ let: resolve });
    await promise;
    if (params.what === 'fails') throw new Error('It fails.');
    if (params.what === 'gone') return await reply.code(404).send({ gone: true });
    return { n, pad: 'ä'.repeat(4000) };
  });
};

async function open(
  more: { version?: () => Promise<string>; patienceMs?: number; env?: Record<string, string> } = {},
): Promise<House> {
  const house = await openAccessHouse(database, more.env ?? {}, { routes: [routes], ...more });
  houses.push(house);
  return house;
}
const patience = { timeout: 45_000 };
const numberOf = async (asked: Promise<Response>): Promise<number> => ((await (await asked).json()) as { n: number }).n;
const statusesOf = (house: House): unknown[] =>
  house.lines
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter((line) => line['event'] === 'api.request')
    .map((line) => line['cache_status']);
/** The answers that were begun by now, `count` of them. */
async function beginnings(count: number) {
  await expect.poll(() => begun.length, patience).toBe(count);
  return begun;
}

describe('who asks for what is just being made', () => {
  test('waits for it, and it is made once', async () => {
    // the real version sees what other files of tests write to the same server
    const env = { CACHE_DEFAULT_TTL_S: '3600' };
    let arrived = 0;
    const version = async (): Promise<string> => {
      arrived += 1;
      return 'one';
    };
    const house = await open({ version, patienceMs: 60_000, env });
    const asked = Array.from({ length: 12 }, () => numberOf(house.ask('/wishes/1')));
    const [first] = await beginnings(1);
    // who comes later is given the kept answer, which is no shared one
    await expect.poll(() => arrived, patience).toBe(12);
    await write(5);
    first?.let();
    expect(await Promise.all(asked)).toEqual(Array.from({ length: 12 }, () => 0));
    expect(begun).toHaveLength(1);
    expect(statusesOf(house).filter((status) => status === 'hit')).toHaveLength(11);
    // told once an answer has gone out, which its reader may know before
    const howMany = (kept: string) => house.answers.filter((answer) => answer.kept === kept).length;
    await expect.poll(() => ['miss', 'shared', 'hit'].map(howMany), patience).toEqual([1, 11, 0]);
    await numberOf(house.ask('/wishes/1'));
    await expect.poll(() => ['miss', 'shared', 'hit'].map(howMany), patience).toEqual([1, 11, 1]);
  });

  test('is one of a burst that was told at the same moment that nothing is kept', async () => {
    const told = Promise.withResolvers<string>();
    let questions = 0;
    const house = await open({ version: () => ((questions += 1), told.promise), patienceMs: 60_000 });
    const asked = Array.from({ length: 9 }, () => numberOf(house.ask('/wishes/1')));
    await expect.poll(() => questions, patience).toBe(9);
    told.resolve('one');
    (await beginnings(1))[0]?.let();
    expect(await Promise.all(asked)).toEqual(Array.from({ length: 9 }, () => 0));
    expect(begun).toHaveLength(1);
  });

  test('is not given what was read before a write that had ended when the question came', async () => {
    let known = 0;
    const real = createDatabaseVersion(database.db);
    const house = await open({
      patienceMs: 60_000,
      version: async () => {
        const version = await real();
        known += 1;
        return version;
      },
    });
    const early = numberOf(house.ask('/wishes/1'));
    await beginnings(1);
    await write(7);
    const late = [numberOf(house.ask('/wishes/1')), numberOf(house.ask('/wishes/1'))];
    // they have seen that something was written, and wait until the early one is out of the way
    await expect.poll(() => known, patience).toBe(3);
    expect(begun).toHaveLength(1);
    begun[0]?.let();
    expect(await early).toBe(0);
    await expect.poll(() => begun.length, patience).toBeGreaterThan(1);
    const letting = setInterval(() => {
      for (const each of begun) each.let();
    }, 5);
    expect(await Promise.all(late)).toEqual([7, 7]);
    clearInterval(letting);
  });

  test('goes past one that hangs, and one goes for all', async () => {
    const house = await open({ version: async () => 'one', patienceMs: 3000 });
    const hangs = numberOf(house.ask('/wishes/1'));
    await beginnings(1);
    const others = Array.from({ length: 5 }, () => numberOf(house.ask('/wishes/1')));
    await expect.poll(() => begun.length, patience).toBeGreaterThan(1);
    const letting = setInterval(() => {
      for (const each of begun.slice(1)) each.let();
    }, 5);
    expect(await Promise.all(others)).toEqual([0, 0, 0, 0, 0]);
    clearInterval(letting);
    begun[0]?.let();
    await hangs;
    expect(begun.length).toBeLessThan(6);
  });

  test.each([
    ['fails', 500],
    ['gone', 404],
  ])('makes one of its own when that one %s', async (what, status) => {
    const house = await open({ version: async () => 'one', patienceMs: 1000 });
    const first = house.ask(`/wishes/${what}`);
    await beginnings(1);
    const others = [house.ask(`/wishes/${what}`), house.ask(`/wishes/${what}`)];
    begun[0]?.let();
    await beginnings(3);
    for (const each of begun) each.let();
    for (const each of [first, ...others]) expect((await each).status).toBe(status);
  });
});

test('a kept answer is given in every encoding, with the mark of that encoding and the same bytes', async () => {
  const house = await open({ version: async () => 'one' });
  const whole = house.ask('/wishes/1', { headers: { 'accept-encoding': 'identity' } });
  (await beginnings(1))[0]?.let();
  const text = await (await whole).text();
  // through the server's own door, because `fetch` decodes by itself
  const ask = async (encoding: string, more: Record<string, string> = {}) =>
    await house.app.inject({
      url: '/api/v1/wishes/1',
      headers: { accept: '*/*', 'accept-encoding': encoding, ...more },
    });
  for (const [encoding, decode, name] of [
    ['br, gzip', brotliDecompressSync, 'br'],
    ['gzip, deflate', gunzipSync, 'gzip'],
    ['X-GZIP', gunzipSync, 'gzip'],
  ] as const) {
    for (let n = 0; n < 2; n += 1) {
      const answer = await ask(encoding);
      expect(answer.headers['content-encoding']).toBe(name);
      expect(answer.headers['etag']).toMatch(new RegExp(`^"[\\w-]+-${name}"$`));
      expect(Number(answer.headers['content-length'])).toBe(answer.rawPayload.length);
      expect(decode(answer.rawPayload).toString()).toBe(text);
      const known = await ask(encoding, { 'if-none-match': String(answer.headers['etag']) });
      expect([known.statusCode, known.payload]).toEqual([304, '']);
    }
  }
  const plain = await ask('br', { 'x-no-compression': '1' });
  expect([plain.headers['content-encoding'], plain.payload]).toEqual([undefined, text]);
  expect(begun).toHaveLength(1);
});

test('a kept answer has every header of the first one for the same origin, and an id and an age of its own', async () => {
  const [friend, stranger] = ['http://friend', 'http://stranger'];
  const env = { CORS_ALLOWED_ORIGINS: friend, CACHE_DEFAULT_TTL_S: '3600' };
  const house = await open({ version: async () => 'one', env });
  const read = async (asked: Promise<Response>) => {
    const answer = await asked;
    await answer.arrayBuffer();
    const own = new Set(['age', 'date', 'x-request-id', 'content-length', 'transfer-encoding']);
    const vary = new Set((answer.headers.get('vary') ?? '').toLowerCase().split(', '));
    const common = { ...Object.fromEntries([...answer.headers].filter(([name]) => !own.has(name))), vary };
    return { common, age: answer.headers.get('age'), id: answer.headers.get('x-request-id') };
  };
  for (const [at, origin] of [null, friend, stranger].entries()) {
    const headers = origin === null ? {} : { origin };
    const first = read(house.ask('/wishes/1', { headers }));
    (await beginnings(at + 1))[at]?.let();
    const made = await first;
    expect(made.common).toMatchObject({ 'content-security-policy': expect.stringContaining("default-src 'self'") });
    expect('access-control-allow-origin' in made.common).toBe(origin === friend);
    const kept = await read(house.ask('/wishes/1', { headers: { ...headers, 'x-request-id': `again-${at}` } }));
    expect([kept.common, kept.id, made.age]).toEqual([made.common, `again-${at}`, null]);
    expect(Number(kept.age)).toBeGreaterThanOrEqual(0);
  }
});
