import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openPlexHouse, type PlexHouse } from '#test/plex-house';

const listId = 'b'.repeat(22);
const at = `/plex/kept-playlists/playlist/${listId}`;
let house: PlexHouse;

beforeAll(async () => {
  house = await openPlexHouse();
  const { db } = house.house;
  await db
    .insertInto('playlists')
    .values({ id: listId, name: 'Abende', track_count: 3, mirror: true, contents: 'read' })
    .execute();
  const row = (position: number, title: string, artist: string, kind: 'track' | 'episode' = 'track') => ({
    playlist_id: listId,
    position,
    uri: `spotify:track:${position}`,
    occurrence: 1,
    kind,
    title,
    artists: [artist],
  });
  await db
    .insertInto('playlist_items')
    .values([
      row(0, 'Glas', 'Mira Vantour'),
      row(1, 'Nirgends', 'Niemand'),
      row(2, 'Gast', 'Echter Name'),
      row(3, 'Gerede', 'Wer', 'episode'),
    ])
    .execute();
});
afterAll(() => house.close());

test('a playlist is kept in Plex when it is switched on, with a reason for each gap, and left alone when it is switched off', async () => {
  expect((await house.ask('GET', at)).status).toBe(404);
  expect((await house.ask('GET', '/plex/kept-playlists')).json).toEqual({ playlists: [] });
  const on = await house.ask('PUT', at, { keep: true });
  expect([on.status, on.json]).toMatchObject([200, { kind: 'playlist', source_id: listId, keep: true }]);
  await vi.waitFor(async () => expect((await house.ask('GET', at)).json).toMatchObject({ state: 'kept' }), {
    timeout: 60_000,
    interval: 250,
  });
  const { json } = await house.ask('GET', at);
  expect(json).toMatchObject({ title: 'Abende', in_plex: 2, gaps: 2, by_hand: 0, problem: null });
  const list = house.plex.playlist((json as { rating_key: string }).rating_key);
  expect(list).toMatchObject({
    title: 'Abende',
    items: [{ ratingKey: house.keyOf('Glas') }, { ratingKey: house.keyOf('Gast') }],
  });
  expect((await house.ask('GET', `${at}/items?only=gaps`)).json).toMatchObject({
    total: 2,
    items: [
      { position: 1, state: 'gap', reason: 'not wished for', rating_key: null },
      { position: 3, state: 'gap', reason: 'a Spotify episode entry' },
    ],
  });
  expect((await house.ask('GET', `${at}/items?limit=1`)).json).toMatchObject({
    total: 4,
    items: [{ position: 0, state: 'in_plex', matched_by: 'recording', confidence: expect.any(Number) }],
  });
  expect((await house.ask('POST', `${at}/sync`)).status).toBe(202);
  expect((await house.ask('GET', '/plex/kept-playlists?limit=1')).json).toMatchObject({
    playlists: [{ title: 'Abende' }],
  });
  expect((await house.ask('PUT', at, { keep: false })).json).toMatchObject({ keep: false });
  expect((await house.ask('POST', `${at}/sync`)).status).toBe(409);
  expect(house.plex.playlist((json as { rating_key: string }).rating_key).items).toHaveLength(2);
});

test.each([
  ['PUT', '/plex/kept-playlists/playlist/..%2F..%2Fx', { keep: true }, 400],
  ['PUT', `/plex/kept-playlists/album/${listId}`, { keep: true }, 400],
  ['PUT', at, { keep: 'perhaps' }, 400],
  ['PUT', at, undefined, 400],
  ['PUT', `/plex/kept-playlists/playlist/${'c'.repeat(22)}`, { keep: true }, 404],
  ['PUT', '/plex/kept-playlists/import/nobody', { keep: true }, 404],
  ['GET', `/plex/kept-playlists/playlist/${'c'.repeat(22)}/items`, undefined, 404],
  ['GET', `${at}/items?limit=100000`, undefined, 400],
  ['POST', '/plex/kept-playlists/import/nobody/sync', undefined, 404],
])('%s %s is refused', async (method, path, body, status) => {
  const answer = await house.ask(method, path, body);
  expect([answer.status, (answer.json as { ok: boolean }).ok]).toEqual([status, false]);
});
