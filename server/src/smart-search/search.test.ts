import { afterEach, expect, test } from 'vitest';
import { openHttpHouse } from '#test/http-house';
import {
  type FoundItem,
  keepAnswers,
  type SearchSource,
  type SourceName,
  smartSearchRoutes,
  spotifySource,
} from './index.ts';

const item = (id: string, more: Partial<FoundItem> = {}): FoundItem => ({
  id,
  type: 'track',
  title: 'Hyperballad',
  artists: ['Björk'],
  album: 'Post',
  year: 1995,
  genres: [],
  durationMs: 321_000,
  bitrateKbps: 320,
  format: 'MP3',
  explicit: null,
  username: null,
  metadata: {},
  ...more,
});
const giving = (name: SourceName, ...items: FoundItem[]): SearchSource => ({
  name,
  search: async () => ({ kind: 'answered', items }),
});
const failing = (name: SourceName): SearchSource => ({
  name,
  search: async () => Promise.reject(new Error('It broke.')),
});
const notConfigured = (name: SourceName, sentence: string): SearchSource => ({
  name,
  search: async () => ({ kind: 'unavailable', reason: 'not_configured', sentence }),
});
/** Does not even listen to its signal. */
const deaf = (name: SourceName): SearchSource => ({ name, search: () => new Promise(() => undefined) });

let open: Awaited<ReturnType<typeof openHttpHouse>> | null = null;
let recorded: unknown[] = [];
afterEach(async () => {
  await open?.close();
  open = null;
  recorded = [];
});

const hit = {
  id: 's1',
  raw: {},
  title: 'Hyperballad',
  artists: [{ name: 'Björk' }],
  album: null,
  durationMs: 321_000,
  explicit: false,
  isrc: null,
};
const soon = () => new Date(Date.now() + 60_000);

async function search(sources: readonly SearchSource[], body: unknown) {
  await open?.close();
  open = await openHttpHouse([
    smartSearchRoutes({
      sources,
      settings: { timeoutMs: 500, maxLimit: 100 },
      record: async (status, details) => void recorded.push({ status, ...details }),
    }),
  ]);
  return await open.ask('POST', '/search', body);
}
const ids = (json: { readonly items: readonly { readonly id: string }[] }): string[] => json.items.map(({ id }) => id);
const query = 'Björk - Hyperballad';

test('results of all sources come in one list, the likeliest first, with scores from 0 to 1', async () => {
  const { status, json } = await search(
    [
      giving(
        'soulseek',
        item('wrong', { title: 'Something', artists: ['Nobody'], format: 'FLAC', bitrateKbps: 1000 }),
        item('mp3'),
      ),
      giving('library', item('flac', { format: 'FLAC', bitrateKbps: 900 })),
    ],
    { query },
  );
  expect(status).toBe(200);
  expect(ids(json)).toEqual(['flac', 'mp3', 'wrong']);
  expect(json).toMatchObject({ ok: true, total: 3, limit: 25, offset: 0, page: 1, pages: 1, errors: [] });
  expect(json.items.every(({ score }: { score: number }) => score >= 0 && score <= 1)).toBe(true);
  expect(json.items[2]?.score).toBeLessThan(0.2);
  expect(json.items[0]).toMatchObject({
    source: 'library',
    artist: 'Björk',
    artists: ['Björk'],
    duration_ms: 321_000,
    bitrate: 900,
  });
  expect(recorded).toMatchObject([{ status: 'completed', matches: 3 }]);
});

test('a source that fails, is late or is missing is listed, and the others are shown', async () => {
  const { status, json } = await search(
    [notConfigured('spotify', 'Spotify is not connected.'), deaf('soulseek'), giving('library', item('a'))],
    { query },
  );
  expect(status).toBe(200);
  expect(ids(json)).toEqual(['a']);
  expect(json.errors).toEqual([
    { source: 'spotify', reason: 'not_configured', message: 'Spotify is not connected.' },
    { source: 'soulseek', reason: 'timeout', message: expect.stringContaining('0.5 seconds') },
  ]);
  expect(recorded).toMatchObject([{ status: 'partial', failed: ['spotify', 'soulseek'] }]);
});

