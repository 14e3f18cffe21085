import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseFile } from 'music-metadata';
import { File, TagTypes } from 'node-taglib-sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { createFileHouse, type FileHouse, makeTrack } from '#test/file-house';
import { type AudioFormat, extensionOf, makeAudio } from '../../../../stand-ins/audio/index.ts';
import { tagHomeOf } from './formats.ts';
import { type FileChange, rewriteFile } from './rewrite.ts';
import { type Credits, changesBy, lyricsTag, tagsOf } from './tags.ts';

const formats = Object.keys(extensionOf) as AudioFormat[];
const hasFfprobe = spawnSync('ffprobe', ['-version']).status === 0;
const id = (n: number): string => `${n}`.repeat(8) + '-1111-4222-8333-444444444444';
const credits: Required<Credits> = {
  isrc: 'GBUM71029604',
  genres: ['Trip Hop', 'Électronique'],
  composers: ['Komponist Eins', '作曲家, Zwei'],
  producers: ['Producer One', 'Producer, Two'],
  copyright: '℗ 2001 Label',
  recordingId: id(1),
  releaseId: id(2),
  releaseGroupId: id(3),
  artistIds: [id(4), id(5)],
  albumArtistIds: [id(6), id(7)],
};
/** A PNG of one pixel. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let database: TestDatabase;
let house: FileHouse;
beforeAll(async () => {
  database = await createTestDatabase();
  house = await createFileHouse({ db: database.db, tagging: { creditsOf: () => Promise.resolve(credits) } });
});
afterAll(async () => {
  await house.close();
  await database.drop();
});

async function filed(format: AudioFormat, tags: Parameters<typeof makeAudio>[0]['tags'] = {}) {
  const bytes = makeAudio({ format, durationMs: 3000, seed: 'credits', tags });
  const track = makeTrack({ title: 'T', artists: ['A', 'B'], albumArtist: 'AA' });
  const { wish } = await house.deliver({ track, bytes, name: `x.${extensionOf[format]}` });
  await house.run(house.organise, wish);
  const file = await house.library.ofWish(wish.id);
  if (file === null) throw new Error('not filed');
  return { wish, file, path: join(house.musicDir, file.path) };
}

async function rewrite(wishId: number, change: FileChange) {
  const file = await house.library.ofWish(wishId);
  if (file === null) throw new Error('not filed');
  const rewritten = await rewriteFile(file, change, house, AbortSignal.timeout(60_000));
  if (rewritten.kind !== 'missing') await database.db.transaction().execute((trx) => rewritten.commit(trx));
  return rewritten;
}

const sumOf = async (path: string) => {
  const inspection = await house.inspector.inspect(path, { checksum: true });
  return inspection.kind === 'sound' ? inspection.audioSha256 : null;
};

describe('what was found out about a recording', () => {
  it.each(formats)('is written into %s, and three readers agree', async (format) => {
    const { wish, path } = await filed(format);
    const before = await sumOf(path);
    await house.run(house.tag, wish);
    expect(await sumOf(path)).toBe(before);
    expect((await house.library.ofWish(wish.id))?.tagProblem).toBeNull();

    const { common } = await parseFile(path);
    expect(common).toMatchObject({
      isrc: [credits.isrc],
      genre: credits.genres,
      composer: credits.composers,
      copyright: credits.copyright,
      musicbrainz_recordingid: credits.recordingId,
      musicbrainz_albumid: credits.releaseId,
      musicbrainz_releasegroupid: credits.releaseGroupId,
      musicbrainz_artistid: credits.artistIds,
      musicbrainz_albumartistid: credits.albumArtistIds,
    });

    const home = tagHomeOf(extensionOf[format]);
    const file = File.createFromPath(path, home?.type);
    expect(file.tag.genres).toEqual(credits.genres);
    expect(file.tag.composers).toEqual(credits.composers);
    if (format !== 'ape') expect(file.tag.isrc).toBe(credits.isrc);
    expect(file.tag.musicBrainzTrackId).toBe(credits.recordingId);
    file.dispose();

    if (!hasFfprobe) return;
    const shown = spawnSync('ffprobe', [
      '-v',
      'error',
      '-show_entries',
      'format_tags:stream_tags',
      '-of',
      'json',
      path,
    ]);
    const text = shown.stdout.toString().toLowerCase();
    // of several values it shows one, of a list of people in ID3v2 the first function
    const people = home?.home === 'id3v2' ? [] : [credits.producers];
    for (const values of [credits.genres, credits.composers, ...people, [credits.copyright], [credits.releaseId]])
      expect(
        values.some((value) => text.includes(value.toLowerCase())),
        values.join(),
      ).toBe(true);
  });

  it('does not take the place of what the wish says, and other people of an ID3v2 list stay', async () => {
    const { wish, file, path } = await filed('mp3');
    await house.run(house.tag, wish);
    spawnTipl(path);
    await rewrite(wish.id, { tags: { producers: ['New'] }, rule: 'replace' });
    const { native } = await parseFile(path);
    expect(
      Object.values(native)
        .flat()
        .find((tag) => tag.id === 'TIPL')?.value,
    ).toEqual({
      engineer: ['Kept'],
      producer: ['New'],
    });
    expect(tagsOf(makeTrack({ isrc: 'USRC17607839' }), credits).isrc).toBe('USRC17607839');
    expect(file.format).toBe('mp3');
  });
});

/** Writes a list of people with another function, as other taggers do. */
function spawnTipl(path: string): void {
  const file = File.createFromPath(path);
  const tag = file.getTag(TagTypes.Id3v2, true) as unknown as {
    setTextFrame(id: unknown, ...texts: string[]): void;
    frames: { frameId: { toString(): string } }[];
  };
  const frame = tag.frames.find((each) => each.frameId.toString() === 'TIPL');
  tag.setTextFrame(frame?.frameId, 'engineer', 'Kept', 'producer', 'Old');
  file.save();
  file.dispose();
}

