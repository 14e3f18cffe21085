import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { Client } from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeQueueTables } from '#jobs';
import { type Db, migrateDown, migrationState, toPgOptions } from '#platform/database';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { type ArchiveEntry, readArchive, writeArchive } from './archive.ts';
import { readBackup } from './check.ts';
import type { BackupHead, BackupSums } from './format.ts';
import { backUpDatabase, createBackupKeeper, restoreBackup } from './index.ts';

const log = pino({ level: 'silent' });
let dir: string;
let full: TestDatabase;
let file: string;
const opened: TestDatabase[] = [];

/** Values that a careless text format would break. */
const awkward = ['tab\there', 'line\nbreak', 'back\\slash \\. \\N', 'quote " and \' and ,', '日本語 🎵', ''];

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'backup-'));
  full = await database();
  await fill(full.db);
  file = join(dir, 'full.tar.gz');
  await backUp(full, file);
});

afterAll(async () => {
  for (const one of opened) await one.drop();
  await rm(dir, { recursive: true, force: true });
});

async function database(): Promise<TestDatabase> {
  const made = await createTestDatabase();
  opened.push(made);
  await makeQueueTables(toPgOptions(made.connection));
  return made;
}

async function fill(db: Db): Promise<void> {
  for (const [number, text] of awkward.entries()) {
    await db
      .insertInto('settings')
      .values({ key: `key ${number}`, value: text })
      .execute();
    await db
      .insertInto('activity_events')
      .values({ type: 'test', status: 'ok', details: JSON.stringify({ text }) })
      .execute();
  }
  // large enough for several parts of one table
  await sql`insert into activity_events (type, status, details)
            select 'bulk', n::text, jsonb_build_object('text', repeat(md5(n::text), 20)) from generate_series(1, 4000) n`.execute(
    db,
  );
  // their triggers note what came; a restore must not note it again
  await sql`insert into library_files (path, title, artists, format, size_bytes, recording_key)
            select n || '.mp3', 't', array['A'], 'mp3', 1, 'a|' || n / 2 from generate_series(1, 9) n`.execute(db);
  await addArtists(db, 'Artist 1', 'Artist 2', 'Artist 3', 'Artist 4', 'Artist 5');
  await sql`delete from artists where name = 'Artist 5'`.execute(db);
  await sql`insert into pgboss.job (name, data, singleton_key) values ('jobs', '{"type":"search","data":{"wishId":1}}', 'one')`.execute(
    db,
  );
  await sql`insert into pgboss.job (name, data, state, completed_on) values ('jobs', '{}', 'completed', now())`.execute(
    db,
  );
}

