import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiHouse, openApiHouse } from '#test/api-house';

const song = 'Music\\Artist - Album\\03 - Good Song.mp3';
const audio = { format: 'mp3', durationMs: 4000, tags: { title: 'Good Song', artist: 'Artist' } } as const;
let house: ApiHouse;

beforeAll(async () => {
  house = await openApiHouse({
    peers: [{ username: 'giver', speedBps: 2_000_000, files: [{ path: song, audio }] }],
    env: {
      SPOTIFY_CLIENT_ID: 'c'.repeat(32),
      SPOTIFY_ACCOUNTS_URL: 'http://127.0.0.1:1',
      SPOTIFY_API_URL: 'http://127.0.0.1:1',
      INTEGRATIONS_ENABLED: 'spotify,slskd,plex,beets',
      FEATURE_ADMIN_API: 'true',
      BEETS_PROGRAM: '/nowhere/beet',
    },
  });
});
afterAll(() => house.close());

const seen = (answer: { body: unknown }) => answer.body as Record<string, never>;

test('a deleted file is listed in the trash, and can be removed for good', async () => {
  const { body } = await house.post('/download', { username: 'giver', files: [{ filename: song }] });
  const id = (body as unknown as { downloads?: { id: number }[] }).downloads?.[0]?.id;
  const done = await house.until(`/download/${id}`, (each) => each.organized_path !== null);
  await house.until(`/wishes/${done.wish_id}`, (wish) => wish.state === 'done');
  const { items } = seen(await house.get('/library/files')) as unknown as { items: { id: number }[] };
  expect((await house.delete(`/library/files/${items[0]?.id}`)).status).toBe(200);
  const trash = seen(await house.get('/library/trash')) as unknown as { items: { id: string }[]; total: number };
  expect(trash.total).toBe(1);
  expect((await house.delete(`/library/trash/${trash.items[0]?.id}`)).status).toBe(204);
  expect(seen(await house.get('/library/trash'))).toMatchObject({ items: [], total: 0 });
  expect((await house.delete(`/library/trash/${trash.items[0]?.id}`)).status).toBe(404);
});

test('a wish takes another priority, and is tried again at once', async () => {
  const { items } = seen(await house.post('/spotify/free/parse', { lines: ['Nobody - Nothing At All'] }));
  expect((await house.post('/spotify/free/enqueue', { items })).status).toBe(200);
  let id = 0;
  await house.until('/wishes', (list) => {
    id =
      (list as unknown as { items: { id: number; title: string }[] }).items.find(
        (wish) => wish.title === 'Nothing At All',
      )?.id ?? 0;
    return id > 0;
  });
  expect(await house.patch(`/wishes/${id}`, { priority: 7 })).toMatchObject({ status: 200, body: { priority: 7 } });
  expect((await house.patch(`/wishes/${id}`, { priority: 'high' })).status).toBe(400);
  expect((await house.post(`/wishes/${id}/retry`)).status).toBe(200);
  expect((await house.post('/wishes/999999/retry')).status).toBe(404);
});

test('the search budget is shown, and the discographies', async () => {
  expect(seen(await house.get('/soulseek/search/budget'))).toMatchObject({
    limit: 34,
    window_s: 220,
    last_24_hours: { searches: expect.any(Number) },
  });
  expect(await house.get('/soulseek/discography')).toMatchObject({ status: 200, body: { items: [] } });
});

test('a sign-in that nobody began is refused in the same words under both of its names', async () => {
  const state = 'x'.repeat(43);
  const finish = { redirect_url: `http://127.0.0.1/callback?code=abc&state=${state}` };
  const session = await house.post('/spotify/pro/oauth/session', finish);
  expect([session.status, session.body]).toEqual([400, (await house.post('/oauth/manual', finish)).body]);
  const status = await house.get(`/spotify/pro/oauth/status?state=${state}`);
  expect([status.status, status.body]).toEqual([200, (await house.get(`/oauth/status/${state}`)).body]);
  const started = [await house.post('/spotify/pro/oauth/start'), await house.get('/oauth/start')];
  const [former, now] = started.map((each) => [each.status, Object.keys(each.body), each.body.error]);
  expect(former).toEqual(now);
  expect(now?.[0]).toBe(200);
});

test('the tracks of albums that Plex does not have are found by the ids of Spotify', async () => {
  const albums = [
    { name: 'Whole', tracks: [{ id: 'aaa' }, { id: 'bbb' }] },
    { name: 'Partly', tracks: { items: [{ id: 'ccc', name: 'C' }, { id: 'ddd' }, { id: 'eee' }] } },
  ];
  const plex_items = [
    { ratingKey: 'aaa' },
    { guid: 'plex://track/1', Guid: [{ id: 'spotify://track/bbb' }, { id: 'spotify:track:eee?x' }] },
    { ratingKey: 'dddd' },
  ];
  const answer = await house.post('/matching/discography/plex', { artist_id: 'one', albums, plex_items });
  const partly = albums[1];
  expect([answer.status, answer.body]).toEqual([
    200,
    {
      missing_albums: [{ album: partly, missing_tracks: [{ id: 'ccc', name: 'C' }, { id: 'ddd' }] }],
      missing_tracks: [
        { album: partly, track: { id: 'ccc', name: 'C' } },
        { album: partly, track: { id: 'ddd' } },
      ],
    },
  ]);
  expect((await house.post('/matching/discography/plex', { albums })).status).toBe(400);
});

test('every operation of the contract is answered by a route of its own, and none breaks', async () => {
  const text = await readFile(new URL('../../../../../scripts/operations/contract.txt', import.meta.url), 'utf8');
  const operations = text.trim().split('\n');
  expect(operations.length).toBeGreaterThan(150);
  const wrong: string[] = [];
  const ask = async (operation: string): Promise<void> => {
    const [method = '', path = ''] = operation.split(' ');
    const url = new URL(path.replaceAll('{}', '999999'), house.base);
    const answer = await fetch(url, { method, signal: AbortSignal.timeout(60_000) });
    // live events do not end
    const stream = (answer.headers.get('content-type') ?? '').includes('event-stream');
    const words = stream ? '' : await answer.text();
    if (stream) await answer.body?.cancel();
    if (answer.status === 500 || words.includes('There is nothing at'))
      wrong.push(`${operation}: ${answer.status} ${words}`);
  };
  const waiting = [...operations];
  await Promise.all(
    Array.from({ length: 6 }, async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await ask(next);
    }),
  );
  expect(wrong).toEqual([]);
}, 180_000);
