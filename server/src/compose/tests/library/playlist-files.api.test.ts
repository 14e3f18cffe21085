import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLibraryStore } from '#library';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { makeTrack } from '#test/file-house';
import { openHttpHouse } from '#test/http-house';
import { settingsWith } from '#test/settings';
import { createWishStore, takeIn } from '#wishes';
import { createPlaylistFiles } from '../../wings/playlist-files.ts';

const listId = 'a'.repeat(22);
let database: TestDatabase;
let house: Awaited<ReturnType<typeof openHttpHouse>>;
let root: string;
let dir: string;
let wing: ReturnType<typeof createPlaylistFiles>;
let fileId: number;

const item = (position: number, title: string, wishId: number | null, kind: 'track' | 'episode' = 'track') => ({
  playlist_id: listId,
  position,
  uri: `spotify:track:${position}`,
  occurrence: 1,
  kind,
  title,
  artists: ['Ann'],
  duration_ms: 200_000,
  wish_id: wishId,
});

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  root = await mkdtemp(join(tmpdir(), 'harmony-m3u8-'));
  dir = join(root, 'lists');
  const wishes = createWishStore(db);
  const settings = settingsWith({ M3U8_DIR: dir, M3U8_EVERY_SEC: '77' }).playlistFiles;
  wing = createPlaylistFiles({ db, settings, musicDir: join(root, 'music'), wishes });
  house = await openHttpHouse(wing.routes ?? []);
  const taken = await db.transaction().execute((trx) =>
    takeIn(
      trx,
      ['There', 'Wanted'].map((title) => ({
        track: makeTrack({ title, artists: ['Ann'] }),
        source: 'test',
        priority: 0,
        spotifyTrackId: null,
        spotifyAlbumId: null,
      })),
    ),
  );
  const [there, wanted] = taken.map((each) => each.wishId);
  fileId = await createLibraryStore(db).add(db, {
    path: 'Ann/There.flac',
    wishId: there ?? 0,
    track: makeTrack({ title: 'There', artists: ['Ann'] }),
    facts: {
      format: 'flac',
      extension: 'flac',
      codec: 'FLAC',
      lossless: true,
      bitrateKbps: 900,
      sampleRateHz: 44_100,
      bitDepth: 16,
      durationMs: 61_000,
      sizeBytes: 1,
    },
  });
  await wishes.setLibraryFile(db, there ?? 0, fileId);
  await db
    .updateTable('wishes')
    .set({ state: 'waiting', reason: 'Nobody offers it.' })
    .where('id', '=', wanted ?? 0)
    .execute();
  await db
    .insertInto('playlists')
    .values({ id: listId, name: 'Übung\n#EXTINF/..', track_count: 4, mirror: true, contents: 'read' } as never)
    .execute();
  await db
    .insertInto('playlist_items')
    .values(
      [
        item(0, 'Wanted\n/etc/passwd', wanted ?? null),
        item(1, 'There', there ?? null),
        item(2, 'Talk', null, 'episode'),
        item(3, 'There', there ?? null),
      ].map((row, at) => ({ ...row, occurrence: at })) as never,
    )
    .execute();
});
afterAll(async () => {
  await house.close();
  await database.drop();
  await rm(root, { recursive: true, force: true });
});

const get = (path: string) => fetch(`${house.base}/api/v1${path}`);
const body = (text: string): string[] => text.trimEnd().split('\n').slice(4);
async function write(): Promise<void> {
  const [timer] = wing.timers ?? [];
  await timer?.work(new AbortController().signal);
}

