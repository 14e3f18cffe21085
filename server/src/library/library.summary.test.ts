import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { createLibrarySummary, gatherLibraryChanges } from './library.summary.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const put = (path: string, artist: string | null, album: string | null) =>
  sql`insert into library_files (path, title, artists, album, format, size_bytes, duration_ms, lossless)
    values (${path}, 't', ${artist === null ? [] : [artist]}::text[], ${album}, 'flac', 10, 1000, true)`.execute(
    database.db,
  );

test('the library is counted once after every change, and not again before the next one', async () => {
  const { db } = database;
  const summary = createLibrarySummary(db);
  expect(await summary()).toEqual({
    files: 0,
    bytes: 0,
    duration_ms: 0,
    lossless: 0,
    untagged: 0,
    artists: 0,
    albums: 0,
  });
  await put('a', 'A', 'One');
  await put('b', 'A', 'Two');
  await put('c', 'B', 'Two');
  await put('d', 'B', null);
  await put('e', null, null);
  const all = { files: 5, bytes: 50, duration_ms: 5000, lossless: 5, untagged: 5, artists: 2, albums: 3 };
  expect(await summary()).toEqual(all);
  // what nobody notes is not counted
  await sql`alter table library_files disable trigger user`.execute(db);
  await put('f', 'C', null);
  await sql`alter table library_files enable trigger user`.execute(db);
  expect(await summary()).toEqual(all);
  await db
    .updateTable('library_files')
    .set({ missing_since: new Date(), lossless: false })
    .where('path', '=', 'a')
    .execute();
  expect(await summary()).toEqual({ ...all, artists: 3, albums: 2 });
  await db.deleteFrom('library_files').where('path', '=', 'c').execute();
  const fewer = { files: 4, bytes: 40, duration_ms: 4000, lossless: 4, untagged: 4, artists: 3, albums: 1 };
  expect(await summary()).toEqual(fewer);
  // drawn together, the notes say the same
  await gatherLibraryChanges(db);
  expect(await db.selectFrom('library_changes').select('n').execute()).toEqual([{ n: 7 }]);
  expect(await summary()).toEqual(fewer);
  await sql`truncate library_files cascade`.execute(db);
  expect((await summary()).files).toBe(0);
});

test('a question that comes after a change never gets what was counted before it, though that is still being counted', async () => {
  const { db } = database;
  const summary = createLibrarySummary(db);
  const before = summary();
  await put('g', 'A', 'One');
  expect((await summary()).files).toBe(1);
  await before;
  expect((await summary()).files).toBe(1);
});
