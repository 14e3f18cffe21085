import { spawnSync } from 'node:child_process';
import { chmod, mkdir, readFile, rename, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseFile } from 'music-metadata';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WantedTrack } from '#music';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { createFileHouse, type FileHouse, makeTrack } from '#test/file-house';
import { type AudioFormat, extensionOf, makeAudio } from '../../../../stand-ins/audio/index.ts';
import { differences, tagsOf } from './tags.ts';

const formats = [
  'flac',
  'mp3',
  'mp3-vbr',
  'm4a',
  'alac',
  'ogg',
  'opus',
  'wav',
  'aiff',
  'ape',
] as const satisfies AudioFormat[];
const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;
let database: TestDatabase;
let house: FileHouse;
beforeAll(async () => {
  database = await createTestDatabase();
  house = await createFileHouse({ db: database.db });
});
afterAll(async () => {
  await house.close();
  await database.drop();
});

const full: Partial<WantedTrack> = {
  title: 'Rösti – 光 / 99 % "live"',
  artists: ['Björk', '宇多田ヒカル', 'أم كلثوم'],
  album: 'Ænima',
  albumArtist: 'Björk & Friends',
  trackNumber: 3,
  trackTotal: 12,
  discNumber: 1,
  discTotal: 2,
  releaseDate: '2001-08-27',
  isrc: 'GBUM71029604',
};
const worn = { title: 'wrong', artist: 'Wrong Artist', album: 'wrong', track: '9/99', date: '1990', genre: 'Trip Hop' };

/** A wish whose file is in the library, not tagged yet. */
async function filed(bytes: Buffer, name: string, track: Partial<WantedTrack> = full) {
  const { wish } = await house.deliver({ track: makeTrack(track), bytes, name });
  await house.run(house.organise, wish);
  const file = await house.library.ofWish(wish.id);
  if (file === null) throw new Error('not filed');
  return { wish, id: file.id, path: join(house.musicDir, file.path) };
}

async function sumOf(path: string): Promise<string | null> {
  const inspection = await house.inspector.inspect(path, { checksum: true });
  return inspection.kind === 'sound' ? inspection.audioSha256 : null;
}

function md5Of(path: string): string {
  return spawnSync('ffmpeg', ['-v', 'error', '-i', path, '-map', '0:a:0', '-f', 'md5', '-']).stdout.toString();
}

describe('tags of every format', () => {
  it.each(formats)('%s carries every field, keeps its genre and its music', async (format) => {
    const bytes = makeAudio({ format, durationMs: 5000, seed: 'tag', tags: worn });
    const { wish, path } = await filed(bytes, `x.${extensionOf[format]}`);
    const before = [await sumOf(path), hasFfmpeg ? md5Of(path) : ''];
    expect((await house.run(house.tag, wish)).kind).toBe('next');
    const { common } = await parseFile(path);
    expect(common).toMatchObject({
      title: full.title,
      artists: full.artists,
      album: full.album,
      albumartist: full.albumArtist,
      track: { no: 3, of: 12 },
      disk: { no: 1, of: 2 },
      date: '2001-08-27',
      isrc: ['GBUM71029604'],
    });
    if (!['wav', 'aiff', 'ape'].includes(format)) expect(common.genre).toEqual(['Trip Hop']);
    expect([await sumOf(path), hasFfmpeg ? md5Of(path) : '']).toEqual(before);
    const file = await house.library.ofWish(wish.id);
    expect(file).toMatchObject({ tagProblem: null, sizeBytes: (await stat(path)).size });
    expect(file?.taggedAt).not.toBeNull();
    expect((await house.files(house.musicDir)).filter((name) => name.includes('.part'))).toEqual([]);
  });

  it.each(formats)('%s without any tags gets them', async (format) => {
    const { wish, path } = await filed(
      makeAudio({ format, durationMs: 5000, seed: 'bare' }),
      `x.${extensionOf[format]}`,
    );
    await house.run(house.tag, wish);
    expect((await house.library.ofWish(wish.id))?.tagProblem).toBeNull();
    expect((await parseFile(path)).common.title).toBe(full.title);
  });
});

