import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { JobFailure } from '#jobs';
import type { Judgement, OfferedFile, WantedTrack } from '#music';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { createWaitingWishes, trackOfRow, type Wish } from '#wishes';
import { createDirectSearch } from './direct.ts';
import type { NetworkAnswer } from './ports.ts';
import { planQueries } from './query-ladder.ts';
import { pruneResults } from './results.ts';
import { canSearchOn, createSearchStage } from './search.stage.ts';
import { searchSpending } from './spending.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await sql`truncate wishes, searches, candidates, downloads restart identity cascade`.execute(database.db);
});
afterAll(() => database.drop());

/** `Artist\Album\Title`, owned by bob. */
const file = (path: string, username = 'bob'): OfferedFile => ({
  id: `${username}\n${path}.mp3`,
  username,
  path: `${path}.mp3`,
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
const settings = { budgetCount: 34, budgetWindowS: 220, parallel: 2, maxCandidates: 300 };

interface Listed {
  readonly title: string;
  readonly artist?: string;
  readonly album?: string;
}

/** A network in which a question finds the paths that hold all of its words. */
async function scene(wishes: readonly Listed[], offered: readonly string[], complete = true) {
  const { db } = database;
  const values = wishes.map(({ title, artist = 'Wild Band', album = null }) => ({
    recording_key: `${artist} ${title}`,
    search_text: '',
    title,
    artists: [artist],
    album,
  }));
  const rows = await db.insertInto('wishes').values(values).returningAll().execute();
  const asked: string[] = [];
  let release = (): void => undefined;
  let held: Promise<void> | null = null;
  /** Peers answer only when the result is called. */
  const hold = (): (() => void) => {
    held = new Promise((resolve) => {
      release = resolve;
    });
    return release;
  };
  const search = async ({ text }: { text: string }): Promise<NetworkAnswer> => {
    asked.push(text);
    await held;
    const words = text.toLowerCase().split(' ');
    const found = offered.filter((path) => words.every((word) => path.toLowerCase().includes(word)));
    const files = found.map((path) => file(path));
    return { kind: 'answered', responseCount: 1, fileCount: files.length, files, complete };
  };
  const network = { search, abandon: async () => undefined };
  const waiting = createWaitingWishes(db);
  const newStage = () => createSearchStage({ db, network, settings, planQueries, judge, waiting });
  let runner = newStage();
  const shape = { stage: 'search', state: 'active', cause: null, priority: 0, attempts: 0, revision: 1 } as const;
  const wishOf = (at: number): Wish => {
    const row = rows[at];
    if (row === undefined) throw new Error('There is no such wish.');
    return { ...shape, id: row.id, track: trackOfRow(row), libraryFileId: null };
  };
  const run = async (at: number, more: Partial<Wish> = {}): Promise<string> => {
    const wish = { ...wishOf(at), ...more };
    return (await runner.run(wish, { signal: new AbortController().signal, jobId: 'j' })).kind;
  };
  const restart = (): void => {
    runner = newStage();
  };
  return { db, asked, run, restart, network, wishOf, hold };
}

test('an album is searched for once, and what is found serves all of its wishes, after a restart, too', async () => {
  const album = 'Great Album (Deluxe)';
  const titles = ['Alpha', 'Beta', 'Gamma', 'Delta'];
  const paths = titles.map((title) => `Wild Band\\Great Album\\${title}`);
  const it = await scene(
    titles.map((title) => ({ title, album })),
    paths,
  );
  expect(await it.run(0)).toBe('next');
  it.restart();
  for (const at of [1, 2, 3]) expect(await it.run(at)).toBe('next');
  expect(it.asked).toEqual(['Wild Band Great Album']);
  const found = await it.db.selectFrom('candidates').select(['wish_id', 'path']).orderBy('wish_id').execute();
  expect(found.map((each) => each.path)).toEqual(paths.map((path) => `${path}.mp3`));
});

test('wishes of one artist from several albums are asked for together', async () => {
  const it = await scene(
    [
      { title: 'Alpha', album: 'First' },
      { title: 'Beta', album: 'Second' },
    ],
    ['Wild Band\\First\\Alpha', 'Wild Band\\Second\\Beta'],
  );
  for (const at of [0, 1]) expect(await it.run(at)).toBe('next');
  expect(it.asked).toEqual(['Wild Band']);
});

test('one everyday word as a name is asked for together only when many wait', async () => {
  const it = await scene(
    [
      { title: 'Alpha', artist: 'Air', album: 'First' },
      { title: 'Beta', artist: 'Air', album: 'Second' },
    ],
    ['Air\\First\\Alpha', 'Air\\Second\\Beta'],
  );
  for (const at of [0, 1]) await it.run(at);
  expect(it.asked).toEqual(['Air Alpha', 'Air Beta']);
});

test('a full answer for the artist says also what nobody offers', async () => {
  const it = await scene([{ title: 'Alpha' }, { title: 'Missing Song' }], ['Wild Band\\First\\Alpha']);
  expect(await it.run(0)).toBe('next');
  expect(await it.run(1)).toBe('wait');
  expect(it.asked).toEqual(['Wild Band']);
});

test('an answer that was cut off says nothing of what is missing', async () => {
  const it = await scene([{ title: 'Alpha' }, { title: 'Missing Song' }], ['Wild Band\\First\\Alpha'], false);
  await it.run(0);
  await it.run(1);
  expect(it.asked.slice(0, 2)).toEqual(['Wild Band', 'Wild Band Missing Song']);
});

test('a wish that comes later is served by what was found before', async () => {
  const it = await scene([{ title: 'Alpha' }], ['Wild Band\\First\\Alpha']);
  const direct = createDirectSearch({ db: it.db, network: it.network, settings });
  await direct('wild band first', new AbortController().signal);
  const served = await it.run(0);
  // `first` is no word of the wish, so that answer may lack files of it.
  expect([served, it.asked]).toEqual(['next', ['wild band first', 'Wild Band Alpha']]);
  await sql`truncate searches cascade`.execute(it.db);
  await direct('wild band', new AbortController().signal);
  await it.run(0, { attempts: 1 });
  expect(it.asked.slice(2)).toEqual(['wild band']);
});

test('results are looked through once for a wish: when the peer failed, another question is asked', async () => {
  const it = await scene([{ title: 'Alpha' }, { title: 'Beta' }], ['Wild Band\\A\\Alpha', 'Wild Band\\B\\Beta'], false);
  for (const at of [0, 1]) await it.run(at);
  await sql`update candidates set outcome = 'failed'`.execute(it.db);
  expect(await canSearchOn({ db: it.db, planQueries }, it.wishOf(1))).toBe(true);
  expect(await it.run(1)).toBe('next');
  expect(it.asked).toEqual(['Wild Band', 'Wild Band Beta']);
});

test('two at the same moment: the second waits for the answer of the first', async () => {
  const it = await scene([{ title: 'Alpha' }, { title: 'Beta' }], ['Wild Band\\A\\Alpha', 'Wild Band\\B\\Beta']);
  const answer = it.hold();
  const first = it.run(0);
  await vi.waitFor(() => expect(it.asked).toEqual(['Wild Band']), 20_000);
  const refused: unknown = await it.run(1).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(JobFailure);
  expect(refused).toMatchObject({ code: 'search_shared' });
  answer();
  expect(await first).toBe('next');
  expect(await it.run(1)).toBe('next');
  expect(it.asked).toEqual(['Wild Band']);
});

test('used, left and saved can be read', async () => {
  const titles = ['Alpha', 'Beta', 'Gamma'];
  const it = await scene(
    titles.map((title) => ({ title })),
    titles.map((title) => `Wild Band\\A\\${title}`),
  );
  for (const at of [0, 1, 2]) await it.run(at);
  expect(await searchSpending(it.db, { budgetCount: 34, budgetWindowS: 220 })).toEqual({
    used: 1,
    left: 33,
    limit: 34,
    windowS: 220,
    nextInMs: 0,
    day: { searches: 1, tracks: 3, saved: 2, tracksPerSearch: 3 },
  });
  expect(await searchSpending(it.db, { budgetCount: 1, budgetWindowS: 220 })).toMatchObject({ used: 1, left: 0 });
});

test('a name with dots between its letters is recognised in what others found', async () => {
  const it = await scene([{ title: 'Alpha' }, { title: 'P.Y.T.' }], ['Wild Band\\A\\Alpha', 'Wild Band\\A\\P.Y.T.']);
  for (const at of [0, 1]) expect(await it.run(at)).toBe('next');
  expect(it.asked).toEqual(['Wild Band']);
});

test('kept files are removed after a day', async () => {
  const it = await scene([{ title: 'Alpha' }], ['Wild Band\\A\\Alpha']);
  await it.run(0);
  expect(await pruneResults(it.db)).toBe(0);
  await sql`update search_results set stored_at = now() - interval '25 hours'`.execute(it.db);
  expect(await pruneResults(it.db)).toBe(1);
});
