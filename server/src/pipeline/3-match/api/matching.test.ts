import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readSettings } from '#platform/config';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { openHttpHouse } from '#test/http-house';
import { matchSettings } from '../settings.ts';
import { aliasRoutes, createAliasBook, createAliasStore, matchingRoutes, storeMatches, tasteOf } from './index.ts';

let database: TestDatabase;
let house: Awaited<ReturnType<typeof openHttpHouse>>;
const recorded: Record<string, unknown>[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  const read = readSettings({ match: matchSettings }, {});
  if (!read.ok) throw new Error('The defaults must be readable.');
  const settings = read.values.match;
  const store = createAliasStore(database.db);
  const book = createAliasBook(store);
  house = await openHttpHouse([
    matchingRoutes({
      settings,
      taste: () => tasteOf(settings),
      store: (matches) => storeMatches(database.db, matches),
      name: (wanted) => book.name(wanted),
      record: async (details) => void recorded.push(details),
    }),
    aliasRoutes({ store, book }),
  ]);
});
afterAll(async () => {
  await house.close();
  await database.drop();
});
beforeEach(async () => {
  recorded.length = 0;
  await sql`truncate matches, artist_aliases`.execute(database.db);
});

const song = {
  id: 'sp1',
  name: 'Hyperballad',
  artists: [{ name: 'Björk' }],
  album: { name: 'Post', release_date: '1995' },
  duration_ms: 321_000,
};
const file = (filename: string, more: Record<string, unknown> = {}) => ({
  username: 'peer',
  filename,
  size: 30_000_000,
  length: 321,
  ...more,
});
const stored = () => database.db.selectFrom('matches').selectAll().orderBy('id').execute();

test('the right file is picked among wrong versions, answered as it was sent, and kept', async () => {
  const right = file('Music\\Björk\\Post\\02 - Hyperballad.flac', { odd: 'kept' });
  const candidates = [
    file('Music\\Björk\\Live\\Hyperballad (Live).flac', { length: 400 }),
    right,
    file('Björk\\Army of Me.mp3'),
  ];
  const { status, json } = await house.ask('POST', '/matching/spotify-to-soulseek', {
    spotify_track: song,
    candidates,
  });
  expect(status).toBe(200);
  expect(json.best_match).toEqual(right);
  expect(json.confidence).toBeGreaterThan(0.8);
  expect(await stored()).toMatchObject([
    { source: 'spotify-to-soulseek', spotify_track_id: 'sp1', target_id: right.filename, context_id: null },
  ]);
  expect(recorded).toMatchObject([{ batch_size: 1, stored: 1, discarded: 0 }]);
});

test('nothing right is no match, and that is kept too', async () => {
  const { json } = await house.ask('POST', '/matching/spotify-to-soulseek', {
    spotify_track: song,
    candidates: [file('Somebody\\Other Song.mp3')],
  });
  expect(json.best_match).toBeNull();
  expect(json.confidence).toBeLessThan(0.65);
  expect(await stored()).toMatchObject([{ target_id: null }]);
  expect(recorded).toMatchObject([{ stored: 0, discarded: 1, average_confidence: 0 }]);
});

test('a track of a media server is found by its names, and a live take is not it', async () => {
  const live = { ratingKey: 7, title: 'Hyperballad (Live)', grandparentTitle: 'Björk', duration: 400_000 };
  const studio = {
    ratingKey: 8,
    title: 'Hyper-ballad',
    grandparentTitle: 'Björk',
    parentTitle: 'Post',
    duration: 321_500,
  };
  const { json } = await house.ask('POST', '/matching/spotify-to-plex', {
    spotify_track: song,
    candidates: [live, studio],
  });
  expect(json.best_match).toEqual(studio);
  const none = await house.ask('POST', '/matching/spotify-to-plex', { spotify_track: song, candidates: [live] });
  expect(none.json.best_match).toBeNull();
  expect(await stored()).toMatchObject([{ source: 'spotify-to-plex', target_id: '8' }, { target_id: null }]);
});

