import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAudioInspector, partOf } from '#library';
import type { WantedTrack } from '#music';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { createFileHouse, type FileHouse, makeTrack } from '#test/file-house';
import { makeAudio } from '../../../../stand-ins/audio/index.ts';

let database: TestDatabase;
let house: FileHouse;
const inspector = createAudioInspector();
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  await sql`truncate wishes, downloads, library_files, file_operations cascade`.execute(database.db);
  house = await createFileHouse({ db: database.db, inspector });
});
afterEach(() => house.close());
afterAll(async () => {
  await inspector.close();
  await database.drop();
});

const flac = makeAudio({ format: 'flac', durationMs: 3000, seed: 'organise' });
const other = makeAudio({ format: 'flac', durationMs: 4000, seed: 'other' });
const deliver = (track: Partial<WantedTrack> = {}, bytes: Buffer = flac, name = 'x.flac') =>
  house.deliver({ track: makeTrack(track), bytes, name });
const openIntents = async () => (await house.journal.open()).length;

describe('a verified file', () => {
  it('moves to its place, with its row, its link and its closed intent, and leaves no batch folder', async () => {
    const { wish } = await deliver({
      artists: ['宇多田ヒカル'],
      album: 'First Love',
      trackNumber: 4,
      title: 'First Love',
    });
    expect((await house.run(house.organise, wish)).kind).toBe('next');
    const path = '宇多田ヒカル/First Love/04 - First Love.flac';
    expect(await house.files(house.musicDir)).toEqual([path]);
    expect(await readdir(house.downloadsDir)).toEqual([]);
    const file = await house.library.ofWish(wish.id);
    expect(file).toMatchObject({ path, sizeBytes: flac.length, format: 'flac', taggedAt: null });
    expect((await house.wishes.find(wish.id))?.libraryFileId).toBe(file?.id);
    const operations = await database.db.selectFrom('file_operations').select(['kind', 'state']).execute();
    expect(operations).toEqual([{ kind: 'place', state: 'done' }]);
    const download = await database.db.selectFrom('downloads').select('organized_path').executeTakeFirst();
    expect(download?.organized_path).toBe(join(house.musicDir, path));
  });

  it('gets the extension of its content, not of its name', async () => {
    const { wish } = await deliver({}, makeAudio({ format: 'opus', durationMs: 3000 }), 'x.ogg');
    await house.run(house.organise, wish);
    expect(await house.files(house.musicDir)).toEqual(['Artist/Album/01 - Title.opus']);
  });

  it('never takes the name of another file: _1, _2 …', async () => {
    await mkdir(join(house.musicDir, 'Artist', 'Album'), { recursive: true });
    await writeFile(join(house.musicDir, 'Artist', 'Album', '01 - Title.flac'), 'of somebody else');
    for (const bytes of [flac, other]) await house.run(house.organise, (await deliver({}, bytes)).wish);
    expect(await house.files(house.musicDir)).toEqual([
      'Artist/Album/01 - Title.flac',
      'Artist/Album/01 - Title_1.flac',
      'Artist/Album/01 - Title_2.flac',
    ]);
    expect(await readFile(join(house.musicDir, 'Artist', 'Album', '01 - Title.flac'), 'utf8')).toBe('of somebody else');
  });

  it('is not moved twice when its job runs again', async () => {
    const { wish } = await deliver();
    await house.run(house.organise, wish);
    expect((await house.run(house.organise, wish)).kind).toBe('next');
    expect(await house.files(house.musicDir)).toHaveLength(1);
    expect(await database.db.selectFrom('library_files').select('id').execute()).toHaveLength(1);
  });

  it('is moved once when the same job runs twice at the same time', async () => {
    const { wish } = await deliver();
    const ends = await Promise.all([house.run(house.organise, wish), house.run(house.organise, wish)]);
    expect(ends.map((end) => end.kind)).toEqual(['next', 'next']);
    expect(await house.files(house.musicDir)).toEqual(['Artist/Album/01 - Title.flac']);
    expect(await openIntents()).toBe(0);
  });

  it('shares a name with ten others that come at once, each under its own', async () => {
    const delivered = await Promise.all(Array.from({ length: 10 }, () => deliver()));
    await Promise.all(delivered.map(({ wish }) => house.run(house.organise, wish)));
    expect(await house.files(house.musicDir)).toHaveLength(10);
    expect(await database.db.selectFrom('library_files').select('id').execute()).toHaveLength(10);
  });
});

