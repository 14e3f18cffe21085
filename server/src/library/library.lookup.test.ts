import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WantedTrack } from '#music';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { createLibraryLookup, fillLibraryKeys, type OwnedRecording } from './index.ts';
import { libraryKeys } from './library.keys.ts';

let database: TestDatabase;
const compared: string[] = [];

const track = (title: string, artist: string, more: Partial<WantedTrack> = {}): WantedTrack => ({
  title,
  artists: [artist],
  album: null,
  albumArtist: null,
  trackNumber: null,
  trackTotal: null,
  discNumber: null,
  discTotal: null,
  durationMs: null,
  isrc: null,
  releaseDate: null,
  ...more,
});

/** Stands for the engine: sure of names that begin alike. */
const likeness = (wanted: WantedTrack, owned: OwnedRecording): number => {
  compared.push(owned.title);
  return owned.title.slice(0, 4) === wanted.title.slice(0, 4) ? 0.9 : 0;
};

beforeAll(async () => {
  database = await createTestDatabase();
  const files = [
    { title: 'Hyperballad', artists: ['Björk'], duration_ms: 321_000, isrc: 'GBAAA9500001' },
    { title: 'Hyperballad (Live)', artists: ['Björk'], duration_ms: 330_000, isrc: null },
    { title: 'Группа крови', artists: ['Кино'], duration_ms: 286_000, isrc: null },
    { title: 'x'.repeat(10_000), artists: ['y'.repeat(10_000)], duration_ms: null, isrc: null },
  ];
  const wish = { recording_key: 'k', search_text: '', title: 't', artists: ['a'] };
  const { id } = await database.db.insertInto('wishes').values(wish).returning('id').executeTakeFirstOrThrow();
  await database.db
    .insertInto('library_files')
    .values(
      files.map((file, at) => ({
        ...file,
        path: `${at}.flac`,
        size_bytes: 1,
        format: 'flac',
        wish_id: at === 0 ? id : null,
      })),
    )
    .execute();
  await fillLibraryKeys(database.db, new AbortController().signal, 2);
});
afterAll(() => database.drop());

const find = async (...tracks: WantedTrack[]) => {
  compared.length = 0;
  const lookup = createLibraryLookup({ likeness, maxCandidates: 3 });
  return await database.db.transaction().execute((trx) => lookup.find(trx, tracks));
};

test('the same code is the same recording, whatever it is called', async () => {
  const [owned] = await find(track('Something else', 'Nobody', { isrc: 'gbaaa9500001' }));
  expect(owned).toMatchObject({ stage: 'isrc', score: 1, wishId: expect.any(Number) });
});

test('spelling is no hindrance, another version or length is', async () => {
  const found = await find(
    track('HYPERBALLAD', 'bjork', { durationMs: 322_000 }),
    track('Hyperballad - Live', 'Björk'),
    track('Hyperballad', 'Björk', { durationMs: 100_000 }),
  );
  expect(found.map((owned) => owned?.stage ?? null)).toEqual(['normalised', 'normalised', null]);
  expect(found[0]?.fileId).not.toBe(found[1]?.fileId);
});

test('slips and other scripts are found by likeness, and the engine decides', async () => {
  const found = await find(track('Hyperbalad', 'Bjork'), track('Gruppa krovi', 'Kino'), track('Army of Me', 'Björk'));
  expect(found.map((owned) => owned?.stage ?? null)).toEqual(['fuzzy', null, null]);
  expect(compared).toContain('Группа крови');
  expect(compared).not.toContain('x'.repeat(10_000));
});

test('bad input has an answer', async () => {
  const odd = [track('', ''), track('x'.repeat(10_000), 'z'.repeat(10_000)), track('!!!', '???'), track('%_\\', "'")];
  expect(await find(...odd)).toEqual([null, null, null, null]);
  expect(libraryKeys({ title: '𝔘'.repeat(10_000), artists: [] }).recording_key.length).toBeLessThan(2000);
  expect(await find()).toEqual([]);
});