describe.runIf(hasFfmpeg)('covers and other tags', () => {
  it.each([
    ['mp3', ['-id3v2_version', '3', '-write_id3v1', '1']],
    ['mp3', ['-id3v2_version', '4']],
    ['flac', []],
    ['m4a', []],
  ] as const)('of %s (%j) survive bit for bit', async (extension, options) => {
    const [cover, plain, whole] = ['cover.jpg', `plain.${extension}`, `covered.${extension}`].map((name) =>
      join(house.root, name),
    ) as [string, string, string];
    const run = (...words: string[]) => spawnSync('ffmpeg', ['-v', 'error', '-y', ...words]);
    run('-f', 'lavfi', '-i', 'testsrc=s=600x600:d=0.1', '-frames:v', '1', cover);
    await writeFile(plain, makeAudio({ format: extension, durationMs: 5000 }));
    const texts = ['title=old', 'genre=Jazz', 'composer=Комп', 'comment=Note'].flatMap((text) => ['-metadata', text]);
    run(
      '-i',
      plain,
      '-i',
      cover,
      '-map',
      '0:a',
      '-map',
      '1',
      '-c',
      'copy',
      '-disposition:v',
      'attached_pic',
      ...texts,
      ...options,
      whole,
    );
    const { wish, path } = await filed(await readFile(whole), `x.${extension}`);
    await house.run(house.tag, wish);
    expect((await house.library.ofWish(wish.id))?.tagProblem).toBeNull();
    const { common } = await parseFile(path);
    expect(common).toMatchObject({ title: full.title, genre: ['Jazz'], composer: ['Комп'], artists: full.artists });
    expect(Buffer.from(common.picture?.[0]?.data ?? []).equals(await readFile(cover))).toBe(true);
  });
});

describe('what is not known', () => {
  it('stays as the file says it', async () => {
    const bytes = makeAudio({
      format: 'flac',
      durationMs: 3000,
      tags: { ...worn, albumArtist: 'Kept', isrc: 'USRC17607839' },
    });
    const { wish, path } = await filed(bytes, 'x.flac', {
      title: 'New',
      artists: ['New'],
      album: null,
      trackNumber: null,
    });
    await house.run(house.tag, wish);
    const { common } = await parseFile(path);
    expect(common).toMatchObject({
      title: 'New',
      artist: 'New',
      album: 'wrong',
      albumartist: 'Kept',
      isrc: ['USRC17607839'],
    });
    expect(common.track).toMatchObject({ no: 9, of: 99 });
  });

  it('a total goes when the number that it belonged to changes', async () => {
    const bytes = makeAudio({ format: 'mp3', durationMs: 3000, tags: worn });
    const { wish, path } = await filed(bytes, 'x.mp3', { trackNumber: 4 });
    await house.run(house.tag, wish);
    expect((await parseFile(path)).common.track).toMatchObject({ no: 4, of: null });
  });
});

describe('files that cannot be tagged safely', () => {
  /** The smallest thing that is recognised as ASF. */
  const wma = Buffer.concat([Buffer.from('3026b2758e66cf11a6d900aa0062ce6c', 'hex'), Buffer.alloc(2000, 1)]);

  it('WMA stays bit for bit as it was, says so, and the wish goes on', async () => {
    const { wish, path } = await filed(wma, 'x.wma');
    expect((await house.run(house.tag, wish)).kind).toBe('next');
    expect((await readFile(path)).equals(wma)).toBe(true);
    expect(await house.library.ofWish(wish.id)).toMatchObject({
      taggedAt: null,
      tagProblem: expect.stringContaining('WMA'),
    });
  });

  it('a file that was damaged in the library stays as it was', async () => {
    const { wish, path } = await filed(makeAudio({ format: 'flac', durationMs: 3000 }), 'x.flac');
    const whole = await readFile(path);
    const damaged = whole.subarray(0, Math.floor(whole.length / 2));
    await writeFile(path, damaged);
    expect((await house.run(house.tag, wish)).kind).toBe('next');
    expect((await readFile(path)).equals(damaged)).toBe(true);
    expect((await house.library.ofWish(wish.id))?.tagProblem).toContain('damaged');
  });

  it.runIf(hasFfmpeg)('fragmented MP4, which the writer would break, stays as it was', async () => {
    const path = join(house.root, 'fragmented.m4a');
    const source = ['-f', 'lavfi', '-i', 'sine=440:d=5', '-c:a', 'aac', '-movflags', 'frag_keyframe+empty_moov'];
    spawnSync('ffmpeg', ['-v', 'error', '-y', ...source, path]);
    const bytes = await readFile(path);
    const { wish, path: target } = await filed(bytes, 'x.m4a');
    await house.run(house.tag, wish);
    expect((await readFile(target)).equals(bytes)).toBe(true);
    expect((await house.library.ofWish(wish.id))?.tagProblem).toContain('safely');
  });
});

