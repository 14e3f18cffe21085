import Fastify, { type FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { gapsOf } from './gaps.ts';
import { createLibraryTree, treeRoutes } from './index.ts';

let database: TestDatabase;
let app: FastifyInstance;
beforeAll(async () => {
  database = await createTestDatabase();
  app = Fastify();
  await app.register(
    treeRoutes({
      tree: createLibraryTree(database.db),
      coversOf: () => Promise.resolve(new Map()),
      known: (name) =>
        Promise.resolve(
          name === 'Björk'
            ? {
                artistKey: 'musicbrainz:1',
                totalOf: (title: string) => (title === 'Post' ? 11 : null),
                releaseOf: (title: string) => (title === 'Post' ? 5 : null),
              }
            : null,
        ),
    }),
  );
  const add = (path: string, values: Record<string, unknown>) =>
    database.db
      .insertInto('library_files')
      .values({
        path,
        title: path,
        artists: ['?'],
        format: 'flac',
        lossless: true,
        size_bytes: 10,
        duration_ms: 1000,
        origin: 'scan',
        ...values,
      })
      .execute();
  const post = { artists: ['Björk', 'Tricky'], album_artist: 'Björk', album: 'Post', release_date: '1995-06-13' };
  await add('post1', { ...post, track_number: 1 });
  await add('post3', { ...post, album: 'POST', album_artist: 'björk', track_number: 3 });
  await add('post3b', { ...post, track_number: 3, format: 'mp3', lossless: false });
  const homogenic = { artists: ['Björk'], album: 'Homogenic', release_date: '1997' };
  await add('hom1', { ...homogenic, track_number: 1, disc_number: 1 });
  await add('hom22', { ...homogenic, track_number: 2, disc_number: 2 });
  await add('loose', { artists: ['Björk'] });
  await add('gone', { artists: ['Nobody'], missing_since: new Date() });
  for (const name of ['Zola', 'Ärzte', 'abba', '宇多田ヒカル', '100%_']) await add(`one ${name}`, { artists: [name] });
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

async function get(path: string, query: Record<string, string> = {}) {
  const answer = await app.inject({ url: path, query });
  return { status: answer.statusCode, body: answer.json() };
}
const names = (body: { items: { name: string }[] }) => body.items.map(({ name }) => name);

describe('the library by artists and albums', () => {
  it('lists artists as people order names, whatever their case and accents, without those whose files are gone', async () => {
    const { body } = await get('/library/artists');
    expect(names(body)).toEqual(['100%_', 'abba', 'Ärzte', 'Björk', 'Zola', '宇多田ヒカル']);
    expect(body.items[3]).toMatchObject({ albums: 2, files: 6, bytes: 60, lossless: 5 });
    expect(body.next).toBeNull();
  });

  it('goes on where the page before ended', async () => {
    const seen: string[] = [];
    for (let after: string | null = ''; after !== null; ) {
      const { body } = await get('/library/artists', { limit: '2', ...(after === '' ? {} : { after }) });
      seen.push(...names(body));
      after = body.next;
    }
    expect(seen).toEqual(['100%_', 'abba', 'Ärzte', 'Björk', 'Zola', '宇多田ヒカル']);
  });

  it('finds an artist by part of the name; signs of patterns are letters', async () => {
    const found = async (query: string) => names((await get('/library/artists', { query })).body);
    expect(await found('JÖR')).toEqual(['Björk']);
    expect(await found('多田')).toEqual(['宇多田ヒカル']);
    expect(await found('%_')).toEqual(['100%_']);
    expect(await found('_')).toEqual(['100%_']);
    expect(await found('\0')).toHaveLength(6);
  });

  it('tells how complete each album is: by the catalogue, else by the numbers of the tags, else not at all', async () => {
    const { body } = await get('/library/albums', { artist: 'BJÖRK' });
    expect(body.artist).toMatchObject({ name: 'Björk', files: 6 });
    expect(body.artist_key).toBe('musicbrainz:1');
    expect(body.items).toMatchObject([
      { title: 'Homogenic', year: '1997', tracks: 2, tracks_total: 3, total_from: 'numbers', complete: false },
      {
        title: 'Post',
        year: '1995',
        files: 3,
        tracks: 2,
        tracks_total: 11,
        total_from: 'catalogue',
        complete: false,
        formats: ['flac', 'mp3'],
        lossless: 2,
        duration_ms: 2000,
      },
      { title: '', year: null, files: 1, tracks_total: null, complete: null },
    ]);
    const first = (await get('/library/albums', { artist: 'Björk', limit: '1' })).body;
    const second = (await get('/library/albums', { artist: 'Björk', limit: '1', after: first.next })).body;
    const third = (await get('/library/albums', { artist: 'Björk', limit: '1', after: second.next })).body;
    expect([first, second, third].map(({ items }) => items[0].title)).toEqual(['Homogenic', 'Post', '']);
    expect(third.next).toBeNull();
  });

  it('lists the files of an album in their order, with the numbers that are missing', async () => {
    const { body } = await get('/library/tracks', { artist: 'björk', album: 'post' });
    expect(body.items.map(({ path }: { path: string }) => path)).toEqual(['post1', 'post3', 'post3b']);
    expect(body.missing.map(({ number }: { number: number }) => number)).toEqual([2, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(body.artist_key).toBe('musicbrainz:1');
    expect((await get('/library/tracks', { artist: 'Björk', album: 'Homogenic' })).body.missing).toEqual([
      { disc: 2, number: 1 },
    ]);
    expect((await get('/library/tracks', { artist: 'Björk', album: '' })).body).toMatchObject({
      items: [{ path: 'loose' }],
      missing: [],
    });
  });

  it('lists all albums by artist and title, page by page, and finds them by either', async () => {
    const seen: string[] = [];
    for (let after: string | null = ''; after !== null; ) {
      const { body } = await get('/library/albums/all', { limit: '1', ...(after === '' ? {} : { after }) });
      seen.push(...body.items.map(({ artist, title }: { artist: string; title: string }) => `${artist}: ${title}`));
      after = body.next;
    }
    expect(seen).toEqual(['Björk: Homogenic', 'Björk: Post']);
    const found = async (query: string) => (await get('/library/albums/all', { query })).body.items;
    expect(await found('HOMO')).toMatchObject([{ title: 'Homogenic', year: '1997', files: 2, lossless: 2 }]);
    expect(await found('jör')).toHaveLength(2);
    expect(await found('%')).toEqual([]);
    expect(await found('\0')).toHaveLength(2);
    for (const after of ['x', '[1,2]', '{}', '["a"]', 'null'])
      expect((await get('/library/albums/all', { after })).status).toBe(400);
  });

  it('says that there is nothing of an unknown artist or album, and which cursor is none', async () => {
    expect((await get('/library/albums', { artist: 'Nobody' })).status).toBe(404);
    expect((await get('/library/tracks', { artist: 'Björk', album: '\0../' })).status).toBe(404);
    expect((await get('/library/albums', { artist: 'Björk', after: 'x' })).status).toBe(400);
  });

  it('reads a page of 40,000 files by the index', async () => {
    await sql`insert into library_files (path, title, artists, album, format, size_bytes)
      select 'many/' || n, 't', array['Artist ' || n % 4000], 'Album ' || n % 8000, 'mp3', 1 from generate_series(1, 40000) n`.execute(
      database.db,
    );
    await sql`analyze library_files`.execute(database.db);
    const plans: string[] = [];
    const spied = createLibraryTree({
      ...database.db,
      // the statement as the store writes it, explained instead of run
      getExecutor: () => {
        const executor = database.db.getExecutor();
        return new Proxy(executor, {
          get(target, key) {
            if (key !== 'executeQuery') return Reflect.get(target, key).bind(target);
            return async (query: { sql: string; parameters: readonly unknown[] }) => {
              const { rows } = await database.pool.query(`explain ${query.sql}`, [...query.parameters]);
              plans.push(rows.map((row: Record<string, string>) => row['QUERY PLAN']).join('\n'));
              return await target.executeQuery(query as never);
            };
          },
        });
      },
    } as never);
    expect(await spied.artists({ query: '', after: 'artist 2', limit: 100 })).toHaveLength(100);
    await spied.albums('Artist 7', { after: null, limit: 100 });
    await spied.tracks('Artist 7', 'Album 7');
    expect(await spied.wall({ query: '', after: null, limit: 100 })).toHaveLength(100);
    const after = { artistKey: 'artist 2', key: 'album 2' };
    expect(await spied.wall({ query: '', after, limit: 100 })).toHaveLength(100);
    expect(plans).toHaveLength(5);
    for (const plan of plans) {
      expect(plan).toContain('library_files_tree');
      expect(plan).not.toContain('Seq Scan on library_files');
    }
  });
});

describe('the gaps of an album', () => {
  it('are not guessed while a file has no number', () => {
    expect(
      gapsOf(
        [
          { disc_number: null, track_number: null },
          { disc_number: 1, track_number: 4 },
        ],
        10,
      ),
    ).toEqual([]);
  });
  it('are limited, whatever number a tag claims', () => {
    expect(gapsOf([{ disc_number: 1, track_number: 2_000_000_000 }], null)).toHaveLength(100);
  });
});
