import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Judgement, OfferedFile, WantedTrack } from '#music';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { trackOfRow, type Wish } from '#wishes';
import { albumQuery } from './album.ts';
import type { NetworkAnswer } from './ports.ts';
import { createSearchStage } from './search.stage.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await sql`truncate wishes, searches, candidates, downloads restart identity cascade`.execute(database.db);
});
afterAll(() => database.drop());

const file = (title: string): OfferedFile => ({
  id: `bob\nMusic\\Album\\${title}.mp3`,
  username: 'bob',
  path: `Music\\Album\\${title}.mp3`,
  sizeBytes: 5_000_000,
  extension: 'mp3',
  bitrateKbps: 320,
  sampleRateHz: null,
  bitDepth: null,
  lengthS: 200,
  variableBitrate: null,
  freeSlot: true,
  queueLength: 0,
  speedBps: 1000,
});
/** A file is right when its name is the title. */
const judge = (wanted: WantedTrack, files: readonly OfferedFile[]): Judgement[] =>
  files.map(({ id, path }) => ({
    fileId: id,
    verdict: path.endsWith(`\\${wanted.title}.mp3`) ? 'auto' : 'reject',
    score: 0.5,
    reasons: [],
  }));

async function scene(titles: readonly string[], offered: readonly string[]) {
  const { db } = database;
  const rows = await db
    .insertInto('wishes')
    .values(
      titles.map((title) => ({
        recording_key: title,
        search_text: '',
        title,
        artists: ['Band'],
        album: 'Great Album',
      })),
    )
    .returningAll()
    .execute();
  const asked: string[] = [];
  const search = async ({ text }: { text: string }): Promise<NetworkAnswer> => {
    asked.push(text);
    const files = offered.map(file).filter(({ path }) => text === 'band great album' || path.includes(text));
    return { kind: 'answered', responseCount: 1, fileCount: files.length, files };
  };
  const runner = createSearchStage({
    db,
    network: { search, abandon: async () => undefined },
    settings: { budgetCount: 34, budgetWindowS: 220, parallel: 2, maxCandidates: 300 },
    planQueries: (track) => [track.title],
    judge,
  });
  const shape = { stage: 'search', state: 'active', cause: null, priority: 0, attempts: 0, revision: 1 } as const;
  const run = async (at: number): Promise<string> => {
    const row = rows[at];
    if (row === undefined) throw new Error('There is no such wish.');
    const wish: Wish = { ...shape, id: row.id, track: trackOfRow(row), libraryFileId: null };
    return (await runner.run(wish, { signal: new AbortController().signal, jobId: 'j' })).kind;
  };
  return { db, asked, run };
}

test('an album is searched for once, and what is found serves all of its wishes', async () => {
  const it = await scene(['Alpha', 'Beta', 'Gamma', 'Delta'], ['Alpha', 'Beta', 'Gamma', 'Delta']);
  for (const at of [0, 1, 2, 3]) expect(await it.run(at)).toBe('next');
  expect(it.asked).toEqual(['band great album']);
  const found = await it.db.selectFrom('candidates').select(['wish_id', 'path']).orderBy('wish_id').execute();
  expect(found.filter((each) => each.wish_id === 2).map((each) => each.path)).toEqual(['Music\\Album\\Beta.mp3']);
});

test('tracks that the album did not bring are asked for alone', async () => {
  const it = await scene(['Alpha', 'Beta', 'Gamma'], ['Alpha']);
  for (const at of [0, 1, 2]) await it.run(at);
  expect(it.asked).toEqual(['band great album', 'Beta', 'Gamma']);
});

test('two wishes are not worth a question for the album', async () => {
  const it = await scene(['Alpha', 'Beta'], ['Alpha', 'Beta']);
  for (const at of [0, 1]) await it.run(at);
  expect(it.asked).toEqual(['Alpha', 'Beta']);
});

test('a shared find that the match stage has judged since is no reason to skip the search', async () => {
  const it = await scene(['Alpha', 'Beta', 'Gamma'], ['Alpha', 'Beta', 'Gamma']);
  await it.run(0);
  await sql`update candidates set verdict = 'reject' where wish_id = 2`.execute(it.db);
  await it.run(1);
  expect(it.asked).toEqual(['band great album', 'Beta']);
});

test.each([
  [['Band'], 'Great Album (Deluxe Edition)', 'band great album'],
  [['Band'], null, null],
  [[''], 'Album', null],
])('%o with the album %s is asked as %s', (artists, album, expected) => {
  const track = {
    title: 'T',
    albumArtist: null,
    trackNumber: null,
    trackTotal: null,
    discNumber: null,
    discTotal: null,
  };
  expect(albumQuery({ ...track, artists, album, durationMs: null, isrc: null, releaseDate: null })).toBe(expected);
});