describe('rewriting a file', () => {
  it('touches nothing when the file says it already', async () => {
    const { wish, path } = await filed('flac');
    await house.run(house.tag, wish);
    const before = await readFile(path);
    const again = await rewrite(wish.id, { tags: tagsOf(wish.track, credits), rule: 'replace' });
    expect(again.kind).toBe('unchanged');
    expect((await readFile(path)).equals(before)).toBe(true);
  });

  it.each(formats)('puts a cover and the words into %s and keeps everything else', async (format) => {
    const { wish, path } = await filed(format);
    await house.run(house.tag, wish);
    const before = await sumOf(path);
    const cover = join(house.root, 'cover.png');
    await writeFile(cover, pixel);
    const sha256 = createHash('sha256').update(pixel).digest('hex');
    const change: FileChange = {
      tags: lyricsTag('first line\r\n\r\nzweite – 行'),
      cover: { path: cover, mime: 'image/png', sha256 },
      rule: 'replace',
    };
    expect((await rewrite(wish.id, change)).kind).toBe('written');
    const { common } = await parseFile(path);
    expect(Buffer.from(common.picture?.[0]?.data ?? []).equals(pixel)).toBe(true);
    expect(common.picture?.[0]?.format).toBe('image/png');
    expect(common.lyrics?.[0]?.text).toBe('first line\n\nzweite – 行');
    expect(common).toMatchObject({ title: 'T', genre: credits.genres });
    expect(await sumOf(path)).toBe(before);
    expect((await rewrite(wish.id, change)).kind).toBe('unchanged');
  });
});

describe('the rule for tags that a file has already', () => {
  const found = { title: 'Good', artists: ['Unknown Artist'], genres: ['Jazz'], trackNumber: 3, trackTotal: 9 };
  const wanted = { title: 'Better', artists: ['A'], genres: ['Pop'], trackNumber: 4, trackTotal: 12, album: 'Al' };

  it('replace writes whatever is known', () => {
    expect(changesBy('replace', wanted, found)).toEqual(wanted);
  });

  it('fill writes what is missing or a placeholder, and no total of another number', () => {
    expect(changesBy('fill', wanted, found)).toEqual({ artists: ['A'], album: 'Al' });
    expect(changesBy('fill', { trackNumber: 3, trackTotal: 12 }, { trackNumber: 3 })).toEqual({ trackTotal: 12 });
  });

  it('fill leaves a good file in the library as it is', async () => {
    const { wish, path } = await filed('flac', { title: 'Mine', artist: 'Me', genre: 'Jazz' });
    await rewrite(wish.id, { tags: { ...wanted, title: 'Theirs' }, rule: 'fill' });
    expect((await parseFile(path)).common).toMatchObject({ title: 'Mine', artist: 'Me', genre: ['Jazz'], album: 'Al' });
  });
});