describe('a playlist as M3U8', () => {
  it('keeps the order, names files and says why a track is missing, in one line each', async () => {
    const answer = await get(`/spotify/playlists/${listId}/export.m3u8`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/vnd.apple.mpegurl; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toContain("filename*=UTF-8''%C3%9Cbung");
    const text = await answer.text();
    expect(text.startsWith('#EXTM3U\n')).toBe(true);
    expect(body(text)).toEqual([
      '# missing: Ann - Wanted /etc/passwd (Nobody offers it.)',
      '#EXTINF:61,Ann - There',
      'Ann/There.flac',
      '# missing: Ann - Talk (a Spotify episode entry)',
      '#EXTINF:61,Ann - There',
      'Ann/There.flac',
    ]);
  });

  it('names files as the caller sees them', async () => {
    const of = async (query: string) =>
      body(await (await get(`/spotify/playlists/${listId}/export.m3u8?${query}`)).text())[2];
    expect(await of('paths=absolute')).toBe(join(root, 'music/Ann/There.flac'));
    expect(await of(`prefix=${encodeURIComponent('M:\\Music')}`)).toBe('M:\\Music\\Ann\\There.flac');
  });

  it('refuses what would add lines, and lists that nobody knows', async () => {
    const refused = await get(`/spotify/playlists/${listId}/export.m3u8?prefix=a%0Ab`);
    expect(refused.status).toBe(400);
    expect((await get(`/spotify/playlists/${listId}/export.m3u8?paths=upwards`)).status).toBe(400);
    expect((await get(`/spotify/playlists/${'b'.repeat(22)}/export.m3u8`)).status).toBe(404);
    expect((await get('/spotify/import/jobs/unknown/export.m3u8')).status).toBe(404);
  });

  it('is written for an import, without its links', async () => {
    const { db } = database;
    await db
      .insertInto('ingest_jobs')
      .values({ id: 'job-1', source: 'FREE', state: 'completed', file_name: 'list.txt' } as never)
      .execute();
    const line = { job_id: 'job-1', source_type: 'FREE', state: 'skipped', artists: ['Ann'] } as const;
    await db
      .insertInto('ingest_items')
      .values([
        { ...line, line: 1, title: 'First', reason: 'Twice in the list.' },
        { ...line, line: 2, source_type: 'LINK', playlist_url: 'https://open.spotify.com/playlist/x', title: null },
      ] as never)
      .execute();
    const text = await (await get('/spotify/import/jobs/job-1/export.m3u8')).text();
    expect(body(text)).toEqual(['# missing: Ann - First (Twice in the list.)']);
  });
});

describe('playlists in a folder', () => {
  it('are written once, follow a file that moves, and leave what is not theirs alone', async () => {
    await mkdir(dir, { recursive: true });
    await writeFile(join(dir, 'mine.m3u8'), '#EXTM3U\nmine\n');
    await write();
    const [name = ''] = (await readdir(dir)).filter((each) => each !== 'mine.m3u8');
    expect(name).toBe('Übung_#EXTINF_.m3u8');
    expect(body(await readFile(join(dir, name), 'utf8'))).toContain('../music/Ann/There.flac');
    const before = await stat(join(dir, name));
    await write();
    expect((await stat(join(dir, name))).ino).toBe(before.ino);

    await database.db.updateTable('library_files').set({ path: 'beets/There.flac' }).where('id', '=', fileId).execute();
    await write();
    expect(body(await readFile(join(dir, name), 'utf8'))).toContain('../music/beets/There.flac');
    expect(await readFile(join(dir, 'mine.m3u8'), 'utf8')).toBe('#EXTM3U\nmine\n');
  });

  it('are compared every M3U8_EVERY_SEC; without M3U8_DIR none is written', async () => {
    expect(wing.timers?.map((timer) => timer.everyMs)).toEqual([77_000]);
    const { db } = database;
    const settings = settingsWith({}).playlistFiles;
    const none = createPlaylistFiles({ db, settings, musicDir: join(root, 'music'), wishes: createWishStore(db) });
    expect(none.timers).toEqual([]);
  });

  it.each([
    [{ M3U8_PATHS: 'absolute' }, (): string => join(root, 'music/beets/There.flac')],
    [{ M3U8_PREFIX: 'M:\\Music' }, (): string => 'M:\\Music\\beets\\There.flac'],
  ])('and downloads name files as %j says', async (env, named) => {
    const { db } = database;
    const other = join(root, Object.keys(env)[0] ?? '');
    const settings = settingsWith({ M3U8_DIR: other, ...env }).playlistFiles;
    const elsewhere = createPlaylistFiles({ db, settings, musicDir: join(root, 'music'), wishes: createWishStore(db) });
    await elsewhere.timers?.[0]?.work(new AbortController().signal);
    const [name = ''] = await readdir(other);
    expect(body(await readFile(join(other, name), 'utf8'))).toContain(named());
    const there = await openHttpHouse(elsewhere.routes ?? []);
    const text = await (await fetch(`${there.base}/api/v1/spotify/playlists/${listId}/export.m3u8`)).text();
    await there.close();
    expect(body(text)).toContain(named());
  });

  it('take a new name along, but never the name of a file that is somebody else’s', async () => {
    await database.db.updateTable('playlists').set({ name: 'mine' }).where('id', '=', listId).execute();
    await write();
    expect((await readdir(dir)).sort()).toEqual([`mine (${listId}).m3u8`, 'mine.m3u8']);
    expect(await readFile(join(dir, 'mine.m3u8'), 'utf8')).toBe('#EXTM3U\nmine\n');
    await write();
    expect(await readdir(dir)).toHaveLength(2);
  });
});
