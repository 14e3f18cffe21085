import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { createWishStore, takeIn } from '#wishes';
import { readSettings } from '../../../platform/config/index.ts';
import { matchSettings } from '../settings.ts';
import { createMatchStage } from '../stage/match.stage.ts';
import { judgeByTaste, tasteOf } from './judging.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const offers = [
  { username: 'flac', extension: 'flac', bitrate_kbps: null },
  { username: 'high', extension: 'mp3', bitrate_kbps: 320 },
  { username: 'low', extension: 'mp3', bitrate_kbps: 160 },
  { username: 'unknown', extension: 'mp3', bitrate_kbps: null },
  { username: 'ogg', extension: 'ogg', bitrate_kbps: 320 },
];
type Offer = (typeof offers)[number];

let lastTitle = 0;

/** Takes in a wish with these rules, gives it those offers and lets the match stage judge them. */
async function match(
  quality: { minBitrateKbps: number; formats: string[]; onlyFormats: boolean } | undefined,
  some: readonly Offer[] = offers,
) {
  const { db } = database;
  const title = `Teardrop ${['One', 'Two', 'Three', 'Four', 'Five'][lastTitle++]}`;
  const track = {
    title,
    artists: ['Massive Attack'],
    album: null,
    albumArtist: null,
    trackNumber: null,
    trackTotal: null,
    discNumber: null,
    discTotal: null,
    durationMs: 300_000,
    isrc: null,
    releaseDate: null,
    ...(quality === undefined ? {} : { quality }),
  };
  const wanted = { track, source: 'autosync', priority: 0, spotifyTrackId: null, spotifyAlbumId: null };
  const [taken] = await db.transaction().execute((trx) => takeIn(trx, [wanted]));
  const store = createWishStore(db);
  const wish = await store.find(taken?.wishId ?? 0);
  if (wish === null) throw new Error('no wish');
  const files = some.map((offer) => ({
    ...offer,
    wish_id: wish.id,
    path: `Music\\Massive Attack\\Massive Attack - ${title}.${offer.extension}`,
    size_bytes: 1e7,
    length_s: 300,
  }));
  await db.insertInto('candidates').values(files).execute();
  const read = readSettings({ match: matchSettings }, {});
  if (!read.ok) throw new Error('settings');
  const taste = tasteOf(read.values.match);
  const stage = createMatchStage({ db, judge: (of, offered, memory) => judgeByTaste(of, offered, taste, memory) });
  const outcome = await stage.run(wish, { signal: new AbortController().signal, jobId: 'j' });
  await db.transaction().execute(async (trx) => outcome.commit?.(trx));
  const judged = await db.selectFrom('candidates').selectAll().where('wish_id', '=', wish.id).orderBy('rank').execute();
  return {
    outcome,
    accepted: judged.filter((each) => each.verdict === 'auto').map((each) => each.username),
  };
}

test('a wish with rules of its own takes its formats only, in their order, and no lossy file below its bitrate', async () => {
  const { outcome, accepted } = await match({ minBitrateKbps: 256, formats: ['mp3', 'flac'], onlyFormats: true });
  expect(outcome.kind).toBe('next');
  expect(accepted).toEqual(['high', 'unknown', 'flac']);
});

test('where other formats are allowed they come behind, and a wish without rules follows the house', async () => {
  const open = await match({ minBitrateKbps: 0, formats: ['ogg'], onlyFormats: false });
  expect(open.accepted[0]).toBe('ogg');
  expect(open.accepted).toHaveLength(5);
  const house = await match(undefined);
  expect(house.accepted[0]).toBe('flac');
  expect(house.accepted).not.toContain('low');
});

test('when only files below its rules are offered the wish waits, and says that it is for the quality', async () => {
  const poor = offers.filter(({ username }) => username === 'low' || username === 'ogg');
  const { outcome } = await match({ minBitrateKbps: 192, formats: ['mp3'], onlyFormats: true }, poor);
  expect(outcome).toMatchObject({ kind: 'wait', cause: { code: 'low_quality' } });
});
