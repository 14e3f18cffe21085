import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { createWishCounts } from './wishes.counts.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const wish = async (key: string): Promise<void> => {
  await database.db
    .insertInto('wishes')
    .values({ recording_key: key, search_text: '', title: key, artists: ['Somebody'] })
    .execute();
};

test('the counts are those of now, after each write of whomever and while many ask', async () => {
  const one = createWishCounts(database.db);
  const other = createWishCounts(database.db);
  for (let n = 0; n < 8; n += 1) {
    for (const counts of await Promise.all([one(), other(), one(), other(), one()])) expect(counts.queued).toBe(n);
    await wish(`wish ${n}`);
  }
  await database.db.updateTable('wishes').set({ state: 'done' }).where('title', '=', 'wish 3').execute();
  expect(await one()).toEqual({ queued: 7, active: 0, waiting: 0, review: 0, done: 1, cancelled: 0 });
});