describe('names that would lead astray', () => {
  it.each<[string, Partial<WantedTrack>]>([
    ['path tricks', { artists: ['../../../etc'], album: '..', title: '../../passwd' }],
    ['absolute paths', { artists: ['/etc'], album: 'C:\\Windows', title: '/dev/null' }],
    ['device names', { artists: ['CON'], album: 'NUL', title: 'COM1', trackNumber: null }],
    ['300 characters', { artists: ['字'.repeat(300)], album: '👩‍🚀'.repeat(300), title: 'x'.repeat(300) }],
    ['bidi marks', { artists: ['\u202egnp'], title: 'a\u2067b\u2069' }],
    ['only dots', { artists: ['...'], album: '....', title: '.', trackNumber: null }],
    ['control characters', { artists: ['a\u0001b'], title: '\u0007\r\n' }],
    ['Arabic', { artists: ['فيروز'], album: 'نسم علينا الهوى', title: 'كيفك إنت' }],
  ])('%s stay inside the music folder', async (_name, track) => {
    const { wish } = await deliver(track);
    expect((await house.run(house.organise, wish)).kind).toBe('next');
    const files = await house.files(house.musicDir);
    expect(files).toHaveLength(1);
    expect(files[0]?.split('/')).toHaveLength(3);
    expect((await readdir(house.root)).sort()).toEqual(['downloads', 'music']);
  });

  it('a symbolic link in the music folder that leads out is not followed', async () => {
    await mkdir(join(house.root, 'elsewhere'));
    await mkdir(house.musicDir);
    await symlink(join(house.root, 'elsewhere'), join(house.musicDir, 'Artist'));
    const { wish, path } = await deliver();
    await expect(house.run(house.organise, wish)).rejects.toMatchObject({
      code: 'outside_root',
      patience: { at: expect.any(Date) as unknown },
    });
    expect(await readdir(join(house.root, 'elsewhere'))).toEqual([]);
    expect((await readFile(path)).equals(flac)).toBe(true);
  });
});

describe('bad times', () => {
  it('waits with a remedy while the music folder is not there, and goes on when it is back', async () => {
    await house.run(house.organise, (await deliver()).wish);
    const { wish, path } = await deliver({ title: 'Second' }, other);
    await rename(house.musicDir, `${house.musicDir}.away`);
    await expect(house.run(house.organise, wish)).rejects.toMatchObject({
      code: 'folder_missing',
      patience: { at: expect.any(Date) as unknown },
    });
    await mkdir(house.musicDir);
    await expect(house.run(house.organise, wish)).rejects.toMatchObject({
      code: 'folder_not_mounted',
      patience: { at: expect.any(Date) as unknown },
    });
    expect((await readFile(path)).equals(other)).toBe(true);
    expect(await openIntents()).toBe(0);
    await rm(house.musicDir, { recursive: true });
    await rename(`${house.musicDir}.away`, house.musicDir);
    expect((await house.run(house.organise, wish)).kind).toBe('next');
  });

  it('goes back when the finished file is gone, and when it is no longer the one that was checked', async () => {
    const gone = await deliver();
    await rm(gone.path);
    expect(await house.run(house.organise, gone.wish)).toMatchObject({ kind: 'back', to: 'match' });
    const changed = await deliver();
    await writeFile(changed.path, flac.subarray(0, flac.length / 2));
    expect(await house.run(house.organise, changed.wish)).toMatchObject({ kind: 'back', to: 'verify' });
  });
});

