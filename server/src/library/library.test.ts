import Fastify, { type FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { makeTrack } from '#test/file-house';
import { createLibraryStore, type LibraryStore, libraryRoutes } from './index.ts';

let database: TestDatabase;
let library: LibraryStore;
let app: FastifyInstance;
let room: { total: number; free: number } | null = { total: 4000, free: 1000 };
beforeAll(async () => {
  database = await createTestDatabase();
  library = createLibraryStore(database.db);
  app = Fastify();
  const disk = { reserveBytes: 512, room: () => Promise.resolve(room) };
  await app.register(libraryRoutes({ library, coversOf: () => Promise.resolve(new Map()), disk }));
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const facts = {
  format: 'flac',
  extension: 'flac',
  codec: 'FLAC',
  lossless: true,
  bitrateKbps: 900,
  sampleRateHz: 44_100,
  bitDepth: 16,
  durationMs: 200_000,
  sizeBytes: 1000,
};

async function makeWish(): Promise<number> {
  const values = { recording_key: crypto.randomUUID(), search_text: '', title: 't', artists: ['a'] };
  const row = await database.db.insertInto('wishes').values(values).returning('id').executeTakeFirstOrThrow();
  return row.id;
}

async function add(path: string, title: string, artists: string[], album: string | null = null): Promise<number> {
  const wishId = await makeWish();
  return library.add(database.db, { path, wishId, facts, track: makeTrack({ title, artists, album }) });
}

async function get(url: string) {
  const response = await app.inject(url);
  return { status: response.statusCode, body: response.json() };
}

describe('the library over HTTP', () => {
  it('is empty at first, and says so', async () => {
    expect((await get('/library/files')).body).toEqual({ items: [], total: 0, limit: 50, offset: 0 });
    expect((await get('/library/summary')).body).toMatchObject({ files: 0, bytes: 0, artists: 0 });
  });

  it('lists the newest first, finds by words of title, artist and album, and pages', async () => {
    await add('a/b/1.flac', '100% Pure Love', ['Crystal Waters'], 'Storyteller');
    await add('a/b/2.flac', 'Army of Me', ['Björk', 'Crystal'], 'Post');
    await add('a/b/3.flac', '光', ['宇多田ヒカル'], null);
    const titles = async (query: string) =>
      (await get(`/library/files?${query}`)).body.items.map((item: { title: string }) => item.title);
    expect(await titles('')).toEqual(['光', 'Army of Me', '100% Pure Love']);
    expect(await titles('query=crystal')).toEqual(['Army of Me', '100% Pure Love']);
    expect(await titles('query=CRYSTAL%20post')).toEqual(['Army of Me']);
    expect(await titles(`query=${encodeURIComponent('宇多田')}`)).toEqual(['光']);
    expect(await titles(`query=${encodeURIComponent('100%')}`)).toEqual(['100% Pure Love']);
    expect(await titles('query=_')).toEqual([]);
    expect(await titles('query=%00')).toHaveLength(3);
    expect(await titles('limit=1&offset=1')).toEqual(['Army of Me']);
    expect((await get('/library/files?limit=1&query=crystal')).body).toMatchObject({ total: 2, limit: 1, offset: 0 });
    expect((await get('/library/summary')).body).toEqual({
      files: 3,
      bytes: 3000,
      duration_ms: 600_000,
      lossless: 3,
      untagged: 3,
      artists: 3,
      albums: 2,
    });
  });

  it.each(['limit=0', 'limit=201', 'limit=x', 'offset=-1', `query=${'x'.repeat(201)}`])('refuses %s', async (query) => {
    expect((await get(`/library/files?${query}`)).status).toBe(400);
  });
});

describe('the store', () => {
  it('brings the row of the same wish up to date, and refuses the path of another', async () => {
    const wishId = await makeWish();
    const file = { path: 'x/y/z.flac', wishId, facts, track: makeTrack() };
    const id = await library.add(database.db, file);
    expect(await library.add(database.db, { ...file, facts: { ...facts, sizeBytes: 5 } })).toBe(id);
    expect(await library.ofWish(wishId)).toMatchObject({ id, sizeBytes: 5 });
    await expect(library.add(database.db, { ...file, wishId: await makeWish() })).rejects.toThrow('x/y/z.flac');
    expect(await library.knows('x/y/z.flac')).toBe(true);
    expect(await library.knows('x/y/other.flac')).toBe(false);
  });

  it('shows the newest file of many wishes at once', async () => {
    const wishId = await makeWish();
    await library.add(database.db, { path: 'old.flac', wishId, facts, track: makeTrack() });
    await library.add(database.db, { path: 'new.flac', wishId, facts, track: makeTrack() });
    const views = await library.viewsOfWishes([wishId, 987_654]);
    expect(views.get(wishId)).toMatchObject({ path: 'new.flac', format: 'flac' });
    expect(views.size).toBe(1);
    expect((await library.viewsOfWishes([])).size).toBe(0);
  });
});

describe('a library of 100,000 files', () => {
  it('answers pages and searches through its indexes', async () => {
    await sql`
      insert into library_files (path, size_bytes, format, title, artists, album, duration_ms, search_text, added_at)
      select 'A/B/' || n || '.flac', n, 'flac', 'Title ' || n, array['Artist ' || n % 5000], 'Album ' || n % 9000, 1000,
        'artist ' || n % 5000 || ' title ' || n || ' album ' || n % 9000, now() - n * interval '1 second'
      from generate_series(1, 100000) n`.execute(database.db);
    await sql`vacuum analyze library_files`.execute(database.db);
    const timed = async (url: string) => {
      const times: number[] = [];
      for (let run = 0; run < 9; run += 1) {
        const start = performance.now();
        expect((await get(url)).status).toBe(200);
        times.push(performance.now() - start);
      }
      return times.sort((a, b) => a - b)[4] ?? 0;
    };
    const page = await timed('/library/files');
    const deep = await timed('/library/files?offset=90000');
    const search = await timed('/library/files?query=title%2077123');
    const summary = await timed('/library/summary');
    console.info(
      `100,000 files: page ${page.toFixed(1)} ms, the 1,801st ${deep.toFixed(1)} ms, search ${search.toFixed(1)} ms, summary ${summary.toFixed(1)} ms`,
    );
    // the plans are the proof; times depend on what else the machine does
    const plan = await sql<{ 'QUERY PLAN': string }>`
      explain select id from library_files where missing_since is null order by added_at desc, id desc limit 50 offset 90000`.execute(
      database.db,
    );
    expect(plan.rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('library_files_recent');
    const found = await sql<{ 'QUERY PLAN': string }>`
      explain select * from library_files where search_text like '%77123%'`.execute(database.db);
    expect(found.rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('library_files_search');
  });
});

test('the room on the disk is told, and that it is not known when the folder cannot be read', async () => {
  const ask = async () => (await app.inject('/library/disk')).json();
  expect(await ask()).toEqual({ total_bytes: 4000, free_bytes: 1000, reserve_bytes: 512 });
  room = null;
  expect(await ask()).toEqual({ total_bytes: null, free_bytes: null, reserve_bytes: 512 });
});