test('the wanted edition of an album wins, and missing tracks are named', async () => {
  const tracks = ['Army of Me', 'Hyperballad', 'The Modern Things', 'Isobel', 'Headphones'];
  const album = {
    id: 'al1',
    name: 'Post',
    artists: [{ name: 'Björk' }],
    total_tracks: 5,
    tracks: { items: tracks.map((name, at) => ({ id: `t${at}`, name, artists: [{ name: 'Björk' }] })) },
  };
  const plex = (ratingKey: string, title: string, names: readonly string[]) => ({
    ratingKey,
    title,
    parentTitle: 'Björk',
    leafCount: names.length,
    tracks: names.map((name, at) => ({ ratingKey: `${ratingKey}-${at}`, title: name })),
  });
  const candidates = [
    plex('d', 'Post (Deluxe Edition)', [...tracks, 'Bonus']),
    plex('p', 'Post', tracks.slice(0, 4)),
    plex('l', 'Post Live', tracks),
  ];
  const { status, json } = await house.ask('POST', '/matching/spotify-to-plex-album?persist=true', {
    spotify_album: album,
    candidates,
  });
  expect(status).toBe(200);
  expect(json.best_match?.ratingKey).toBe('p');
  expect(json.completion).toEqual({ state: 'nearly', owned: 4, expected: 5, missing: ['Headphones'] });
  const rows = await stored();
  expect(rows.map((row) => row.target_id)).toEqual(['p-0', 'p-1', 'p-2', 'p-3', null]);
  expect(rows.every((row) => row.context_id === 'al1' && row.source === 'spotify-to-plex-album')).toBe(true);
  await house.ask('POST', '/matching/spotify-to-plex-album', { spotify_album: album, candidates });
  expect(await stored()).toHaveLength(5);
});

test.each([
  [{}, 'spotify_track'],
  [{ spotify_track: 'x', candidates: [] }, 'spotify_track'],
  [{ spotify_track: song }, 'candidates'],
  [{ spotify_track: song, candidates: {} }, 'candidates'],
  [{ spotify_track: song, candidates: [5] }, 'candidates.0'],
  [{ spotify_track: { name: 'x' }, candidates: [] }, 'spotify_track.id'],
  [{ spotify_track: { ...song, name: {} }, candidates: [] }, 'spotify_track.name'],
  [{ spotify_track: { ...song, artists: [5] }, candidates: [] }, 'spotify_track.artists.0'],
  [{ spotify_track: { ...song, duration_ms: 'long' }, candidates: [] }, 'spotify_track.duration_ms'],
  [{ spotify_track: song, candidates: [file('a.mp3'), { filename: [] }] }, 'candidates.1.filename'],
])('a wrong shape is refused by name: %j', async (body, field) => {
  const { status, json } = await house.ask('POST', '/matching/spotify-to-soulseek', body);
  expect(status).toBe(400);
  expect(json.error.code).toBe('VALIDATION_ERROR');
  expect(json.error.meta.fields[0]?.name).toBe(field);
  expect(await stored()).toEqual([]);
});

test.each([
  ['an empty title', { ...song, name: '' }],
  ['no title and no artists', { id: 'x' }],
  ['10,000 characters', { ...song, name: 'x'.repeat(10_000), artists: ['y'.repeat(10_000)] }],
  ['symbols only', { ...song, name: '!!! ??? ***', artists: ['†††'] }],
  [
    'null and negative numbers',
    { ...song, duration_ms: null, track_number: -3, album: { name: null, release_date: '-5' } },
  ],
  ['NUL', { ...song, name: 'a\0b', id: 'x\0y'.replace('\0', '') }],
])('%s has an answer', async (_what, spotify_track) => {
  const odd = [file(''), file('x'.repeat(10_000)), file('!!!.mp3', { length: null, size: -1, bitrate: null }), {}];
  for (const route of ['spotify-to-soulseek', 'spotify-to-plex']) {
    const { status, json } = await house.ask('POST', `/matching/${route}`, { spotify_track, candidates: odd });
    expect(status).toBe(200);
    expect(json.confidence).toBeGreaterThanOrEqual(0);
  }
  const album = { ...spotify_track, id: 'a', artists: undefined };
  expect(
    (await house.ask('POST', '/matching/spotify-to-plex-album', { spotify_album: album, candidates: odd })).status,
  ).toBe(200);
});

test('5,000 candidates are judged, one more is refused', async () => {
  const candidates = Array.from({ length: 4999 }, (_, at) => file(`Music\\Album ${at}\\Track ${at}.mp3`));
  candidates.push(file('Music\\Björk\\Post\\Hyperballad.flac'));
  const { json } = await house.ask('POST', '/matching/spotify-to-soulseek', { spotify_track: song, candidates });
  expect(json.best_match?.filename).toContain('Hyperballad');
  candidates.push(file('one more'));
  expect((await house.ask('POST', '/matching/spotify-to-soulseek', { spotify_track: song, candidates })).status).toBe(
    400,
  );
});