describe('running again and bad times', () => {
  it('does nothing the second time', async () => {
    const { wish, path } = await filed(makeAudio({ format: 'mp3', durationMs: 3000 }), 'x.mp3');
    await house.run(house.tag, wish);
    const before = await stat(path);
    expect((await house.run(house.tag, wish)).kind).toBe('next');
    expect(await stat(path)).toEqual(before);
  });

  it('keeps the permissions of the file', async () => {
    const { wish, path } = await filed(makeAudio({ format: 'ogg', durationMs: 3000 }), 'x.ogg');
    await chmod(path, 0o640);
    await house.run(house.tag, wish);
    expect((await stat(path)).mode & 0o777).toBe(0o640);
  });

  it('goes back when the file has vanished, and forgets its row', async () => {
    const { wish, path } = await filed(makeAudio({ format: 'ogg', durationMs: 3000 }), 'x.ogg');
    await mkdir(join(house.root, 'trash'), { recursive: true });
    await rename(path, join(house.root, 'trash', 'x'));
    expect(await house.run(house.tag, wish)).toMatchObject({ kind: 'back', to: 'match' });
    expect(await house.library.ofWish(wish.id)).toBeNull();
  });

  it('goes back to organise when the file has no place yet', async () => {
    const { wish } = await house.deliver({ bytes: makeAudio({ format: 'ogg', durationMs: 3000 }), name: 'x.ogg' });
    expect(await house.run(house.tag, wish)).toMatchObject({ kind: 'back', to: 'organise' });
  });

  it('does not overwrite what another program has changed meanwhile', async () => {
    const { wish, path } = await filed(makeAudio({ format: 'flac', durationMs: 3000 }), 'x.flac');
    const { inspector } = house;
    const original = inspector.inspect.bind(inspector);
    // the last look at the copy is the moment before the replacement
    inspector.inspect = async (file, options) => {
      const inspection = await original(file, options);
      if (file.endsWith('.part')) await utimes(path, new Date(0), new Date(0));
      return inspection;
    };
    try {
      await expect(house.run(house.tag, wish)).rejects.toMatchObject({
        code: 'library_file_changed',
        patience: 'later',
      });
    } finally {
      inspector.inspect = original;
    }
    expect((await stat(path)).mtimeMs).toBe(0);
    expect((await house.journal.open()).length).toBe(0);
    expect((await house.run(house.tag, wish)).kind).toBe('next');
  });
});

describe('the decisions', () => {
  it('writes no NUL, no control characters, no impossible numbers', () => {
    const tags = tagsOf(
      makeTrack({ title: 'a\0b\n', artists: ['c\0d', '\u0001'], trackNumber: 70_000, discNumber: 0, album: ' ' }),
    );
    expect(tags).toEqual({ title: 'a b', artists: ['c d'] });
  });

  it('names the fields that did not read back', () => {
    const tags = tagsOf(makeTrack(full));
    expect(differences(tags, tags)).toEqual([]);
    expect(differences(tags, { ...tags, artists: ['Björk'], isrc: 'X' })).toEqual(['artists', 'isrc']);
    expect(differences(tags, {})).toHaveLength(Object.keys(tags).length);
  });
});
