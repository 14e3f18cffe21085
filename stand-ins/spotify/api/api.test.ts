import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SpotifyStandIn, startSpotify } from '../index.ts';
import { type Client, clientOf, startSignedIn } from '../testing.ts';
import { handledRoutes } from './api.ts';
import { apiRoutes } from './regimes.ts';

interface Page {
  readonly items: readonly Record<string, unknown>[];
  readonly total: number;
  readonly next: string | null;
  readonly limit: number;
}

let spotify: SpotifyStandIn;
let call: Client;
beforeAll(async () => {
  ({ spotify, call } = await startSignedIn());
});
afterAll(async () => await spotify.close());

const playlistId = (): string => [...spotify.world.playlists.keys()][0] ?? '';

describe('the table of routes', () => {
  it('has the 96 routes, and a handler for each that anybody still has', () => {
    expect(apiRoutes).toHaveLength(96);
    expect(apiRoutes.filter((route) => route.offer === 'all')).toHaveLength(48);
    const offered = apiRoutes.filter((route) => !route.offer.startsWith('nobody')).map((route) => route.name);
    expect(offered.filter((name) => !handledRoutes.includes(name))).toEqual([]);
    expect(handledRoutes.filter((name) => !offered.includes(name))).toEqual([]);
  });
});

describe('who may call', () => {
  it('refuses calls without a token, with another kind, with an unknown and with an expired one', async () => {
    const bare = await fetch(`${spotify.apiUrl}/me`);
    expect(await bare.json()).toEqual({ error: { status: 401, message: 'No token provided' } });
    const basic = await fetch(`${spotify.apiUrl}/me`, { headers: { authorization: 'Basic eDp5' } });
    expect(await basic.json()).toEqual({
      error: { status: 400, message: 'Only valid bearer authentication supported' },
    });
    const unknown = await clientOf(spotify, 'BQnobody')('GET', '/me');
    expect(unknown.json).toEqual({ error: { status: 401, message: 'Invalid access token' } });
    const own = await startSignedIn();
    own.spotify.strings.grants.expireAccess();
    const expired = await own.call('GET', '/me');
    await own.spotify.close();
    expect(expired.json).toEqual({ error: { status: 401, message: 'The access token expired' } });
  });

  it('refuses a call whose scope was not granted', async () => {
    const own = await startSignedIn({}, ['playlist-read-private']);
    const saved = await own.call('GET', '/me/tracks');
    const lists = await own.call('GET', '/me/playlists');
    await own.spotify.close();
    expect(saved.status).toBe(403);
    expect(saved.json).toEqual({ error: { status: 403, message: 'Insufficient client scope' } });
    expect(lists.status).toBe(200);
  });
});

describe('the restricted regime', () => {
  it('answers with the new names and without the removed fields', async () => {
    const me = (await call('GET', '/me')).json;
    expect(Object.keys(me as object).sort()).toEqual([
      'account_id',
      'display_name',
      'external_urls',
      'href',
      'id',
      'images',
      'type',
      'uri',
    ]);
    const page = (await call('GET', `/playlists/${playlistId()}/items?limit=5`)).json as Page;
    expect(page.items).toHaveLength(5);
    expect(page.total).toBe(24);
    expect(page.items[0]).toHaveProperty('item.external_ids.isrc');
    expect(page.items[0]).not.toHaveProperty('track');
    expect(page.items[0]).not.toHaveProperty('item.popularity');
    expect(page.items[0]).not.toHaveProperty('item.available_markets');
  });

  it('refuses the old routes and a search for more than ten', async () => {
    const old = await call('GET', `/playlists/${playlistId()}/tracks`);
    expect(old.json).toEqual({ error: { status: 403, message: 'Forbidden' } });
    const many = await call('GET', '/search?q=a&type=track&limit=11');
    expect(many.json).toEqual({ error: { status: 400, message: 'Invalid limit' } });
    const usual = (await call('GET', '/search?q=a&type=track')).json as { tracks: Page };
    expect(usual.tracks.limit).toBe(5);
  });

  it('counts its calls by route', async () => {
    spotify.calls.reset();
    await call('GET', `/playlists/${playlistId()}/items?limit=5`);
    await call('GET', `/playlists/${playlistId()}/items?offset=5`);
    await call('GET', '/nothing');
    expect(spotify.calls.byRoute()).toEqual({ 'GET /playlists/{id}/items': 2, 'GET /v1/nothing': 1 });
  });
});

describe('a switch of the regime', () => {
  it('comes in mid-run and without a word', async () => {
    const own = await startSignedIn({ regime: 'dev_legacy' });
    own.spotify.strings.switchRegime('dev_restricted', 1);
    const before = await own.call('GET', '/me');
    const after = await own.call('GET', '/me');
    await own.spotify.close();
    expect(before.json).toHaveProperty('country', 'DE');
    expect(after.json).not.toHaveProperty('country');
    expect(after.json).toHaveProperty('account_id');
  });
});

it('closes whatever it has opened', async () => {
  const own = await startSpotify();
  await own.close();
  await expect(fetch(own.apiUrl)).rejects.toThrow();
});
