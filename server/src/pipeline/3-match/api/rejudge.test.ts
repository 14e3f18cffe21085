import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Judgement, OfferedFile, WantedTrack } from '#music';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { settingsWith } from '#test/settings';
import { createWishStore, trackOfRow } from '#wishes';
import { rejudgeWaiting } from './rejudge.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await sql`truncate wishes, searches, candidates, rejudgings restart identity cascade`.execute(database.db);
});
afterAll(() => database.drop());

/** Waiting wishes, each with a file that is right as soon as `word` is in its path. */
async function scene(paths: readonly string[]) {
  const { db } = database;
  const store = createWishStore(db);
  for (const [at, path] of paths.entries()) {
    const { id } = await db
      .insertInto('wishes')
      .values({
        recording_key: String(at),
        search_text: '',
        title: 'T',
        artists: ['A'],
        stage: 'search',
        state: 'waiting',
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await db
      .insertInto('candidates')
      .values({ wish_id: id, username: 'bob', path, size_bytes: 5_000_000, extension: 'mp3' })
      .execute();
  }
  const woken: number[] = [];
  const pass = async (word: string, signal = new AbortController().signal): Promise<number[]> => {
    woken.length = 0;
    await rejudgeWaiting(
      {
        db,
        fingerprint: () => word,
        batchSize: async () => settingsWith({ MATCHING_WORKER_BATCH_SIZE: '2' }).match.workerBatchSize,
        judge: (_wanted: WantedTrack, files: readonly OfferedFile[]): Judgement[] =>
          files.map(({ id, path }) => ({
            fileId: id,
            verdict: path.includes(word) ? 'auto' : 'reject',
            score: 1,
            reasons: [],
          })),
        async unmet(ids) {
          const rows = await store.rowsById(ids);
          return rows.filter(({ state }) => state === 'waiting').map((row) => ({ id: row.id, track: trackOfRow(row) }));
        },
        async wake(id) {
          woken.push(id);
          return true;
        },
      },
      signal,
    );
    return [...woken];
  };
  return { db, pass };
}

test('changed rules wake the wishes whose offers are good enough now, and only those, once', async () => {
  const it = await scene(['red.mp3', 'blue.mp3', 'red blue.mp3']);
  expect(await it.pass('red')).toEqual([]);
  expect(await it.pass('blue')).toEqual([2, 3]);
  expect(await it.pass('blue')).toEqual([]);
});

test('a file whose peer failed wakes nobody', async () => {
  const it = await scene(['blue.mp3']);
  await it.pass('red');
  await sql`update candidates set outcome = 'failed'`.execute(it.db);
  expect(await it.pass('blue')).toEqual([]);
});

test('whoever is interrupted goes on where it was', async () => {
  const it = await scene(['blue.mp3', 'blue.mp3']);
  await it.pass('red');
  const stopped = new AbortController();
  stopped.abort();
  expect(await it.pass('blue', stopped.signal)).toEqual([]);
  expect(await it.pass('blue')).toEqual([1, 2]);
});