async function addArtists(db: Db, ...names: string[]): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    insert into artists (artist_key, source, source_id, name, search_text, version, etag, created_at, updated_at)
    select 'local:' || name, 'local', name, name, lower(name), '1', '1', now(), now() from unnest(${names}::text[]) as name
    returning id`.execute(db);
  return rows.map((row) => row.id);
}

const backUp = (from: TestDatabase, to: string) =>
  backUpDatabase({ connection: from.connection, file: to, version: '1.2.3', log });

async function restore(into: TestDatabase, from: string, replace = false) {
  const { db } = into;
  // what runs beside it would be refused, so the pool of the test lets go first
  await sql`select 1`.execute(db);
  const client = new Client({ ...toPgOptions(into.connection), application_name: 'harmony-restore' });
  await client.connect();
  try {
    return await restoreBackup({ client, file: from, replace });
  } finally {
    await client.end();
  }
}

/** Checksums of every table, as the program itself sees them. */
async function contentOf(path: string): Promise<BackupSums> {
  let found: BackupSums | null = null;
  await readBackup(path, {
    end: async (sums) => {
      found = sums;
    },
  });
  if (found === null) throw new Error('no checksums');
  return found;
}

async function entriesOf(path: string): Promise<ArchiveEntry[]> {
  const entries: ArchiveEntry[] = [];
  for await (const entry of readArchive(path)) entries.push(entry);
  return entries;
}

async function* inTurn(entries: readonly ArchiveEntry[]): AsyncGenerator<ArchiveEntry> {
  yield* entries;
}

test('a restored database has every row of every table, the waiting jobs and the next numbers', async () => {
  const target = await database();
  await restore(target, file);
  const again = join(dir, 'again.tar.gz');
  await backUp(target, again);
  expect(await contentOf(again)).toEqual(await contentOf(file));
  const jobs = await sql<{ key: string }>`select singleton_key as key from pgboss.job where name = 'jobs'`.execute(
    target.db,
  );
  expect(jobs.rows).toEqual([{ key: 'one' }]);
  // 5 belonged to a row that was deleted: it must not come back as another artist
  const next = await addArtists(target.db, 'Next');
  expect(next).toEqual([6]);
});

test('a backup of an earlier schema is brought to the current one', async () => {
  const older = await database();
  await fill(older.db);
  let undone = 0;
  while (undone < 2 && (await migrateDown(older.db).catch(() => null)) !== null) undone += 1;
  const path = join(dir, 'older.tar.gz');
  const { head } = await backUp(older, path);
  const target = await database();
  await restore(target, path);
  const state = await migrationState(target.db);
  expect(undone).toBeGreaterThan(0);
  expect(head.migration).not.toBe(state.latest);
  expect(state.state).toBe('current');
  expect(await target.db.selectFrom('settings').selectAll().execute()).toHaveLength(awkward.length);
});

test('a database with content is replaced only when asked', async () => {
  const target = await database();
  await addArtists(target.db, 'Mine');
  await expect(restore(target, file)).rejects.toMatchObject({
    message: expect.stringContaining('content already'),
    remedy: expect.stringContaining('--replace'),
  });
  expect(await names(target)).toEqual(['Mine']);
  await restore(target, file, true);
  expect(await names(target)).toEqual(['Artist 1', 'Artist 2', 'Artist 3', 'Artist 4']);
});

test('another Harmony on the database is noticed', async () => {
  const target = await database();
  const other = new Client({ ...toPgOptions(target.connection), application_name: 'harmony' });
  await other.connect();
  try {
    await expect(restore(target, file)).rejects.toMatchObject({ message: 'Another Harmony is using this database.' });
  } finally {
    await other.end();
  }
});

test('a backup of a newer Harmony is refused and nothing is changed', async () => {
  const entries = (await entriesOf(file)).map((entry) => {
    if (entry.name !== 'harmony.json') return entry;
    const head = JSON.parse(entry.data.toString()) as BackupHead;
    return { ...entry, data: Buffer.from(JSON.stringify({ ...head, migration: '9999_from_the_future' })) };
  });
  const path = join(dir, 'newer.tar.gz');
  await writeArchive(path, inTurn(entries));
  const target = await keptDatabase();
  await expect(restore(target, path, true)).rejects.toMatchObject({
    message: expect.stringContaining('newer Harmony'),
  });
  expect(await names(target)).toEqual(['Kept']);
});

test('rows that the database refuses leave everything as it was', async () => {
  const path = join(dir, 'refused.tar.gz');
  const wrong = Buffer.from('not a key\tnot a time\n');
  const entries = (await entriesOf(file)).map((entry) => {
    if (entry.name.startsWith('tables/public.settings/')) return { ...entry, data: wrong };
    if (entry.name !== 'checksums.json') return entry;
    const sums = JSON.parse(entry.data.toString()) as BackupSums;
    const sum = { rows: 1, bytes: wrong.length, sha256: createHash('sha256').update(wrong).digest('hex') };
    return {
      ...entry,
      data: Buffer.from(JSON.stringify({ ...sums, tables: { ...sums.tables, 'public.settings': sum } })),
    };
  });
  await writeArchive(path, inTurn(entries));
  const target = await keptDatabase();
  await expect(restore(target, path, true)).rejects.toThrow();
  expect(await names(target)).toEqual(['Kept']);
});

test.each([
  ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 2000)],
  ['changed in one byte', (bytes: Buffer) => Buffer.from(bytes).fill(bytes.readUInt8(9000) ^ 0x10, 9000, 9001)],
  ['empty', () => Buffer.alloc(0)],
  ['no archive', () => Buffer.from('<html>not found</html>')],
])('a file that is %s is refused before the database is touched', async (_what, spoil) => {
  const path = join(dir, 'spoilt.tar.gz');
  await writeFile(path, spoil(await readFile(file)));
  const target = await keptDatabase();
  await expect(restore(target, path, true)).rejects.toMatchObject({
    message: expect.stringContaining('not a whole backup'),
  });
  expect(await names(target)).toEqual(['Kept']);
});

test('parts that are missing, unknown or after the end are noticed although the archive is whole', async () => {
  const entries = await entriesOf(file);
  const bulk = entries.findIndex((entry) => entry.name.startsWith('tables/public.activity_events/'));
  const cases = [
    entries.filter((_entry, at) => at !== bulk),
    [
      ...entries.slice(0, 1),
      { name: 'tables/public.wishes2/000001.copy', data: Buffer.from('x\n') },
      ...entries.slice(1),
    ],
    [...entries, { name: '../../etc/passwd', data: Buffer.from('x') }],
    entries.slice(1),
    entries.slice(0, -1),
  ];
  for (const [number, parts] of cases.entries()) {
    const path = join(dir, `parts-${number}.tar.gz`);
    await writeArchive(path, inTurn(parts));
    await expect(readBackup(path, {})).rejects.toMatchObject({ name: 'BackupProblem' });
  }
});

test('an existing file is never overwritten, and a folder that cannot take it leaves nothing', async () => {
  const before = await readFile(file);
  await expect(backUp(full, file)).rejects.toMatchObject({ message: expect.stringContaining('exists already') });
  expect((await readFile(file)).equals(before)).toBe(true);
  await expect(backUp(full, join(dir, 'missing', 'b.tar.gz'))).rejects.toMatchObject({ remedy: expect.any(String) });
  await expect(backUp(full, '/dev/full/b.tar.gz')).rejects.toMatchObject({ name: 'BackupProblem' });
  expect((await readdir(dir)).filter((name) => name.endsWith('.partial'))).toEqual([]);
});

test('the keeper writes when one is due and keeps the newest', async () => {
  const kept = join(dir, 'kept');
  let now = new Date('2026-03-01T04:00:00Z');
  const keeper = createBackupKeeper({
    dir: kept,
    keep: 2,
    connection: full.connection,
    version: '1.2.3',
    log,
    now: () => now,
  });
  expect(await keeper.runIfDue(24 * 3_600_000)).toBe(true);
  await writeFile(join(kept, 'holiday.jpg'), 'not ours');
  now = new Date('2026-03-01T20:00:00Z');
  expect(await keeper.runIfDue(24 * 3_600_000)).toBe(false);
  for (const day of [2, 3]) {
    now = new Date(`2026-03-0${day}T05:00:00Z`);
    expect(await keeper.runIfDue(24 * 3_600_000)).toBe(true);
  }
  expect((await readdir(kept)).sort()).toEqual([
    'harmony-20260302-050000.tar.gz',
    'harmony-20260303-050000.tar.gz',
    'holiday.jpg',
  ]);
  // by hand, within the second of the last one
  expect((await keeper.run()).name).toBe('harmony-20260303-050001.tar.gz');
  expect(await keeper.read('holiday.jpg')).toBeNull();
  expect(await keeper.read('../full.tar.gz')).toBeNull();
});

async function keptDatabase(): Promise<TestDatabase> {
  const target = await database();
  await addArtists(target.db, 'Kept');
  return target;
}

async function names(target: TestDatabase): Promise<string[]> {
  const rows = await target.db.selectFrom('artists').select('name').orderBy('id').execute();
  return rows.map((row) => row.name);
}
