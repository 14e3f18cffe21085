import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSettings } from '#platform/config';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { openHttpHouse } from '#test/http-house';
import { createWishStore } from '#wishes';
import { createDeadLetterQueries, deadLetterRoutes, deadLetterSettings } from './index.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await sql`insert into downloads (username, filename, state, batch_id, last_error, created_at)
    select 'peer', 'a' || n || '.mp3', 'dead_letter', gen_random_uuid(), 'broken: for good', now() - interval '1 day'
    from generate_series(1, 6) n`.execute(database.db);
});
afterAll(() => database.drop());

/** The dead-letter routes over a house with these variables. */
async function routesWith(env: Readonly<Record<string, string>>) {
  const read = readSettings({ deadLetters: deadLetterSettings }, env);
  if (!read.ok) throw new Error(read.faults.map((fault) => fault.sentence).join(' '));
  const queries = createDeadLetterQueries(database.db, createWishStore(database.db));
  const actions = { requeue: () => Promise.reject(new Error('Nothing is queued again here.')) };
  return openHttpHouse([deadLetterRoutes({ queries, actions, settings: read.values.deadLetters })]);
}

const pageOf = (json: unknown): { items: unknown[]; page_size: number } =>
  (json as { data: { items: unknown[]; page_size: number } }).data;
const fieldOf = (json: { error: { meta: { fields: readonly { name: string }[] } } }): string | undefined =>
  json.error.meta.fields[0]?.name;

test('DLQ_PAGE_SIZE_DEFAULT is what a page holds when nobody says, DLQ_PAGE_SIZE_MAX the most that may be asked for', async () => {
  const house = await routesWith({ DLQ_PAGE_SIZE_DEFAULT: '2', DLQ_PAGE_SIZE_MAX: '4' });
  expect(pageOf((await house.ask('GET', '/dlq')).json)).toMatchObject({ page_size: 2, items: [{}, {}] });
  expect(pageOf((await house.ask('GET', '/dlq?page_size=4')).json).items).toHaveLength(4);
  const tooMany = await house.ask('GET', '/dlq?page_size=5');
  expect([tooMany.status, fieldOf(tooMany.json)]).toEqual([400, 'page_size']);
  await house.close();
});

test('a default above the maximum counts as the maximum', async () => {
  const house = await routesWith({ DLQ_PAGE_SIZE_DEFAULT: '50', DLQ_PAGE_SIZE_MAX: '3' });
  expect(pageOf((await house.ask('GET', '/dlq')).json).page_size).toBe(3);
  await house.close();
});

test('DLQ_REQUEUE_LIMIT is how many may be queued again at once', async () => {
  const house = await routesWith({ DLQ_REQUEUE_LIMIT: '2' });
  const tooMany = await house.ask('POST', '/dlq/requeue', { ids: [1, 2, 3] });
  expect([tooMany.status, fieldOf(tooMany.json)]).toEqual([400, 'ids']);
  expect((await house.ask('POST', '/dlq/requeue', { ids: [900, 901] })).status).toBe(404);
  await house.close();
});

test('DLQ_PURGE_LIMIT is how many one purge removes', async () => {
  const house = await routesWith({ DLQ_PURGE_LIMIT: '4' });
  const purge = async (): Promise<unknown> =>
    (await house.ask('POST', '/dlq/purge', { older_than: new Date().toISOString() })).json;
  expect([await purge(), await purge()]).toMatchObject([{ data: { purged: 4 } }, { data: { purged: 2 } }]);
  await house.close();
});
