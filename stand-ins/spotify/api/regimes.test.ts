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

/** What left when, from Spotify's change notes (27 November 2024, 11 February 2026) and from what apps have seen since; in our own words. */
const goneForAll = {
  403: ['GET /audio-analysis/{id}', 'GET /audio-features', 'GET /audio-features/{id}'],
  404: [
    'GET /artists/{id}/related-artists',
    'GET /browse/categories/{id}/playlists',
    'GET /browse/featured-playlists',
    'GET /recommendations',
    'GET /recommendations/available-genre-seeds',
  ],
};
/** Of the library only one route for all kinds is left to restricted apps; of playlists, the items under their new name. */
const goneForNewcomers = [
  ...['albums', 'artists', 'audiobooks', 'chapters', 'episodes', 'shows', 'tracks'].map((kind) => `GET /${kind}`),
  ...['albums', 'audiobooks', 'episodes', 'following', 'shows', 'tracks'].flatMap((kind) => [
    `DELETE /me/${kind}`,
    `PUT /me/${kind}`,
    `GET /me/${kind}/contains`,
  ]),
  ...['DELETE', 'PUT'].map((method) => `${method} /playlists/{id}/followers`),
  'GET /playlists/{id}/followers/contains',
  ...['DELETE', 'GET', 'POST', 'PUT'].map((method) => `${method} /playlists/{id}/tracks`),
  ...['categories', 'categories/{id}', 'new-releases'].map((path) => `GET /browse/${path}`),
  'GET /artists/{id}/top-tracks',
  'GET /markets',
  'GET /users/{id}',
  ...['GET', 'POST'].map((method) => `${method} /users/{id}/playlists`),
];

it('withdraws exactly what apps have lost', () => {
  const gone = (regime: Regime, status: 403 | 404): string[] =>
    apiRoutes.filter((route) => withdrawn(route, regime) === status).map((route) => route.name);
  expect(apiRoutes).toHaveLength(96);
  for (const regime of ['extended', 'dev_legacy'] as const) {
    expect(gone(regime, 403).toSorted()).toEqual(goneForAll[403]);
    expect(gone(regime, 404).toSorted()).toEqual(goneForAll[404]);
  }
  expect(gone('dev_restricted', 403).toSorted()).toEqual([...goneForAll[403], ...goneForNewcomers].toSorted());
  expect(gone('dev_restricted', 404).toSorted()).toEqual(goneForAll[404]);
});

it('knows the permission that each part of an account needs', () => {
  const scopesOf = (name: string): readonly string[] => apiRoutes.find((route) => route.name === name)?.scopes ?? [];
  expect(scopesOf('GET /me/tracks')).toEqual(['user-library-read']);
  expect(scopesOf('PUT /me/tracks')).toEqual(['user-library-modify']);
  expect(scopesOf('GET /me/playlists')).toContain('playlist-read-private');
  expect(scopesOf('GET /me/following')).toEqual(['user-follow-read']);
  expect(scopesOf('GET /me/player')).toEqual(['user-read-playback-state']);
  expect(scopesOf('GET /tracks/{id}')).toEqual([]);
  const reading = apiRoutes.filter((route) => route.method === 'GET').flatMap((route) => route.scopes);
  expect(reading.filter((scope) => scope.includes('modify'))).toEqual([]);
});
