import { afterEach, describe, expect, test } from 'vitest';
import { type IngestBody, type IngestHouse, openIngestHouse } from '#test/ingest-house';
import {
  generateWorld,
  insertRows,
  newRow,
  newUser,
  type Playlist,
  playlistOf,
  release,
  removeRows,
  setRows,
  touch,
} from '../../../../../stand-ins/spotify/index.ts';

type Lists = IngestBody;
type ItemView = IngestBody['items'][number];

const me = 'hub.tester';
let house: IngestHouse;
afterEach(() => house.close());

async function sync(): Promise<Lists> {
  expect((await house.ask('POST', '/sync')).status).toBe(202);
  await house.work();
  return await lists();
}
const lists = async (): Promise<Lists> => (await house.ask('GET', '/spotify/playlists')).body;
const items = async (id: string, query = 'limit=500'): Promise<readonly ItemView[]> =>
  (await house.ask('GET', `/spotify/playlists/${id}/items?${query}`)).body.items;
const listNamed = (name: string): Playlist => {
  const found = [...house.standIn.world.playlists.values()].find((list) => list.name === name);
  if (found === undefined) throw new Error(`no list ${name}`);
  return found;
};
const trackRow = (id: string) => newRow({ kind: 'track', id }, '2026-01-02T03:04:05Z', me);
const trackIds = (count: number, from = 0): string[] =>
  [...house.standIn.world.tracks.keys()].slice(from, from + count);
const urisOf = (list: Playlist): string[] =>
  list.rows.map(({ content }) => (content.kind === 'track' ? `spotify:track:${content.id}` : content.kind));
/** Calls of the Web API since `before`. */
const callsSince = (before: number): number => house.standIn.calls.total() - before;

