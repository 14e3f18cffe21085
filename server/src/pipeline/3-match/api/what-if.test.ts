import { monitorEventLoopDelay } from 'node:perf_hooks';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { readSettings } from '#platform/config';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { openHttpHouse } from '#test/http-house';
import { createWishStore, trackOfRow } from '#wishes';
import { matchSettings } from '../settings.ts';
import { pinCandidate, storeJudgements } from '../stage/match.store.ts';
import { replayCandidates, whatIfRoutes, wishesWithCandidates } from './index.ts';

let database: TestDatabase;
let house: Awaited<ReturnType<typeof openHttpHouse>>;

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  const read = readSettings({ match: matchSettings }, {});
  if (!read.ok) throw new Error('The defaults must be readable.');
  const store = createWishStore(db);
  house = await openHttpHouse([
    whatIfRoutes({
      settings: () => read.values.match,
      wishesAfter: (id, limit) => wishesWithCandidates(db, id, limit),
      wishes: async (ids) =>
        (await store.rowsById(ids)).map((row) => ({ id: row.id, track: trackOfRow(row), state: row.state })),
      candidatesOf: (id, most) => replayCandidates(db, id, most),
      name: (wanted) => wanted,
    }),
  ]);
});
afterAll(async () => {
  await house.close();
  await database.drop();
});
afterEach(() => sql`truncate wishes, candidates restart identity cascade`.execute(database.db));

interface File {
  readonly path: string;
  readonly bitrate_kbps?: number | null;
  readonly outcome?: 'failed' | null;
}

async function wish(title: string, files: readonly File[]): Promise<number> {
  const row = { recording_key: title, search_text: '', title, artists: ['Björk'], album: 'Post', duration_ms: 300_000 };
  const { id } = await database.db.insertInto('wishes').values(row).returning('id').executeTakeFirstOrThrow();
  for (let from = 0; from < files.length; from += 1000)
    await database.db
      .insertInto('candidates')
      .values(
        files.slice(from, from + 1000).map((file, at) => ({
          username: `peer${from + at}`,
          size_bytes: 9_000_000,
          length_s: 300,
          wish_id: id,
          ...file,
        })),
      )
      .execute();
  return id;
}

const flac = (title: string): File => ({ path: `Music\\Björk\\Post\\${title}.flac` });
const mp3 = (title: string, bitrate_kbps: number): File => ({ path: `Music\\Björk\\Post\\${title}.mp3`, bitrate_kbps });
const snapshot = () => database.db.selectFrom('candidates').selectAll().orderBy('id').execute();
const ask = (settings: unknown, more: Record<string, unknown> = {}) =>
  house.ask('POST', '/matching/what-if', { settings, ...more });

test('lists which wishes would get another file, and changes nothing', async () => {
  const both = await wish('Isobel', [mp3('Isobel', 320), flac('Isobel')]);
  await wish('Enjoy', [flac('Enjoy')]);
  const before = await snapshot();
  const { status, json } = await ask({ preferred_formats: ['mp3', 'flac'] });
  expect(status).toBe(200);
  expect(json).toMatchObject({ wishes: 2, candidates: 3, verdicts_changed: 0, next_after_wish_id: null });
  expect(json.changes).toHaveLength(1);
  expect(json.changes[0]).toMatchObject({
    wish_id: both,
    before: { outcome: 'fetch', path: expect.stringContaining('.flac') },
    after: { outcome: 'fetch', path: expect.stringContaining('.mp3') },
  });
  expect(await snapshot()).toEqual(before);
});

test('a minimum that only some files reach loses wishes and says why', async () => {
  const low = await wish('Cover Me', [mp3('Cover Me', 200)]);
  const { json } = await ask({ min_bitrate_kbps: 320 });
  expect(json.verdicts_changed).toBe(1);
  expect(json.changes).toMatchObject([{ wish_id: low, before: { outcome: 'fetch' }, after: { outcome: 'nothing' } }]);
  expect(json.changes[0]?.after.because).toContain('320');
  expect((await ask({})).json.changes).toEqual([]);
});

test('files that failed are out, and a choice by hand stands', async () => {
  await wish('Possibly Maybe', [{ ...mp3('Possibly Maybe', 320), outcome: 'failed' }, flac('Possibly Maybe')]);
  const pinned = await wish('I Miss You', [flac('I Miss You'), mp3('I Miss You', 320)]);
  const [first] = await database.db
    .selectFrom('candidates')
    .select('id')
    .where('wish_id', '=', pinned)
    .orderBy('id')
    .execute();
  await pinCandidate(database.db, pinned, first?.id ?? 0);
  const { json } = await ask({ preferred_formats: ['mp3'] });
  expect(json).toMatchObject({ pinned: 1, changes: [] });
});

test('a pinned choice survives every later judgement', async () => {
  const id = await wish('Hyperballad', [flac('Hyperballad'), mp3('Hyperballad', 320)]);
  const rows = await snapshot();
  const worst = rows[1]?.id ?? 0;
  await pinCandidate(database.db, id, worst);
  await storeJudgements(
    database.db,
    id,
    rows.map((row) => ({
      fileId: String(row.id),
      verdict: row.id === worst ? 'reject' : 'auto',
      score: 0.1,
      reasons: [],
    })),
  );
  const after = (await snapshot()).find((row) => row.id === worst);
  expect(after).toMatchObject({ pinned: true, verdict: 'auto', rank: 0 });
});

test('many wishes are judged in pages that say where to go on', async () => {
  for (let at = 0; at < 7; at += 1) await wish(`Song ${at}`, [mp3(`Song ${at}`, 256), flac(`Song ${at}`)]);
  const first = await ask({ preferred_formats: ['mp3'] }, { limit: 5 });
  expect(first.json).toMatchObject({ wishes: 5, next_after_wish_id: 5 });
  const rest = await ask({ preferred_formats: ['mp3'] }, { limit: 5, after_wish_id: 5 });
  expect(rest.json).toMatchObject({ wishes: 2, next_after_wish_id: null });
  const some = await ask({ preferred_formats: ['mp3'] }, { wish_ids: [2, 2, 999, 6] });
  expect(some.json.changes.map((change: { wish_id: number }) => change.wish_id)).toEqual([2, 6]);
});

test('5,000 candidates of one wish do not hold up the process', async () => {
  await wish('Headphones', [
    ...Array.from(
      { length: 4999 },
      (_, at): File => ({ path: `Music\\${at}\\${'Headphones '.repeat(at % 20)}${at}.mp3` }),
    ),
    flac('Headphones'),
  ]);
  await ask({});
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const { json } = await ask({ preferred_formats: ['mp3'] });
  delay.disable();
  expect(json.candidates).toBe(5000);
  // The median tells our stretches of work apart from the garbage collector and from busy neighbours on the machine.
  expect(delay.percentile(50) / 1e6).toBeLessThan(20);
});

test.each([[{ min_bitrate: 3 }], [{ min_bitrate_kbps: -1 }], [{ preferred_formats: 'mp3' }], [null], [undefined]])(
  'settings %j are refused by name',
  async (settings) => {
    const { status, json } = await ask(settings);
    expect(status).toBe(400);
    expect(json.error.meta.fields[0]?.name).toContain('settings');
  },
);