describe('after a crash', () => {
  async function begin() {
    const delivered = await deliver();
    const target = join(house.musicDir, 'Artist', 'Album', '01 - Title.flac');
    await mkdir(dirname(target), { recursive: true });
    const operation = await house.journal.begin({
      kind: 'place',
      wishId: delivered.wish.id,
      source: delivered.path,
      target,
      sizeBytes: flac.length,
    });
    return { ...delivered, target, operation };
  }
  type Begun = Awaited<ReturnType<typeof begin>>;
  const moments: [string, (begun: Begun) => Promise<unknown>][] = [
    ['nothing was done', () => Promise.resolve()],
    ['a part was copied', ({ operation }) => writeFile(partOf(operation), flac.subarray(0, flac.length / 3))],
    ['the copy was complete, but without its name', ({ operation }) => writeFile(partOf(operation), flac)],
    ['the name was reserved', ({ target }) => writeFile(target, '')],
    ['both names were given', ({ path, target }) => link(path, target)],
    ['both copies were there', ({ target }) => writeFile(target, flac)],
    ['the source was gone', ({ path, target }) => rename(path, target)],
    ['somebody else took the name', ({ target }) => writeFile(target, other)],
  ];

  it.each(moments)('when %s: recovery and the next run leave exactly one file of ours', async (_name, happen) => {
    const begun = await begin();
    await happen(begun);
    await house.recover(() => Promise.resolve(begun.wish.track));
    expect(await openIntents()).toBe(0);
    expect((await house.run(house.organise, begun.wish)).kind).toBe('next');
    const file = await house.library.ofWish(begun.wish.id);
    expect((await readFile(join(house.musicDir, file?.path ?? ''))).equals(flac)).toBe(true);
    const foreign = _name.startsWith('somebody') ? 1 : 0;
    expect(await house.files(house.musicDir)).toHaveLength(1 + foreign);
    expect(await house.files(house.downloadsDir)).toEqual([]);
  });

  it.each(moments)('when %s: the next run alone does, too', async (_name, happen) => {
    const begun = await begin();
    await happen(begun);
    expect((await house.run(house.organise, begun.wish)).kind).toBe('next');
    const foreign = _name.startsWith('somebody') ? 1 : 0;
    expect(await house.files(house.musicDir)).toHaveLength(1 + foreign);
    expect(await house.files(house.downloadsDir)).toEqual([]);
    expect(await openIntents()).toBe(0);
  });

  it('recovery decides nothing while the music folder is not mounted', async () => {
    await house.run(house.organise, (await deliver({ title: 'Known' }, other)).wish);
    const begun = await begin();
    await rename(begun.path, begun.target);
    await rename(house.musicDir, `${house.musicDir}.away`);
    await mkdir(house.musicDir);
    expect(await house.recover(() => Promise.resolve(begun.wish.track))).toMatchObject({ postponed: 1 });
    expect(await openIntents()).toBe(1);
    await rm(house.musicDir, { recursive: true });
    await rename(`${house.musicDir}.away`, house.musicDir);
    expect(await house.recover(() => Promise.resolve(begun.wish.track))).toMatchObject({ completed: 1 });
  });

  it('a file whose wish is gone stays where it is and nothing is deleted', async () => {
    const begun = await begin();
    await rename(begun.path, begun.target);
    expect(await house.recover(() => Promise.resolve(null))).toMatchObject({ completed: 1 });
    expect((await readFile(begun.target)).equals(flac)).toBe(true);
  });

  it('leaves intents of another music folder alone', async () => {
    const { wish, path } = await deliver();
    const target = join(house.root, 'former music', `${randomUUID()}.flac`);
    await house.journal.begin({ kind: 'place', wishId: wish.id, source: path, target, sizeBytes: flac.length });
    await mkdir(house.musicDir);
    expect(await house.recover(() => Promise.resolve(wish.track))).toMatchObject({ postponed: 1 });
    expect((await house.run(house.organise, wish)).kind).toBe('next');
  });
});