test('what a source found before it was refused is shown, and the refusal is listed', async () => {
  const spotify = spotifySource({
    searchTracks: async () => ({ ok: true, value: { items: [hit] } }),
    searchAlbums: async () => ({ ok: false, refusal: { reason: 'rate_limited', sentence: 'Later.', retryAt: soon() } }),
    searchArtists: async () => Promise.reject(new Error('Nobody asks on.')),
  });
  const { status, json } = await search([spotify, giving('library', item('a'))], { query });
  expect(status).toBe(200);
  expect(ids(json).sort()).toEqual(['a', 'spotify:track:s1']);
  expect(json.errors).toEqual([
    { source: 'spotify', reason: 'rate_limited', message: 'Later.', retry_after_ms: expect.any(Number) },
  ]);
  expect(recorded).toMatchObject([{ status: 'partial', failed: ['spotify'] }]);
  expect((await search([spotify], { query, type: 'album' })).status).toBe(503);
  expect((await search([spotify], { query, type: 'track' })).json.errors).toEqual([]);
});

test('when every source fails the answer is 503 and names each', async () => {
  const { status, json } = await search([failing('soulseek'), notConfigured('spotify', 'No.')], { query });
  expect(status).toBe(503);
  expect(json.error).toMatchObject({ code: 'DEPENDENCY_ERROR', message: 'All search sources failed.' });
  expect(json.error.meta.failures).toMatchObject([
    { source: 'soulseek', reason: 'failed', message: 'It broke.' },
    { source: 'spotify', reason: 'not_configured' },
  ]);
});

test('only named sources are asked; unknown names are dropped, and none means all', async () => {
  const both = [giving('soulseek', item('s')), giving('library', item('l'))];
  expect(ids((await search(both, { query, sources: ['library', 'napster'] })).json)).toEqual(['l']);
  expect(ids((await search(both, { query, sources: 'soulseek' })).json)).toEqual(['s']);
  expect(ids((await search(both, { query, sources: ['napster'] })).json)).toHaveLength(2);
  expect(ids((await search(both, { query, sources: null })).json)).toHaveLength(2);
});

const all = [
  item('plain'),
  item('old', { year: 1970, durationMs: 100_000 }),
  item('unknown', { year: null, durationMs: null, bitrateKbps: null, format: null }),
  item('low', { bitrateKbps: 128 }),
  item('rude', { explicit: true, genres: ['Trip-Hop'] }),
  item('clean', { explicit: false, genres: ['Électronique'] }),
  item('peer', { username: 'Anna' }),
  item('other', { username: 'ben' }),
  item('album', { type: 'album' }),
  item('artist', { type: 'artist' }),
];
test.each<[string, Record<string, unknown>, string[] | ((id: string) => boolean)]>([
  ['types', { types: ['album', 'artist'] }, ['album', 'artist']],
  ['type', { type: 'album' }, ['album']],
  ['mixed types', { type: 'mixed' }, () => true],
  ['genres', { genres: ['hop', 'ELECTRO'] }, ['rude', 'clean']],
  ['genre', { genre: 'electronique' }, ['clean']],
  ['a genre of signs alone', { genre: '!!!' }, []],
  ['year_range', { year_range: [1960, 1980] }, ['old']],
  ['year bounds', { year_from: 1990 }, (id) => id !== 'old' && id !== 'unknown'],
  ['year bounds inside filters', { filters: { year_to: 1980 } }, ['old']],
  ['duration_ms', { duration_ms: [90_000, 110_000] }, ['old']],
  ['explicit', { explicit: true }, ['rude']],
  ['not explicit', { explicit: false }, ['clean']],
  ['explicit null', { explicit: null }, () => true],
  ['min_bitrate keeps what is unknown', { min_bitrate: 256 }, (id) => id !== 'low'],
  ['username', { username: 'anna' }, (id) => id !== 'other'],
])('filters by %s', async (_what, filter, expected) => {
  const { status, json } = await search([giving('library', ...all)], { query, ...filter });
  expect(status).toBe(200);
  const wanted = Array.isArray(expected) ? expected : all.map(({ id }) => id).filter(expected);
  expect(ids(json).sort()).toEqual([...wanted].sort());
});

test.each<[unknown, string[]]>([
  [{ by: 'year', order: 'asc' }, ['c', 'b', 'a', 'd']],
  ['year', ['a', 'b', 'c', 'd']],
  ['year_asc', ['c', 'b', 'a', 'd']],
  [{ by: 'bitrate' }, ['b', 'a', 'c', 'd']],
  ['duration:asc', ['a', 'c', 'b', 'd']],
])('sorts by %j, the unknown last', async (sort, expected) => {
  const items = [
    item('a', { year: 2000, bitrateKbps: 256, durationMs: 1 }),
    item('b', { year: 1999, bitrateKbps: 320, durationMs: 3 }),
    item('c', { year: 1998, bitrateKbps: 192, durationMs: 2 }),
    item('d', { year: null, bitrateKbps: null, durationMs: null }),
  ];
  expect(ids((await search([giving('library', ...items)], { query, sort })).json)).toEqual(expected);
});