test('an alias that a person adds counts at once, in both directions, until it is removed', async () => {
  const body = { spotify_track: song, candidates: [file('Music\\Guðmundsdóttir\\Post\\Hyperballad.flac')] };
  const ask = async () => (await house.ask('POST', '/matching/spotify-to-soulseek', body)).json.best_match;
  expect(await ask()).toBeNull();
  const put = await house.ask('PUT', `/matching/aliases/${encodeURIComponent('Gudmundsdottir')}`, {
    aliases: ['Björk', 'Björk '],
  });
  expect(put.json).toMatchObject({ artist: 'Gudmundsdottir', aliases: ['Björk'] });
  expect(await ask()).not.toBeNull();
  expect((await house.ask('GET', '/matching/aliases')).json.items).toHaveLength(1);
  expect((await house.ask('DELETE', '/matching/aliases/GUDMUNDSDOTTIR')).status).toBe(204);
  expect((await house.ask('DELETE', '/matching/aliases/GUDMUNDSDOTTIR')).status).toBe(404);
  expect(await ask()).toBeNull();
  expect((await house.ask('GET', '/matching/aliases/Yusuf')).json.built_in).toContain('Cat Stevens');
});

test.each([
  [{}],
  [{ aliases: [] }],
  [{ aliases: [' '] }],
  [{ aliases: ['Same'] }],
  [{ aliases: ['a\0'] }],
  [{ aliases: 'x' }],
])('aliases %j are refused', async (body) => {
  expect((await house.ask('PUT', '/matching/aliases/Same', body)).status).toBe(400);
});

/** The matching routes as the environment sets them. */
async function setUp(environment: Readonly<Record<string, string | undefined>>) {
  const read = readSettings({ match: matchSettings }, environment);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  const settings = read.values.match;
  return await openHttpHouse([
    matchingRoutes({
      settings,
      taste: () => tasteOf(settings),
      store: async () => undefined,
      name: (wanted) => wanted,
      record: async () => undefined,
    }),
  ]);
}
const five = ['One', 'Two', 'Three', 'Four', 'Five'];
const deluxe = {
  spotify_album: {
    name: 'Post (Deluxe Edition)',
    artists: [{ name: 'Björk' }],
    total_tracks: 5,
    tracks: { items: five.map((name, at) => ({ id: `t${at}`, name, artists: [{ name: 'Björk' }] })) },
  },
  candidates: ['Post', 'Post (Deluxe Edition)'].map((title) => ({
    ratingKey: title,
    title,
    parentTitle: 'Björk',
    leafCount: 4,
    tracks: five.slice(0, 4).map((name) => ({ ratingKey: name, title: name })),
  })),
};
const album = '/matching/spotify-to-plex-album';
const track = '/matching/spotify-to-plex';
/** One of two artists is there: 0.9 alike. */
const shared = {
  spotify_track: { ...song, artists: [{ name: 'Björk & Thom Yorke' }] },
  candidates: [{ ratingKey: 'one', title: 'Hyperballad', grandparentTitle: 'Björk', duration: 321_000 }],
};

test.each([
  [{}, album, deluxe, 'Post (Deluxe Edition)', 'nearly'],
  [{ FEATURE_MATCHING_EDITION_AWARE: 'false' }, album, deluxe, 'Post', 'nearly'],
  [{ MATCH_COMPLETE_THRESHOLD: '0.8' }, album, deluxe, 'Post (Deluxe Edition)', 'complete'],
  [{ MATCH_NEARLY_THRESHOLD: '0.85' }, album, deluxe, 'Post (Deluxe Edition)', 'incomplete'],
  [{}, track, shared, 'one', undefined],
  [{ MATCH_MIN_ARTIST_SIM: '0.95' }, track, shared, undefined, undefined],
  [{ MATCHING_CONFIDENCE_THRESHOLD: '0.995' }, track, shared, undefined, undefined],
])('with %j %s decides as it is set', async (environment, path, body, picked, state) => {
  const own = await setUp(environment);
  const { status, json } = await own.ask('POST', path, body);
  await own.close();
  expect(status).toBe(200);
  expect(json.best_match?.ratingKey).toBe(picked);
  expect((json.completion as { readonly state: string } | undefined)?.state).toBe(state);
});