describe('a sync of the playlists', () => {
  test('stores them in order, and asks for the rows of changed ones only', async () => {
    house = await openIngestHouse({ world: generateWorld({ playlists: [120, 30, 1, 0] }) });
    const first = await sync();
    expect(
      first.playlists
        .filter((list) => list.id !== 'saved-tracks')
        .map((list) => [list.name, list.track_count, list.contents]),
    ).toEqual([
      ['Playlist 1', 120, 'read'],
      ['Playlist 2', 30, 'read'],
      ['Playlist 3', 1, 'read'],
      ['Playlist 4', 0, 'read'],
    ]);
    const long = listNamed('Playlist 1');
    expect((await items(long.id)).map((item) => item.uri)).toEqual(urisOf(long));

    const before = house.standIn.calls.total();
    await sync();
    // The listing and the look at the saved tracks; no rows.
    expect(callsSince(before)).toBe(2);

    // One in front, one from the middle to the end, two gone.
    const [, , , moved] = long.rows;
    if (moved === undefined) throw new Error('no rows');
    removeRows(long, (row) => row === moved || row === long.rows[10] || row === long.rows[11]);
    insertRows(long, [trackRow(trackIds(1, 130)[0] ?? '')], 0);
    insertRows(long, [moved]);
    const again = await sync();
    expect((await items(long.id)).map((item) => item.uri)).toEqual(urisOf(long));
    expect(again.sync.counters).toMatchObject({ playlists_read: 1, tracks_added: 1, tracks_removed: 2 });
  });

  test('keeps repeated rows, rows without a track, local files and episodes in their places', async () => {
    house = await openIngestHouse({ world: generateWorld({ playlists: [3] }) });
    const list = listNamed('Playlist 1');
    const [a = '', b = ''] = trackIds(2);
    setRows(list, [
      trackRow(a),
      newRow({ kind: 'gone' }, null, null),
      trackRow(a),
      newRow({ kind: 'local', artist: 'Mira Vantour', album: '', title: 'Demo, No. 1', seconds: 61 }, null, me),
      newRow({ kind: 'gone' }, null, null),
      trackRow(b),
      trackRow(a),
    ]);
    await sync();
    const before = await items(list.id);
    expect(before.map((item) => item.kind)).toEqual([
      'track',
      'unavailable',
      'track',
      'local',
      'unavailable',
      'track',
      'track',
    ]);
    expect(before.map((item) => item.position)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    removeRows(list, (row) => row === list.rows[2]);
    await sync();
    expect((await items(list.id)).map((item) => item.kind)).toEqual([
      'track',
      'unavailable',
      'local',
      'unavailable',
      'track',
      'track',
    ]);
  });

  test.each([
    ['dev_restricted', 10_000],
    ['dev_legacy', 1000],
  ] as const)(
    'in the regime %s needs hardly more calls for a list of %i tracks than it has pages',
    async (regime, length) => {
      house = await openIngestHouse({
        world: generateWorld({ playlists: [length] }),
        regime,
        env: { SPOTIFY_DAILY_CALLS: '0' },
      });
      const before = house.standIn.calls.total();
      await sync();
      const used = callsSince(before);
      const list = listNamed('Playlist 1');
      const minimum = 1 + Math.ceil(list.rows.length / 50);
      expect(used).toBeLessThanOrEqual(minimum * 1.1);
      expect((await items(list.id, `limit=500&offset=${length - 500}`)).map((item) => item.uri)).toEqual(
        urisOf(list).slice(-500),
      );
      const again = house.standIn.calls.total();
      await sync();
      expect(callsSince(again)).toBe(2);
    },
  );

  test('goes on where the quota stopped it, by itself and without asking for a page twice', async () => {
    house = await openIngestHouse({ world: generateWorld({ playlists: [1000] }) });
    house.standIn.strings.quota.rules = {
      daily: { calls: house.standIn.strings.quota.spent() + 10, says: 'retry-after' },
    };
    const stopped = await sync();
    expect(stopped.sync).toMatchObject({ state: 'waiting' });
    expect(new Date(stopped.sync.resume_at ?? 0).getTime()).toBeGreaterThan(house.now().getTime() + 3_600_000);
    const list = listNamed('Playlist 1');
    const rowCalls = () =>
      house.standIn.requests.filter((request) => request.path.includes(`${list.id}/items`) && request.status === 200)
        .length;
    const read = rowCalls();
    expect(read).toBeGreaterThan(3);
    // Nothing is asked before the pause is over, not even by the timer.
    const quiet = house.standIn.calls.total();
    await house.tick('playlist_sync');
    await house.work();
    expect(callsSince(quiet)).toBe(0);
    house.standIn.strings.quota.rules = {};
    house.standIn.strings.clock.advance(25 * 3_600_000);
    await house.tick('playlist_sync');
    await house.work();
    expect((await lists()).sync).toMatchObject({ state: 'completed' });
    expect(rowCalls()).toBe(20);
    expect(await items(list.id, 'limit=500&offset=500')).toHaveLength(500);
  });

  test('begins a list anew that was edited while it was read', async () => {
    house = await openIngestHouse({ world: generateWorld({ playlists: [200] }) });
    const list = listNamed('Playlist 1');
    house.standIn.strings.fault({
      service: 'api',
      route: 'GET /playlists/{id}/items',
      after: 2,
      times: 1,
      fault: { kind: 'delay', ms: 50 },
    });
    // The edit comes between two pages.
    const edit = setInterval(() => {
      if (house.standIn.calls.of('GET /playlists/{id}/items') < 2) return;
      clearInterval(edit);
      insertRows(list, [trackRow(trackIds(1, 210)[0] ?? '')], 0);
    }, 1);
    await sync();
    clearInterval(edit);
    await sync();
    expect((await items(list.id)).map((item) => item.uri)).toEqual(urisOf(list));
  });

  test('never takes withheld contents for empty, and marks vanished lists without losing their rows', async () => {
    house = await openIngestHouse({ world: generateWorld({ playlists: [20, 10] }) });
    await sync();
    const [mine, gone] = [listNamed('Playlist 1'), listNamed('Playlist 2')];
    const { world } = house.standIn;
    world.addUser(newUser('somebody'));
    const foreign = world.addPlaylist(playlistOf({ name: 'Foreign', ownerId: 'somebody' }, trackIds(5)));
    const user = world.users.get(me);
    if (user === undefined) throw new Error('no user');
    user.playlistIds = [mine.id, foreign.id, null];
    const after = await sync();
    const byId = new Map(after.playlists.map((list) => [list.id, list]));
    expect(byId.get(foreign.id)).toMatchObject({ contents: 'withheld' });
    expect(byId.get(gone.id)).toMatchObject({ contents: 'read', track_count: 10, vanished_at: expect.any(String) });
    expect(await items(gone.id)).toHaveLength(10);
    expect(byId.get(mine.id)).toMatchObject({ vanished_at: null });
    // What is withheld costs nothing the next time, and does not look changed.
    const calls = house.standIn.calls.total();
    const next = await sync();
    expect(callsSince(calls)).toBe(2);
    expect(next.playlists).toEqual(after.playlists);
    // It comes back as it was.
    user.playlistIds = [mine.id, gone.id];
    expect((await sync()).playlists.find((list) => list.id === gone.id)).toMatchObject({ vanished_at: null });
  });

  test('in two processes at once loses no rows', async () => {
    house = await openIngestHouse({ world: generateWorld({ playlists: [600] }) });
    const list = listNamed('Playlist 1');
    await sync();
    touch(list);
    // The same list by name and with all others: two jobs, which two processes may run side by side.
    await house.ask('POST', '/sync');
    await house.ask('POST', `/spotify/playlists/${list.id}/sync`);
    await Promise.all([house.workOne(), house.workOne()]);
    await sync();
    expect((await items(list.id)).map((item) => item.uri)).toEqual(urisOf(list).slice(0, 500));
    expect(await items(list.id, 'limit=500&offset=500')).toHaveLength(100);
  });

  test('without an account is blocked with what is missing', async () => {
    house = await openIngestHouse({ signedIn: false });
    expect(await house.ask('POST', '/sync')).toMatchObject({
      status: 503,
      body: { error: { code: 'DEPENDENCY_ERROR', meta: { missing: { spotify: ['sign-in'] } } } },
    });
    expect(house.jobEvents).toContainEqual(expect.objectContaining({ status: 'sync_blocked' }));
    await house.tick('playlist_sync');
    expect(house.waiting()).toEqual([]);
  });
});

describe('the list of playlists', () => {
  test('has validators, and answers 304 until something changes', async () => {
    house = await openIngestHouse({ world: generateWorld({ playlists: [5] }) });
    await sync();
    const first = await house.ask('GET', '/spotify/playlists');
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"pl-v1-[0-9a-f]{40}:2"$/);
    const modified = first.headers.get('last-modified') ?? '';
    expect((await house.ask('GET', '/spotify/playlists', undefined, { 'if-none-match': etag })).status).toBe(304);
    expect((await house.ask('GET', '/spotify/playlists', undefined, { 'if-modified-since': modified })).status).toBe(
      304,
    );
    await sync();
    expect((await house.ask('GET', '/spotify/playlists', undefined, { 'if-none-match': etag })).status).toBe(304);
    touch(listNamed('Playlist 1'));
    await sync();
    const changed = await house.ask('GET', '/spotify/playlists', undefined, { 'if-none-match': etag });
    expect(changed.status).toBe(200);
    expect(changed.headers.get('etag')).not.toBe(etag);
  });

  test.each([
    ['/spotify/playlists/nope', 400],
    [`/spotify/playlists/${'x'.repeat(22)}`, 404],
    ['/spotify/playlists/..%2f..%2fetc/items', 400],
    ['/spotify/playlists/saved-tracks/items?limit=0', 400],
  ])('%s answers %i', async (path, status) => {
    house = await openIngestHouse({ signedIn: false });
    expect((await house.ask('GET', path)).status).toBe(status);
  });
});

