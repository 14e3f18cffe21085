import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateWorld, release, type SpotifyStandIn } from '../index.ts';
import { type Client, startSignedIn } from '../testing.ts';

interface Page {
  readonly items: readonly Record<string, unknown>[];
  readonly total: number;
  readonly next: string | null;
  readonly cursors?: { readonly after: string | null; readonly before?: string };
}

let spotify: SpotifyStandIn;
let call: Client;
beforeAll(async () => {
  const world = generateWorld({ artists: 120, releasesPerArtist: 1, savedTracks: 30_000 });
  const [artist = ''] = world.artists.keys();
  const tracks = Array.from({ length: 60 }, (_, n) => `Not saved ${n}`);
  release(world, { name: 'Not saved', artistIds: [artist], releaseDate: '2020-01-01', tracks });
  ({ spotify, call } = await startSignedIn({ world }));
});
afterAll(async () => await spotify.close());

const get = async (path: string): Promise<Page> => (await call('GET', path)).json as Page;
const trackUri = (n: number): string => `spotify:track:${[...spotify.world.tracks.keys()][n]}`;

describe('what is saved', () => {
  it('has thirty thousand tracks, newest first, fifty a page, under `track` in every regime', async () => {
    const first = await get('/me/tracks?limit=50');
    expect(first).toMatchObject({ total: 30_000 });
    expect(first.items).toHaveLength(50);
    expect(first.items[0]).toHaveProperty('track.external_ids.isrc');
    expect(String(first.items[0]?.added_at) > String(first.items[49]?.added_at)).toBe(true);
    const last = await get('/me/tracks?limit=50&offset=29950');
    expect(last.items).toHaveLength(50);
    expect(last.next).toBeNull();
    expect((await get('/me/tracks?offset=30000')).items).toEqual([]);
    expect((await call('GET', '/me/tracks?limit=51')).status).toBe(400);
  });

  it('is changed and asked about by address in the query, forty at most', async () => {
    const uri = trackUri(30_010);
    const contains = async (): Promise<unknown> => (await call('GET', `/me/library/contains?uris=${uri}`)).json;
    expect(await contains()).toEqual([false]);
    expect((await call('PUT', `/me/library?uris=${uri}`)).status).toBe(200);
    expect(await contains()).toEqual([true]);
    expect((await get('/me/tracks?limit=1')).items[0]).toHaveProperty('track.uri', uri);
    await call('DELETE', `/me/library?uris=${uri}`);
    expect(await contains()).toEqual([false]);
    const forty = Array.from({ length: 40 }, (_, n) => trackUri(n)).join();
    expect((await call('GET', `/me/library/contains?uris=${forty}`)).json).toHaveLength(40);
    expect((await call('GET', `/me/library/contains?uris=${forty},${uri}`)).status).toBe(400);
  });

  it('refuses a body instead of the query, artists when writing, and addresses that are none', async () => {
    const artist = [...spotify.world.artists.keys()][0];
    expect((await call('PUT', '/me/library', { uris: [trackUri(0)] })).json).toEqual({
      error: { status: 400, message: 'Missing required field: uris' },
    });
    expect((await call('PUT', `/me/library?uris=spotify:artist:${artist}`)).status).toBe(400);
    expect((await call('GET', `/me/library/contains?uris=spotify:artist:${artist}`)).json).toEqual([true]);
    expect((await call('PUT', '/me/library?uris=https://open.spotify.com/track/x')).status).toBe(400);
  });

  it('is changed by the old routes before the cut', async () => {
    spotify.strings.regime = 'dev_legacy';
    const id = trackUri(30_020).split(':')[2];
    const statuses = [
      (await call('PUT', '/me/tracks', { ids: [id] })).status,
      (await call('DELETE', `/me/tracks?ids=${id}`)).status,
    ];
    const contains = (await call('GET', `/me/tracks/contains?ids=${id}`)).json;
    spotify.strings.regime = 'dev_restricted';
    expect(statuses).toEqual([200, 200]);
    expect(contains).toEqual([false]);
    expect((await call('PUT', '/me/tracks', { ids: [id] })).status).toBe(403);
  });
});

describe('who is followed and played', () => {
  it('comes by cursor and inside `artists`', async () => {
    const seen: unknown[] = [];
    let after: string | null | undefined;
    let calls = 0;
    do {
      const { json } = await call('GET', `/me/following?type=artist&limit=50${after ? `&after=${after}` : ''}`);
      const { artists } = json as { artists: Page };
      calls++;
      seen.push(...artists.items.map((artist) => artist.id));
      expect(artists).not.toHaveProperty('offset');
      after = artists.cursors?.after;
    } while (after);
    expect([calls, seen.length, new Set(seen).size]).toEqual([3, 120, 120]);
    expect((await call('GET', '/me/following')).status).toBe(400);
  });

  it('has top lists that differ by time range, and the last fifty plays by cursor', async () => {
    const long = await get('/me/top/tracks?time_range=long_term&limit=5');
    const short = await get('/me/top/tracks?time_range=short_term&limit=5');
    expect(long.items[0]?.id).not.toBe(short.items[0]?.id);
    expect((await get('/me/top/artists')).items).toHaveLength(20);
    expect((await call('GET', '/me/top/tracks?time_range=forever')).status).toBe(400);
    const first = await get('/me/player/recently-played?limit=30');
    const second = await get(`/me/player/recently-played?limit=30&before=${first.cursors?.before}`);
    expect([first.items.length, second.items.length, second.next]).toEqual([30, 20, null]);
    expect((await call('GET', '/me/player/recently-played?after=1&before=2')).status).toBe(400);
  });

  it('says more about the person the more was agreed to, before the cut', async () => {
    const own = await startSignedIn({ regime: 'dev_legacy' }, ['user-read-private']);
    const me = (await own.call('GET', '/me')).json;
    await own.spotify.close();
    expect(me).toMatchObject({ country: 'DE', product: 'premium', followers: { total: 1 } });
    expect(me).not.toHaveProperty('email');
  });
});
