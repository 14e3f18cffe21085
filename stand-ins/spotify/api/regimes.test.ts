import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateWorld, type Regime, regimes, type SpotifyStandIn } from '../index.ts';
import { type Client, startSignedIn } from '../testing.ts';
import { apiRoutes, withdrawn } from './regimes.ts';

/** A path of a route with an id that exists. */
function pathOf(spotify: SpotifyStandIn, name: string): string {
  const { world } = spotify;
  const [, path = ''] = name.split(' ');
  const collection = path.split('/')[1] ?? '';
  const kindOf: Record<string, ReadonlyMap<string, unknown>> = {
    albums: world.albums,
    artists: world.artists,
    tracks: world.tracks,
    playlists: world.playlists,
    users: world.users,
  };
  const shows = [...world.shows.values()];
  const spoken = shows.find((each) => each.kind === (/audiobook|chapter/.test(collection) ? 'audiobook' : 'show'));
  const ids: Record<string, string | undefined> = {
    shows: spoken?.id,
    audiobooks: spoken?.id,
    episodes: spoken?.episodeIds[0],
    chapters: spoken?.episodeIds[0],
    browse: 'pop',
  };
  const id = ids[collection] ?? [...(kindOf[collection] ?? new Map<string, unknown>()).keys()][0] ?? 'x'.repeat(22);
  const track = [...world.tracks.keys()][0];
  const filled = path.replace('{type}', 'tracks').replace('{id}', id);
  const needs: Record<string, string> = {
    'GET /search': 'q=e&type=track',
    'GET /me/following': 'type=artist',
    'GET /me/library/contains': `uris=spotify:track:${track}`,
  };
  const query =
    needs[name] ??
    (/contains$|^\/(?:albums|artists|tracks|shows|episodes|chapters|audiobooks)$/.test(path)
      ? `ids=${track}&type=artist`
      : '');
  return `${filled}?${query}`;
}

describe.each(regimes)('%s', (regime: Regime) => {
  let spotify: SpotifyStandIn;
  let call: Client;
  beforeAll(async () => {
    ({ spotify, call } = await startSignedIn({ world: generateWorld({ artists: 3 }), regime }));
  });
  afterAll(async () => await spotify.close());

  it('answers each of the 96 routes as the regime says', async () => {
    const wrong: string[] = [];
    for (const route of apiRoutes) {
      const { status, json } = await call(route.method, pathOf(spotify, route.name));
      const gone = withdrawn(route, regime);
      const message = (json as { error?: { message?: string } } | undefined)?.error?.message;
      if (gone !== undefined) {
        const expected = gone === 403 ? 'Forbidden' : 'Resource not found';
        if (status !== gone || message !== expected) wrong.push(`${route.name}: ${status} ${message}, not ${gone}`);
        continue;
      }
      // a body or a device is missing here, but the route is there
      const there = status <= 400 || message?.includes('No active device') === true;
      if (!there) wrong.push(`${route.name}: ${status} ${message}`);
      if (route.method === 'GET' && status !== 200 && status !== 204) wrong.push(`${route.name}: ${status} ${message}`);
    }
    expect(wrong).toEqual([]);
    expect(spotify.calls.total()).toBe(96);
    expect(Object.keys(spotify.calls.byRoute())).toHaveLength(96);
  });
});

const reference = ['../shared', '../../shared']
  .map((path) => `${path}/reference/specs/spotify/regimes.json`)
  .find((path) => existsSync(path));

it.skipIf(reference === undefined)('has the same table as the reference', () => {
  const table = JSON.parse(readFileSync(reference ?? '', 'utf8')) as {
    endpoints: { method: string; path: string; scopes: string[]; observed_status?: number }[];
  };
  const plain = (path: string): string => path.replaceAll(/\{(?!type)[a-z_]+\}/g, '{id}');
  for (const row of table.endpoints as ((typeof table.endpoints)[number] & Record<Regime, string>)[]) {
    const route = apiRoutes.find((each) => each.name === `${row.method} ${plain(row.path)}`);
    expect(route?.scopes, row.path).toEqual(row.scopes);
    if (!route) continue;
    for (const regime of ['dev_legacy', 'dev_restricted'] as const) {
      const gone = row[regime] === 'gone' ? row.observed_status : undefined;
      expect(withdrawn(route, regime), `${row.path} in ${regime}`).toBe(gone);
    }
  }
  expect(table.endpoints).toHaveLength(apiRoutes.length);
});