test('preferred formats decide between equal recordings', async () => {
  const items = [item('flac', { format: 'FLAC' }), item('mp3'), item('ogg', { format: 'OGG' })];
  expect(ids((await search([giving('library', ...items)], { query: 'hyperballad' })).json)[0]).toBe('flac');
  const mine = { query: 'hyperballad', preferred_formats: ['ogg', 'MP3', 'ogg'] };
  expect(ids((await search([giving('library', ...items)], mine)).json)).toEqual(['ogg', 'mp3', 'flac']);
  const named = { query: 'hyperballad', format_priority: 'mp3' };
  expect(ids((await search([giving('library', ...items)], named)).json)[0]).toBe('mp3');
});

test('pages follow one another without gaps or repetitions, and are cut to the limit', async () => {
  const many = Array.from({ length: 250 }, (_, at) => item(`i${String(at).padStart(3, '0')}`));
  const source = giving('library', ...many);
  const seen: string[] = [];
  for (const page of [1, 2, 3, 4]) {
    const { json } = await search([source], { query, pagination: { page, size: 5000 } });
    expect(json).toMatchObject({ total: 250, limit: 100, offset: (page - 1) * 100, page, pages: 3 });
    seen.push(...ids(json));
  }
  expect(seen).toHaveLength(250);
  expect(new Set(seen).size).toBe(250);
  expect(ids((await search([source], { query, limit: 7, offset: 245 })).json)).toHaveLength(5);
});

test.each<[string, Record<string, unknown>]>([
  ['query', {}],
  ['query', { query: '' }],
  ['query', { query: ' \u0000 ' }],
  ['query', { query: null }],
  ['query', { query: 'x'.repeat(10_000) }],
  ['type', { query, type: 'film' }],
  ['year_range', { query, year_range: [2000, 1990] }],
  ['year_range', { query, year_range: [2000] }],
  ['year_from', { query, year_from: 1800 }],
  ['year_from', { query, year_from: 2001, year_to: 2000 }],
  ['duration_ms', { query, duration_ms: [5, 1] }],
  ['min_bitrate', { query, min_bitrate: -1 }],
  ['sort', { query, sort: 'colour' }],
  ['pagination.page', { query, pagination: { page: 0 } }],
  ['limit', { query, limit: 0 }],
  ['offset', { query, offset: -1 }],
])('a wrong %s is refused by name', async (field, body) => {
  const { status, json } = await search([giving('library', item('a'))], body);
  expect(status).toBe(400);
  expect(json.error.meta.fields[0]?.name.split('.')[0]).toBe(field.split('.')[0]);
});

test('odd queries and results have an answer in bounded time', async () => {
  const odd = [
    item('1', { title: '', artists: [] }),
    item('2', { title: 'x'.repeat(10_000) }),
    item('3', { title: '!!!', artists: ['†††'] }),
  ];
  const many = Array.from({ length: 5000 }, (_, at) => item(`m${at}`, { title: `Song ${at}` }));
  for (const text of ['!!!', '%_\\', '- - -', 'a', '東京', 'x '.repeat(240)]) {
    const { status, json } = await search([giving('library', ...odd, ...many)], { query: text });
    expect(status).toBe(200);
    expect(json.total).toBe(1000);
  }
});

test('the same question within some minutes is asked once, for any page', async () => {
  let asked = 0;
  let at = 0;
  const source: SearchSource = {
    name: 'soulseek',
    async search(text) {
      asked += 1;
      return text === 'no'
        ? { kind: 'unavailable', reason: 'busy', sentence: 'Busy.' }
        : { kind: 'answered', items: [] };
    },
  };
  const kept = keepAnswers(source, { forMs: 1000, entries: 2, now: () => at });
  const ask = (text: string) =>
    kept.search(text, { items: 1, types: new Set(['track']) }, new AbortController().signal);
  await ask('one');
  await ask(' ONE ');
  expect(asked).toBe(1);
  await ask('no');
  await ask('no');
  expect(asked).toBe(3);
  await ask('two');
  await ask('three');
  await ask('one');
  expect(asked).toBe(6);
  at = 1000;
  await ask('one');
  expect(asked).toBe(7);
});
