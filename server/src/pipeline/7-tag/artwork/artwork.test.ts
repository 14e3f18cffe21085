import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseFile } from 'music-metadata';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { createFileHouse, type FileHouse, makeTrack } from '#test/file-house';
import { makeAudio } from '../../../../../stand-ins/audio/index.ts';
import { makePng } from '../../../../../stand-ins/coverart/index.ts';
import type { CoverSource } from '../ports.ts';
import { createArtworkEnricher, createArtworkStore, createPictureCache } from './index.ts';

let database: TestDatabase;
let house: FileHouse;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await house.close();
  // each test has a music folder of its own
  await database.db.deleteFrom('library_files').execute();
});
afterAll(() => database.drop());

let albums = 0;

/** Looks for the cover of a file that carries one of `embedded` pixels, among sources that have theirs. */
async function look(options: {
  readonly spotify: number;
  readonly archive: number;
  readonly embedded?: number;
  readonly folderJpg?: Buffer;
}) {
  albums += 1;
  const track = makeTrack({ album: `Album ${albums}` });
  house = await createFileHouse({ db: database.db });
  const { wish } = await house.deliver({
    track,
    bytes: makeAudio({ format: 'flac', durationMs: 2000, seed: 'cover' }),
    name: 'a.flac',
  });
  await house.run(house.organise, wish);
  const file = await house.library.ofWish(wish.id);
  if (file === null) throw new Error('no file');
  const path = join(house.musicDir, file.path);
  if (options.embedded !== undefined) {
    const picture = join(house.root, 'embedded.png');
    const bytes = makePng(options.embedded, options.embedded, 3);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await writeFile(picture, bytes);
    await house.tagger.write(
      { path, format: 'flac', tags: {}, cover: { path: picture, mime: 'image/png', sha256 } },
      AbortSignal.timeout(30_000),
    );
  }
  const folderJpg = join(dirname(path), 'folder.jpg');
  if (options.folderJpg !== undefined) await writeFile(folderJpg, options.folderJpg);
  const source = (name: string, edge: number, seed: number): CoverSource => ({
    name,
    find: () => Promise.resolve(edge === 0 ? null : makePng(edge, edge, seed)),
  });
  const enricher = createArtworkEnricher({
    db: database.db,
    musicDir: house.musicDir,
    library: house.library,
    journal: house.journal,
    inspector: house.inspector,
    tagger: house.tagger,
    guard: house.guard,
    locks: house.locks,
    store: createArtworkStore(database.db),
    cache: createPictureCache(join(house.root, 'covers')),
    sources: [source('Spotify', options.spotify, 1), source('Cover Art Archive', options.archive, 2)],
    settings: { maxBytes: 5_000_000, minEdge: 1000, minBytes: 1, folderFile: true },
    enabled: () => Promise.resolve(true),
    creditsOf: () => Promise.resolve({}),
  });
  const result = await enricher.run(
    { file, track, writable: true, earlier: null, force: false },
    AbortSignal.timeout(60_000),
  );
  const { common } = await parseFile(path);
  return { result, picture: common.picture?.[0]?.data ?? null, folderJpg };
}

const widthOf = async (bytes: Uint8Array | null) => (bytes === null ? null : (await sharp(bytes).metadata()).width);

describe('among several covers', () => {
  it.each([
    ['Spotify', { spotify: 1200, archive: 600, embedded: 500 }, 1200],
    ['Cover Art Archive', { spotify: 640, archive: 1400, embedded: 500 }, 1400],
    ['embedded', { spotify: 640, archive: 0, embedded: 700 }, 700],
  ] as const)('the largest wins: %s', async (source, covers, width) => {
    const { result, picture } = await look(covers);
    expect(result).toMatchObject({ kind: 'found', source, found: { width, height: width } });
    expect(await widthOf(picture)).toBe(width);
  });

  it('the one that is believed first wins among equals', async () => {
    expect((await look({ spotify: 900, archive: 900, embedded: 900 })).result).toMatchObject({ source: 'Spotify' });
  });
});

describe('folder.jpg', () => {
  it('is written beside the music as JPEG, whatever the cover was', async () => {
    const { folderJpg } = await look({ spotify: 1100, archive: 0 });
    expect(await sharp(await readFile(folderJpg)).metadata()).toMatchObject({ format: 'jpeg', width: 1100 });
    expect((await house.files(house.musicDir)).filter((name) => name.includes('.part'))).toEqual([]);
  });

  it('of somebody else is never replaced', async () => {
    const mine = await sharp(makePng(300, 300, 7))
      .jpeg()
      .toBuffer();
    const { folderJpg, result } = await look({ spotify: 1100, archive: 0, folderJpg: mine });
    expect(result).toMatchObject({ source: 'Spotify' });
    expect((await readFile(folderJpg)).equals(mine)).toBe(true);
  });
});
