/** What an app may do: `extended` is closed to hobby projects, `dev_legacy` was registered before 2026-02-11, `dev_restricted` is everybody else. */
export type Regime = 'extended' | 'dev_legacy' | 'dev_restricted';

/** All regimes. */
export const regimes: readonly Regime[] = ['extended', 'dev_legacy', 'dev_restricted'];

/** Who still has a route: all, those from before February 2026, or nobody (cut in November 2024; with the status that is seen since). */
type Offer = 'all' | 'before-2026' | 'nobody-403' | 'nobody-404';

/** The 96 routes of the Web API with their offer and scopes; facts from Spotify's change notes and from public bug reports. */
const table: readonly (readonly [route: string, offer: Offer, scopes?: string])[] = [
  ['GET /albums', 'before-2026'],
  ['GET /albums/{id}', 'all'],
  ['GET /albums/{id}/tracks', 'all'],
  ['GET /artists', 'before-2026'],
  ['GET /artists/{id}', 'all'],
  ['GET /artists/{id}/albums', 'all'],
  ['GET /artists/{id}/related-artists', 'nobody-404'],
  ['GET /artists/{id}/top-tracks', 'before-2026'],
  ['GET /audio-analysis/{id}', 'nobody-403'],
  ['GET /audio-features', 'nobody-403'],
  ['GET /audio-features/{id}', 'nobody-403'],
  ['GET /audiobooks', 'before-2026'],
  ['GET /audiobooks/{id}', 'all'],
  ['GET /audiobooks/{id}/chapters', 'all'],
  ['GET /browse/categories', 'before-2026'],
  ['GET /browse/categories/{id}', 'before-2026'],
  ['GET /browse/categories/{id}/playlists', 'nobody-404'],
  ['GET /browse/featured-playlists', 'nobody-404'],
  ['GET /browse/new-releases', 'before-2026'],
  ['GET /chapters', 'before-2026'],
  ['GET /chapters/{id}', 'all'],
  ['GET /episodes', 'before-2026', 'user-read-playback-position'],
  ['GET /episodes/{id}', 'all', 'user-read-playback-position'],
  ['GET /markets', 'before-2026'],
  ['GET /me', 'all', 'user-read-private user-read-email'],
  ['DELETE /me/albums', 'before-2026', 'user-library-modify'],
  ['GET /me/albums', 'all', 'user-library-read'],
  ['PUT /me/albums', 'before-2026', 'user-library-modify'],
  ['GET /me/albums/contains', 'before-2026', 'user-library-read'],
  ['DELETE /me/audiobooks', 'before-2026', 'user-library-modify'],
  ['GET /me/audiobooks', 'all', 'user-library-read'],
  ['PUT /me/audiobooks', 'before-2026', 'user-library-modify'],
  ['GET /me/audiobooks/contains', 'before-2026', 'user-library-read'],
  ['DELETE /me/episodes', 'before-2026', 'user-library-modify'],
  ['GET /me/episodes', 'all', 'user-library-read user-read-playback-position'],
  ['PUT /me/episodes', 'before-2026', 'user-library-modify'],
  ['GET /me/episodes/contains', 'before-2026', 'user-library-read'],
  ['DELETE /me/following', 'before-2026', 'user-follow-modify'],
  ['GET /me/following', 'all', 'user-follow-read'],
  ['PUT /me/following', 'before-2026', 'user-follow-modify'],
  ['GET /me/following/contains', 'before-2026', 'user-follow-read'],
  ['DELETE /me/library', 'all', 'user-library-modify user-follow-modify playlist-modify-public'],
  ['PUT /me/library', 'all', 'user-library-modify user-follow-modify playlist-modify-public'],
  ['GET /me/library/contains', 'all', 'user-library-read user-follow-read playlist-read-private'],
  ['GET /me/player', 'all', 'user-read-playback-state'],
  ['PUT /me/player', 'all', 'user-modify-playback-state'],
  ['GET /me/player/currently-playing', 'all', 'user-read-currently-playing'],
  ['GET /me/player/devices', 'all', 'user-read-playback-state'],
  ['POST /me/player/next', 'all', 'user-modify-playback-state'],
  ['PUT /me/player/pause', 'all', 'user-modify-playback-state'],
  ['PUT /me/player/play', 'all', 'user-modify-playback-state'],
  ['POST /me/player/previous', 'all', 'user-modify-playback-state'],
  ['GET /me/player/queue', 'all', 'user-read-currently-playing user-read-playback-state'],
  ['POST /me/player/queue', 'all', 'user-modify-playback-state'],
  ['GET /me/player/recently-played', 'all', 'user-read-recently-played'],
  ['PUT /me/player/repeat', 'all', 'user-modify-playback-state'],
  ['PUT /me/player/seek', 'all', 'user-modify-playback-state'],
  ['PUT /me/player/shuffle', 'all', 'user-modify-playback-state'],
  ['PUT /me/player/volume', 'all', 'user-modify-playback-state'],
  ['GET /me/playlists', 'all', 'playlist-read-private'],
  ['POST /me/playlists', 'all', 'playlist-modify-public playlist-modify-private'],
  ['DELETE /me/shows', 'before-2026', 'user-library-modify'],
  ['GET /me/shows', 'all', 'user-library-read'],
  ['PUT /me/shows', 'before-2026', 'user-library-modify'],
  ['GET /me/shows/contains', 'before-2026', 'user-library-read'],
  ['GET /me/top/{type}', 'all', 'user-top-read'],
  ['DELETE /me/tracks', 'before-2026', 'user-library-modify'],
  ['GET /me/tracks', 'all', 'user-library-read'],
  ['PUT /me/tracks', 'before-2026', 'user-library-modify'],
  ['GET /me/tracks/contains', 'before-2026', 'user-library-read'],
  ['GET /playlists/{id}', 'all'],
  ['PUT /playlists/{id}', 'all', 'playlist-modify-public playlist-modify-private'],
  ['DELETE /playlists/{id}/followers', 'before-2026', 'playlist-modify-public playlist-modify-private'],
  ['PUT /playlists/{id}/followers', 'before-2026', 'playlist-modify-public playlist-modify-private'],
  ['GET /playlists/{id}/followers/contains', 'before-2026'],
  ['GET /playlists/{id}/images', 'all'],
  ['PUT /playlists/{id}/images', 'all', 'ugc-image-upload playlist-modify-public playlist-modify-private'],
  ['DELETE /playlists/{id}/items', 'all', 'playlist-modify-public playlist-modify-private'],
  ['GET /playlists/{id}/items', 'all', 'playlist-read-private'],
  ['POST /playlists/{id}/items', 'all', 'playlist-modify-public playlist-modify-private'],
  ['PUT /playlists/{id}/items', 'all', 'playlist-modify-public playlist-modify-private'],
  ['DELETE /playlists/{id}/tracks', 'before-2026', 'playlist-modify-public playlist-modify-private'],
  ['GET /playlists/{id}/tracks', 'before-2026', 'playlist-read-private'],
  ['POST /playlists/{id}/tracks', 'before-2026', 'playlist-modify-public playlist-modify-private'],
  ['PUT /playlists/{id}/tracks', 'before-2026', 'playlist-modify-public playlist-modify-private'],
  ['GET /recommendations', 'nobody-404'],
  ['GET /recommendations/available-genre-seeds', 'nobody-404'],
  ['GET /search', 'all'],
  ['GET /shows', 'before-2026'],
  ['GET /shows/{id}', 'all', 'user-read-playback-position'],
  ['GET /shows/{id}/episodes', 'all', 'user-read-playback-position'],
  ['GET /tracks', 'before-2026'],
  ['GET /tracks/{id}', 'all'],
  ['GET /users/{id}', 'before-2026'],
  ['GET /users/{id}/playlists', 'before-2026', 'playlist-read-private playlist-read-collaborative'],
  ['POST /users/{id}/playlists', 'before-2026', 'playlist-modify-public playlist-modify-private'],
];

