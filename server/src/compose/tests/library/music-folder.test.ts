import { mkdir, mkdtemp, readFile, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createActivity, createLiveFeed } from '#activity';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { createFileHouse, type FileHouse, makeTrack } from '#test/file-house';
import { settingsWith } from '#test/settings';
import { makeAudio } from '../../../../../stand-ins/audio/index.ts';
import { watchMusicFolder } from '../../journey/music-folder.ts';

const bytes = makeAudio({ format: 'mp3', durationMs: 3000, seed: 'guard' });

let database: TestDatabase;
let house: FileHouse;
let root: string;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  for (const table of ['library_files', 'activity_events', 'settings'] as const)
    await database.db.deleteFrom(table).execute();
  root = await mkdtemp(join(tmpdir(), 'harmony-guard-'));
  house = await createFileHouse({ db: database.db, root });
});
afterEach(() => house.close());
afterAll(() => database.drop());

it('an unmounted music folder is told once, by a sentence with a remedy, and once more when it is back', async () => {
  const { wish } = await house.deliver({ track: makeTrack(), bytes, name: 'a.mp3' });
  await house.run(house.organise, wish);
  const activity = createActivity(database.db, createLiveFeed());
  const settings = { musicDir: house.musicDir, reserveMb: 0 };
  const guard = watchMusicFolder({ settings, db: database.db, library: house.library, activity });
  await guard.check(0);
  await rename(house.musicDir, join(root, 'away'));
  await mkdir(house.musicDir);
  await expect(guard.check(0)).rejects.toMatchObject({ code: 'folder_not_mounted' });
  await expect(guard.check(0)).rejects.toMatchObject({ code: 'folder_not_mounted' });
  await rm(house.musicDir, { recursive: true });
  await rename(join(root, 'away'), house.musicDir);
  await guard.check(0);
  await guard.check(0);
  const { items } = await activity.list({ type: 'library' }, 10, 0);
  expect(items.map((item) => item.status)).toEqual(['resumed', 'paused']);
  expect(items[1]?.details).toMatchObject({ code: 'folder_not_mounted', remedy: expect.stringContaining('MUSIC_DIR') });
});

it('the disk of the music folder is remembered by the next process', async () => {
  await mkdir(house.musicDir);
  const { wish } = await house.deliver({ track: makeTrack(), bytes, name: 'a.mp3' });
  await house.run(house.organise, wish);
  const activity = createActivity(database.db, createLiveFeed());
  const settings = { musicDir: house.musicDir, reserveMb: 0 };
  const open = () => watchMusicFolder({ settings, db: database.db, library: house.library, activity });
  await open().check(0);
  // as if that had been another disk: the files are not on this one, but something else is
  await database.db
    .updateTable('settings')
    .set({ value: JSON.stringify({ root: house.musicDir, device: -1 }) })
    .where('key', '=', 'library.music_dir')
    .execute();
  await open().check(0);
  await rm(join(house.musicDir, 'Artist'), { recursive: true });
  await writeFile(join(house.musicDir, 'other.txt'), '');
  await database.db
    .updateTable('settings')
    .set({ value: JSON.stringify({ root: house.musicDir, device: -1 }) })
    .where('key', '=', 'library.music_dir')
    .execute();
  await expect(open().check(0)).rejects.toMatchObject({ code: 'folder_device_changed' });
});

it('a clean database beside a full music folder: nothing is moved, deleted or overwritten, a new file gets a name of its own', async () => {
  const folder = join(house.musicDir, 'Artist', 'Album');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, '01 - Title.mp3'), 'somebody’s own');
  await writeFile(join(house.musicDir, 'cover.jpg'), 'picture');
  const { wish } = await house.deliver({ track: makeTrack(), bytes, name: 'a.mp3' });
  await house.recover(() => Promise.resolve(null));
  expect((await house.run(house.organise, wish)).kind).toBe('next');
  expect((await house.run(house.tag, wish)).kind).toBe('next');
  expect(await house.files(house.musicDir)).toEqual([
    'Artist/Album/01 - Title.mp3',
    'Artist/Album/01 - Title_1.mp3',
    'cover.jpg',
  ]);
  expect(await readFile(join(folder, '01 - Title.mp3'), 'utf8')).toBe('somebody’s own');
});

it('nothing is filed while less than MUSIC_DIR_RESERVE_MB is free', async () => {
  const activity = createActivity(database.db, createLiveFeed());
  const check = async (megabytes: string, bytesToCome: number) => {
    const { reserveMb } = settingsWith({ MUSIC_DIR_RESERVE_MB: megabytes }).organise;
    const settings = { musicDir: house.musicDir, reserveMb };
    await watchMusicFolder({ settings, db: database.db, library: house.library, activity }).check(bytesToCome);
  };
  await check('1', 0);
  const { bavail, bsize } = await statfs(house.musicDir);
  await expect(check('1000000', bavail * bsize)).rejects.toMatchObject({ code: 'disk_full' });
});
