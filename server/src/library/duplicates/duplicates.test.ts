import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Db, migrate, migrateDown } from '#platform/database';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { createDuplicates, type Duplicates } from './index.ts';

let database: TestDatabase;
let db: Db;
let duplicates: Duplicates;
beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  duplicates = createDuplicates(db, (a, b) => a.lossless === true && b.lossless !== true);
});
afterAll(() => database.drop());
beforeEach(async () => {
  await sql`truncate library_files cascade`.execute(db);
});

/** A file of a recording; its path is its only name. */
async function put(path: string, recording: string | null, durationMs: number | null = 180_000, on: Db = db) {
  await sql`insert into library_files (path, title, artists, format, size_bytes, recording_key, duration_ms, lossless)
    values (${path}, ${recording ?? path}, array['A'], 'flac', 1, ${recording}, ${durationMs}, ${path.endsWith('.flac')})`.execute(
    on,
  );
}
const change = (path: string, values: { recording_key?: string; duration_ms?: number; missing_since?: Date | null }) =>
  db.updateTable('library_files').set(values).where('path', '=', path).execute();
const listed = async (limit = 50, offset = 0) => {
  const { items, total } = await duplicates.page(limit, offset);
  return { total, paths: items.map((item) => item.files.map((file) => file.path)) };
};

test('two files of one recording are listed once, the better one first, and no longer when one of them goes', async () => {
  await put('a.mp3', 'a|one');
  expect(await listed()).toEqual({ total: 0, paths: [] });
  await put('b.flac', 'a|one');
  await put('c.flac', 'a|two');
  expect(await listed()).toEqual({ total: 1, paths: [['b.flac', 'a.mp3']] });
  await db.deleteFrom('library_files').where('path', '=', 'a.mp3').execute();
  expect(await listed()).toEqual({ total: 0, paths: [] });
});

test('a file that is missing, has another length or turns out to be another recording is no duplicate until it is again', async () => {
  const once = { total: 1, paths: [['a.mp3', 'b.mp3']] };
  const never = { total: 0, paths: [] };
  await put('a.mp3', 'a|one');
  await put('b.mp3', 'a|one', 189_000);
  expect(await listed()).toEqual(once);
  await change('a.mp3', { missing_since: new Date() });
  expect(await listed()).toEqual(never);
  await change('a.mp3', { missing_since: null });
  expect(await listed()).toEqual(once);
  await change('b.mp3', { duration_ms: 190_001 });
  expect(await listed()).toEqual(never);
  await change('b.mp3', { duration_ms: 190_000 });
  expect(await listed()).toEqual(once);
  await change('b.mp3', { recording_key: 'a|one|live' });
  expect(await listed()).toEqual(never);
  await put('c.mp3', 'a|one|live', null);
  expect(await listed()).toEqual({ total: 1, paths: [['b.mp3', 'c.mp3']] });
});

test('files without a name of their own are not each other’s duplicates', async () => {
  for (const path of ['1.mp3', '2.mp3']) {
    await put(path, null);
    await put(`x${path}`, '|track one');
  }
  expect((await listed()).total).toBe(0);
});

test('two processes that enter the same recording at the same time do not wait for each other, and it is listed', async () => {
  const first = await db.startTransaction().execute();
  const second = await db.startTransaction().execute();
  await put('a.mp3', 'a|one', 180_000, first);
  await put('b.mp3', 'a|one', 180_000, second);
  await first.commit().execute();
  // looked at while the other is not there yet
  expect((await listed()).total).toBe(0);
  await second.commit().execute();
  expect(await listed()).toEqual({ total: 1, paths: [['a.mp3', 'b.mp3']] });
});

test('thousands of new files are brought into the list a part at a time, by the timer too, and read in pages', async () => {
  await sql`insert into library_files (path, title, artists, format, size_bytes, recording_key, duration_ms)
    select n || '.mp3', 't', array['A'], 'mp3', 1, 'a|' || lpad((n / 2)::text, 5, '0'), 180000 from generate_series(2, 5001) n`.execute(
    db,
  );
  expect((await listed(1)).total).toBeLessThan(2500);
  await duplicates.timer.work(new AbortController().signal);
  expect(await listed(2, 2498)).toEqual({
    total: 2500,
    paths: [
      ['4998.mp3', '4999.mp3'],
      ['5000.mp3', '5001.mp3'],
    ],
  });
});

test('what a library had several times before the list was there is in it after the migration', async () => {
  const old = await createTestDatabase();
  try {
    for (;;) if ((await migrateDown(old.db)) === '0205_library_changes') break;
    await put('a.mp3', 'a|one', 180_000, old.db);
    await put('b.mp3', 'a|one', 181_000, old.db);
    await put('c.mp3', 'a|one', 300_000, old.db);
    await put('d.mp3', 'a|two', 180_000, old.db);
    await put('e.mp3', 'a|two', 200_000, old.db);
    await migrate(old.db);
    const rows = await old.db.selectFrom('library_duplicates').select('recording_key').execute();
    expect(rows).toEqual([{ recording_key: 'a|one' }]);
  } finally {
    await old.drop();
  }
});