/** One route of the Web API. */
export interface ApiRoute {
  /** As in the call counter: `GET /playlists/{id}/items`. */
  readonly name: string;
  readonly method: string;
  readonly segments: readonly string[];
  readonly offer: Offer;
  /** Scopes that the reference names for the route. */
  readonly scopes: readonly string[];
}

/** Every route of the Web API. */
export const apiRoutes: readonly ApiRoute[] = table.map(([name, offer, scopes = '']) => {
  const [method = '', path = ''] = name.split(' ');
  return {
    name,
    method,
    segments: path.split('/').slice(1),
    offer,
    scopes: scopes.split(' ').filter((scope) => scope !== ''),
  };
});

/** The status with which a withdrawn route answers; `undefined` when the regime has it. */
export function withdrawn(route: ApiRoute, regime: Regime): 403 | 404 | undefined {
  if (route.offer === 'nobody-404') return 404;
  if (route.offer === 'nobody-403') return 403;
  return route.offer === 'before-2026' && regime === 'dev_restricted' ? 403 : undefined;
}

const fits = (route: ApiRoute, segments: readonly string[]): boolean =>
  route.segments.length === segments.length &&
  route.segments.every((part, i) => (part.startsWith('{') ? segments[i] !== '' : part === segments[i]));

const isLiteral = (route: ApiRoute): boolean => !route.segments.some((part) => part.startsWith('{'));

/** Finds the route of a path below `/v1`; `allowed` names the methods when only the method differs. */
export function findApiRoute(
  method: string,
  path: string,
): { readonly route: ApiRoute; readonly id: string } | { readonly allowed: readonly string[] } | undefined {
  const segments = path.split('/').slice(1);
  const found = apiRoutes.filter((route) => fits(route, segments));
  const best = found.filter((route) => route.method === method).toSorted((a, b) => +isLiteral(b) - +isLiteral(a))[0];
  if (best) {
    const at = best.segments.findIndex((part) => part.startsWith('{'));
    return { route: best, id: at < 0 ? '' : (segments[at] ?? '') };
  }
  return found.length === 0 ? undefined : { allowed: found.map((route) => route.method) };
}

/** Fields that restricted apps do not get, by kind of object. */
const removed: Readonly<Record<string, readonly string[]>> = {
  track: ['available_markets', 'linked_from', 'popularity'],
  album: ['album_group', 'available_markets', 'label', 'popularity'],
  artist: ['followers', 'popularity'],
  user: ['country', 'email', 'explicit_content', 'followers', 'product'],
  show: ['available_markets', 'publisher'],
  audiobook: ['available_markets', 'publisher'],
  chapter: ['available_markets'],
};

/** Takes away what the regime does not send. */
export function filterFields(kind: string, object: Record<string, unknown>, regime: Regime): Record<string, unknown> {
  if (regime !== 'dev_restricted') return object;
  const gone = new Set(removed[kind]);
  return Object.fromEntries(Object.entries(object).filter(([name]) => !gone.has(name)));
}

/** Default and largest `limit` of a route. */
export function limitsOf(route: string, regime: Regime): { readonly usual: number; readonly most: number } {
  const isShort = route === 'GET /search' || route === 'GET /artists/{id}/albums';
  if (isShort && regime === 'dev_restricted') return { usual: 5, most: 10 };
  // undocumented, but seen in practice
  if (route === 'GET /playlists/{id}/tracks') return { usual: 20, most: 100 };
  return { usual: 20, most: 50 };
}