describe('a mirrored playlist', () => {
  test('turns its missing tracks into wishes once, whatever else wishes for them', async () => {
    house = await openIngestHouse({ world: generateWorld({ playlists: [30, 30] }) });
    const [one, two] = [listNamed('Playlist 1'), listNamed('Playlist 2')];
    await sync();
    expect(await house.db.selectFrom('wishes').select('id').execute()).toEqual([]);
    for (const list of [one, two])
      expect((await house.ask('PUT', `/spotify/playlists/${list.id}/mirror`, { mirror: true })).body).toMatchObject({
        mirror: true,
      });
    await house.work();
    const wishes = await house.db.selectFrom('wishes').select(['id', 'source', 'isrc', 'spotify_track_id']).execute();
    expect(wishes.length).toBeLessThanOrEqual(30);
    expect(wishes.every((wish) => wish.source === 'playlist' && wish.spotify_track_id !== null)).toBe(true);
    const rows = await items(two.id);
    expect(rows.every((item) => item.wish_id !== null && item.state === 'queued')).toBe(true);

    // A new track becomes a wish; one that goes takes nothing with it.
    await house.db
      .updateTable('wishes')
      .set({ state: 'done', stage: 'publish' })
      .where('id', '=', rows[0]?.wish_id ?? 0)
      .execute();
    removeRows(one, (row) => row === one.rows[0]);
    insertRows(one, [trackRow(trackIds(1, 60)[0] ?? '')]);
    await sync();
    expect(await house.db.selectFrom('wishes').select('id').execute()).toHaveLength(wishes.length + 1);
    expect((await items(two.id))[0]).toMatchObject({ state: 'owned' });
    // Nobody is asked twice: what a person gave up stays given up.
    await house.db.updateTable('wishes').set({ state: 'cancelled' }).where('state', '=', 'queued').execute();
    await sync();
    expect(await house.db.selectFrom('wishes').select('id').where('state', '=', 'queued').execute()).toEqual([]);
  });

  test('of saved tracks reads thousands of them once, and then only what is new', async () => {
    house = await openIngestHouse({
      world: generateWorld({ playlists: [0], savedTracks: 3000 }),
      env: { SPOTIFY_DAILY_CALLS: '0' },
    });
    const seen = await sync();
    expect(seen.playlists[0]).toMatchObject({ id: 'saved-tracks', track_count: 3000, contents: 'unread' });
    const before = house.standIn.calls.total();
    expect((await house.ask('POST', '/spotify/playlists/saved-tracks/sync')).status).toBe(202);
    await house.work();
    expect(callsSince(before)).toBe(60);
    const user = house.standIn.world.users.get(me);
    if (user === undefined) throw new Error('no user');
    const stored = async (query: string) => (await items('saved-tracks', query)).map((item) => item.uri);
    const expected = (from: number, count: number) =>
      user.savedTracks.slice(from, from + count).map((saved) => `spotify:track:${saved.id}`);
    expect(await stored('limit=500&offset=2500')).toEqual(expected(2500, 500));

    // Three new ones in front, one of the newest taken away: one page tells.
    const { world } = house.standIn;
    const [artist = ''] = world.artists.keys();
    const album = release(world, {
      name: 'New',
      artistIds: [artist],
      releaseDate: '2026-01-01',
      tracks: ['x', 'y', 'z'],
    });
    const fresh = album.trackIds.map((id) => ({ id, addedAt: '2026-11-25T10:00:00Z' }));
    user.savedTracks = [...fresh, ...user.savedTracks.filter((_, at) => at !== 7)];
    await house.ask('POST', '/spotify/playlists/saved-tracks/sync');
    const calls = house.standIn.calls.total();
    await house.work();
    expect(callsSince(calls)).toBe(1);
    expect(await stored('limit=60')).toEqual(expected(0, 60));
    expect(await stored('limit=500&offset=2500')).toEqual(expected(2500, 500));

    // One from the middle: read until behind it.
    user.savedTracks = user.savedTracks.filter((_, at) => at !== 130);
    await house.ask('POST', '/spotify/playlists/saved-tracks/sync');
    const middle = house.standIn.calls.total();
    await house.work();
    expect(callsSince(middle)).toBe(3);
    expect(await stored('limit=500&offset=2501')).toEqual(expected(2501, 500));
  });
});
