import { Kysely, PostgresDialect, sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database, Db } from '#platform/database';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { createWishStore } from '#wishes';
import {
  activeDownload,
  activeDownloads,
  downloadsToCancel,
  isTaken,
  latestDownloads,
  parkedWishes,
} from '../download.store.ts';
import { claimTurn, placeToTake, waitingDownloads } from '../turns.ts';
import { fillDownloads } from './cases/many-downloads.ts';
import { createDeadLetterQueries, createDownloadQueries } from './index.ts';

interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

let database: TestDatabase;
/** A second query layer over the same pool, that remembers what it sends. */
let db: Db;
const sent: Statement[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool: database.pool }),
    log: ({ query }) => void sent.push({ sql: query.sql, parameters: query.parameters }),
  });
  await fillDownloads(database.db, 20_000);
});
afterAll(() => database.drop());

async function planOf({ sql, parameters }: Statement): Promise<string> {
  const { rows } = await database.pool.query<{ 'QUERY PLAN': string }>(`explain ${sql}`, [...parameters]);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

const list =
  (states: Parameters<ReturnType<typeof createDownloadQueries>['list']>[0]['states'], offset = 0) =>
  () =>
    createDownloadQueries(db, createWishStore(db)).list({ states }, 100, offset);
const dead = () => createDeadLetterQueries(db, createWishStore(db));

test.each<[string, () => Promise<unknown>]>([
  ['the list of those under way', list(['queued', 'downloading'])],
  ['the list of all', list(null)],
  ['a later page of all', list(null, 900)],
  ['a page far down', list(null, 5000)],
  ['the list of failed and dead ones', list(['failed', 'dead_letter'])],
  ['the list of completed ones', list(['completed'])],
  ['the list of dead ones', list(['dead_letter'])],
  ['a search', () => createDownloadQueries(db, createWishStore(db)).list({ states: null, query: 'zzyzx%' }, 100, 0)],
  ['one download', () => createDownloadQueries(db, createWishStore(db)).find(5)],
  ['dead letters by creation', () => dead().page({}, { by: 'created_at', direction: 'desc' }, 25, 0)],
  ['dead letters by change, oldest first', () => dead().page({}, { by: 'updated_at', direction: 'asc' }, 25, 0)],
  [
    'dead letters of a reason',
    () => dead().page({ reason: 'offline' }, { by: 'created_at', direction: 'desc' }, 25, 0),
  ],
  ['counting dead letters', () => dead().stats()],
  ['what the monitor watches', () => activeDownloads(db)],
  ['what the monitor must stop', () => downloadsToCancel(db)],
  ['whether a file is taken', () => isTaken(db, '/downloads/77.flac')],
  ['the download of a wish', () => activeDownload(db, 7)],
  ['the latest downloads of wishes', () => latestDownloads(db, [1, 2, 3])],
  ['which wishes wait', () => parkedWishes(db, [1, 2, 3])],
])('%s: no plan reads the whole table', async (_what, ask) => {
  sent.length = 0;
  await ask();
  const statements = sent.filter(({ sql }) => sql.includes('downloads'));
  expect(statements.length).toBeGreaterThan(0);
  for (const statement of statements) {
    const plan = await planOf(statement);
    expect(plan).not.toMatch(/Seq Scan on downloads/);
    expect(plan).toMatch(/Index/);
  }
});

test.each<[string, () => Promise<unknown>]>([
  ['all', list(null)],
  ['completed ones', list(['completed'])],
  ['failed and dead ones', list(['failed', 'dead_letter'])],
])('the list of %s comes from its index in order, nothing is sorted', async (_what, ask) => {
  sent.length = 0;
  await ask();
  const statement = sent.find(({ sql }) => sql.includes('from "downloads"'));
  expect(statement).toBeDefined();
  if (statement !== undefined) expect(await planOf(statement)).not.toMatch(/Sort/);
});

test('with 5,000 downloads that wait, whose turn it is comes from indexes, and nobody reads what has ended', async () => {
  await sql`
    with w as (
      insert into wishes (recording_key, search_text, title, artists, stage, state, priority)
      select 'waits ' || n, '', 'Song', array['Artist'], 'download', 'active', n % 4 from generate_series(1, 5000) n returning id, priority
    )
    insert into downloads (wish_id, username, filename, size_bytes, batch_id, priority, transfer_state)
    select id, 'bob', 'a.mp3', 1, gen_random_uuid(), priority, 'waiting' from w`.execute(database.db);
  await sql`vacuum analyze downloads, wishes`.execute(database.db);
  sent.length = 0;
  const [next] = await waitingDownloads(db, 20);
  if (next === undefined) throw new Error('Thousands wait.');
  expect(next.priority).toBe(3);
  await db.transaction().execute((trx) => claimTurn(trx, next, next.priority, 8));
  await placeToTake(db, 4, 100);
  const statements = sent.filter(({ sql: text }) => text.startsWith('select') && text.includes('downloads'));
  expect(statements.length).toBeGreaterThan(3);
  for (const statement of statements) expect(await planOf(statement)).not.toMatch(/Seq Scan on downloads/);
});

test('words narrow the list to peer and path, in any case, and mean themselves', async () => {
  const queries = createDownloadQueries(db, createWishStore(db));
  const found = async (query: string) => await queries.list({ states: null, query }, 10, 0);
  expect(await found('PEER7 song 1807.flac')).toMatchObject([{ username: 'peer7' }]);
  expect(await found('song%')).toEqual([]);
  const { value } = await queries.all({ states: null, query: 'peer7 1807.flac' }).next();
  expect(value).toHaveLength(1);
});
