import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { beginAsking } from './asking.store.ts';
import { insertDownload } from './download.store.ts';
import { claimTurn, placeToTake, waitingDownloads } from './turns.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await sql`truncate wishes, searches, candidates, downloads restart identity cascade`.execute(database.db);
});
afterAll(() => database.drop());

/** Wishes at the download stage whose downloads wait; `mark` lets them be under way. */
async function waiting(count: number, priority = 0, mark = 'waiting'): Promise<void> {
  await sql`
    with w as (
      insert into wishes (recording_key, search_text, title, artists, stage, state, priority)
      select gen_random_uuid()::text, '', 'Song', array['Artist'], 'download', 'active', ${priority} from generate_series(1, ${count}) returning id
    )
    insert into downloads (wish_id, username, filename, size_bytes, batch_id, priority, transfer_state)
    select id, 'bob', 'a.mp3', 1, gen_random_uuid(), ${priority}, ${mark} from w`.execute(database.db);
}

/** Gives turns as the monitor does; answers the priorities of those that got one. */
async function give(maxActive: number): Promise<number[]> {
  const { db } = database;
  const given: number[] = [];
  for (const next of await waitingDownloads(db, 20)) {
    if (!(await db.transaction().execute((trx) => claimTurn(trx, next, next.priority, maxActive)))) break;
    given.push(next.priority);
  }
  return given;
}

describe('turns', () => {
  test('an urgent download starts before 500 that wait, even when every place is taken by long transfers', async () => {
    await waiting(500);
    expect(await give(8)).toHaveLength(8);
    await sql`update downloads set transfer_state = 'moving-bytes' where transfer_state = 'turn'`.execute(database.db);
    expect(await give(8)).toEqual([]);
    await waiting(3, 10);
    expect(await give(8)).toEqual([10, 10]);
    await sql`update downloads set state = 'completed' where priority = 0 and transfer_state = 'moving-bytes'`.execute(
      database.db,
    );
    expect(await give(8)).toEqual([10, 0, 0, 0, 0, 0]);
  });

  test('a changed priority of the wish counts while it waits', async () => {
    await waiting(3);
    await sql`update wishes set priority = 5 where id = 3`.execute(database.db);
    expect((await waitingDownloads(database.db, 2)).map((each) => each.wish_id)).toEqual([3, 1]);
  });

  test('files in queues of peers take no place, but are not asked for without end', async () => {
    await waiting(2, 0, 'remote-queue');
    await waiting(10);
    expect(await give(2)).toEqual([0, 0]);
    await sql`update downloads set transfer_state = 'remote-queue' where transfer_state = 'turn'`.execute(database.db);
    expect(await give(2)).toEqual([0, 0]);
    await sql`update downloads set transfer_state = 'remote-queue' where transfer_state = 'turn'`.execute(database.db);
    expect(await give(2)).toEqual([0, 0]);
    await sql`update downloads set transfer_state = 'remote-queue' where transfer_state = 'turn'`.execute(database.db);
    expect(await give(2)).toEqual([]);
    await waiting(1, 1);
    expect(await give(2)).toEqual([1]);
  });

  test('a new download does not overtake those that wait longer', async () => {
    const { db } = database;
    await waiting(2);
    const last = { id: 2 };
    expect(await db.transaction().execute((trx) => claimTurn(trx, last, 0, 1))).toBe(false);
    expect(await db.transaction().execute((trx) => claimTurn(trx, last, 0, 2))).toBe(true);
  });

  test('at most one place is given when many ask at once', async () => {
    const { db } = database;
    await waiting(6);
    const asked = Array.from({ length: 6 }, (_, at) =>
      db.transaction().execute((trx) => claimTurn(trx, { id: at + 1 }, 0, 1)),
    );
    expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(1);
  });

  test('a more urgent one may take the place of one without a byte, never of one that moves, a hedge, or one as urgent', async () => {
    const { db } = database;
    const taken = async (priority: number, maxActive = 2) => (await placeToTake(db, priority, maxActive))?.id ?? null;
    const change = (text: string) => sql`update downloads set ${sql.raw(text)}`.execute(db);
    await waiting(2, 1, 'requested');
    await waiting(1, 2, 'local-queue');
    expect(await taken(9)).toBeNull(); // the daemon has not answered yet
    await change("transfer_id = '11111111-1111-4111-8111-111111111111'");
    expect([await taken(9), await taken(2), await taken(1)]).toEqual([2, 2, null]);
    await change('hedge = id = 2');
    expect(await taken(9)).toBe(1);
    await change("transfer_state = 'moving-bytes' where id = 1");
    expect(await taken(9)).toBe(3);
    await change('bytes_transferred = 1 where id = 3');
    expect(await taken(9)).toBeNull();
    // as many as there are places are as urgent as this one: nothing would be won
    await change('bytes_transferred = 0');
    await waiting(2, 9, 'moving-bytes');
    expect([await taken(9), await taken(9, 3)]).toEqual([null, 3]);
  });

  test('of many runs that see the same download one begins to ask', async () => {
    const { db } = database;
    await waiting(1, 0, 'turn');
    const row = await db.selectFrom('downloads').selectAll().executeTakeFirstOrThrow();
    const begun = await Promise.all(Array.from({ length: 6 }, () => beginAsking(db, row, {})));
    expect(begun.filter(Boolean)).toHaveLength(1);
    // one that was interrupted is asked for anew, by one
    const interrupted = { ...row, transfer_state: 'asking' };
    const anew = await Promise.all(
      Array.from({ length: 6 }, () => beginAsking(db, interrupted, { batch_id: randomUUID() })),
    );
    expect(anew.filter(Boolean)).toHaveLength(1);
  });

  test('a wish that is not at its download stage holds nobody up', async () => {
    await waiting(2);
    await sql`update wishes set state = 'waiting' where id = 1`.execute(database.db);
    expect((await waitingDownloads(database.db, 5)).map((each) => each.wish_id)).toEqual([2]);
  });

  test('one download and one hedge of a wish, never two of either', async () => {
    const { db } = database;
    const { id } = await db
      .insertInto('wishes')
      .values({ recording_key: 'k', search_text: '', title: 'Song', artists: ['Artist'] })
      .returning('id')
      .executeTakeFirstOrThrow();
    const candidates = await db
      .insertInto('candidates')
      .values(['al', 'bob', 'cy'].map((username) => ({ wish_id: id, username, path: 'a.mp3', size_bytes: 1 })))
      .returning(['id', 'username', 'path', 'size_bytes'])
      .execute();
    const insert = async (at: number, hedge: boolean): Promise<boolean> => {
      const candidate = candidates[at];
      if (candidate === undefined) throw new Error('There are three.');
      return (await insertDownload(db, { id, priority: 0 }, candidate, randomUUID(), hedge)) !== null;
    };
    expect([await insert(0, false), await insert(1, false)]).toEqual([true, false]);
    expect([await insert(1, true), await insert(2, true)]).toEqual([true, false]);
  });
});
