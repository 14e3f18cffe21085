/** Parameters that each reading route knows. The original passes over others in silence; the stand-in tells the test. */
const known: Readonly<Record<string, string>> = {
  'GET /search': 'q type market limit offset include_external',
  'GET /tracks': 'ids market',
  'GET /tracks/{id}': 'market',
  'GET /albums': 'ids market',
  'GET /albums/{id}': 'market',
  'GET /albums/{id}/tracks': 'market limit offset',
  'GET /artists': 'ids',
  'GET /artists/{id}/albums': 'include_groups market limit offset',
  'GET /artists/{id}/top-tracks': 'market',
  'GET /browse/new-releases': 'limit offset',
  'GET /browse/categories': 'locale limit offset',
  'GET /browse/categories/{id}': 'locale',
  'GET /playlists/{id}': 'market fields additional_types',
  'GET /playlists/{id}/items': 'market fields limit offset additional_types',
  'GET /playlists/{id}/tracks': 'market fields limit offset additional_types',
  'GET /playlists/{id}/followers/contains': 'ids',
  'GET /users/{id}/playlists': 'limit offset',
  'GET /me/playlists': 'limit offset',
  'GET /me/tracks': 'market limit offset',
  'GET /me/albums': 'market limit offset',
  'GET /me/shows': 'limit offset',
  'GET /me/episodes': 'market limit offset',
  'GET /me/audiobooks': 'limit offset',
  'GET /me/following': 'type after limit',
  'GET /me/following/contains': 'type ids',
  'GET /me/top/{type}': 'time_range limit offset',
  'GET /me/library/contains': 'uris',
  'GET /me/tracks/contains': 'ids',
  'GET /me/albums/contains': 'ids',
  'GET /me/shows/contains': 'ids',
  'GET /me/episodes/contains': 'ids',
  'GET /me/audiobooks/contains': 'ids',
  'GET /me/player': 'market additional_types',
  'GET /me/player/currently-playing': 'market additional_types',
  'GET /me/player/recently-played': 'limit after before',
  'GET /shows': 'ids market',
  'GET /shows/{id}': 'market',
  'GET /shows/{id}/episodes': 'market limit offset',
  'GET /episodes': 'ids market',
  'GET /episodes/{id}': 'market',
  'GET /audiobooks': 'ids market',
  'GET /audiobooks/{id}': 'market',
  'GET /audiobooks/{id}/chapters': 'market limit offset',
  'GET /chapters': 'ids market',
  'GET /chapters/{id}': 'market',
};

/** Names in the query that a reading route does not know, repeated ones included; of writing routes none are looked at. */
export function strangeParameters(route: string, query: URLSearchParams): readonly string[] {
  if (!route.startsWith('GET ')) return [];
  const names = (known[route] ?? '').split(' ');
  const sent = [...query.keys()];
  return sent.filter((name, i) => !names.includes(name) || sent.indexOf(name) !== i);
}
