/** What a house holds that no earlier answer tells: right values for bodies by operation, for parameters by `operation name`. */
export interface Facts {
  readonly bodies: Readonly<Record<string, readonly unknown[]>>;
  /** By `path parameter`. */
  readonly paths: Readonly<Record<string, readonly string[]>>;
  /** By `operation parameter`. */
  readonly queries: Readonly<Record<string, readonly unknown[]>>;
}

/** Nothing is known. */
export const noFacts: Facts = { bodies: {}, paths: {}, queries: {} };

const artistKey = 'spotify:6FXMGgJwohJLUSr5nVlf9X';
const track = { id: '7', name: 'Glasregen', title: 'Glasregen', artists: ['Mira Vantour'], duration_ms: 201_000 };
const offer = { filename: 'Music\\Mira Vantour\\01 - Glasregen.flac', username: 'peer', size: 20_000_000 };

/** What the house of the fuzz run holds. */
export function factsOf(house: { readonly key: string }): Facts {
  return {
    bodies: {
      'POST /api/v1/session': [{ key: house.key }],
      'POST /api/v1/wishes/bulk': [
        { action: 'retry', ids: [1, 2, 3] },
        { action: 'priority', priority: 5, filter: { state: 'done' } },
        { action: 'cancel', filter: {}, dry_run: true },
      ],
      'POST /api/v1/downloads/bulk': [
        { action: 'retry', ids: [1, 2, 3] },
        { action: 'priority', priority: 5, filter: { status: 'completed' } },
        { action: 'cancel', filter: {}, dry_run: true },
      ],
      'POST /api/v1/matching/spotify-to-soulseek': [{ spotify_track: track, candidates: [offer] }],
      'POST /api/v1/matching/spotify-to-plex': [{ spotify_track: track, candidates: [{ ...track, id: '7' }] }],
      'POST /api/v1/spotify/free/upload': [{ filename: 'list.txt', content: 'Mira Vantour - Glasregen\n' }],
      'POST /api/v1/spotify/free/parse': [{ lines: ['Mira Vantour - Glasregen', 'Halldis Moen - Nordlys'] }],
      'POST /api/v1/imports/free': [{ links: ['https://open.spotify.com/playlist/37i9dQZF1DXcBWIGoYBM5M'] }],
      'POST /api/v1/watchlist': [{ artist: 'Mira Vantour' }, { artist_key: artistKey }],
      'POST /api/v1/artists/watchlist': [{ artist_key: artistKey, priority: 1 }],
      'PUT /api/v1/secrets/{provider}': [{ value: '0123456789abcdef' }, { value: null }],
      'POST /api/v1/secrets/{provider}/validate': [{ value: '0123456789abcdef' }, {}],
      'POST /plex/playlists': [{ title: 'Fuzz', items: [] }],
      'POST /beets/import': [{ path: '.', quiet: true, autotag: false }],
    },
    paths: {
      '/api/v1/secrets/{provider} provider': ['acoustid', 'musixmatch'],
      '/api/v1/secrets/{provider}/validate provider': ['slskd_api_key', 'spotify_client_secret', 'acoustid'],
    },
    queries: {},
  };
}
