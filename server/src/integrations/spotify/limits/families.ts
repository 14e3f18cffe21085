/** What a family of routes is like. One family is remembered as one capability. */
export interface Family {
  readonly name: string;
  /** Any of these scopes is needed. */
  readonly scopes?: readonly string[];
  /** What a plain 403 means: this thing is not for this account, or the route is gone (default). */
  readonly forbidden?: 'withheld' | 'gone';
  /** A plain 404 means that the route is gone rather than the thing. */
  readonly missingIsGone?: boolean;
  /** The largest page where nothing is known; restricted apps get `narrow`. */
  readonly page?: { readonly wide: number; readonly narrow: number };
}

const modify = ['playlist-modify-private', 'playlist-modify-public'];

/** Every family that is asked for; facts of the Web API as of 2026. */
export const families = {
  me: { name: 'me' },
  search: { name: 'search', page: { wide: 50, narrow: 10 } },
  track: { name: 'tracks.one', forbidden: 'withheld' },
  album: { name: 'albums.one', forbidden: 'withheld' },
  albums: { name: 'albums.several' },
  albumTracks: { name: 'albums.tracks', forbidden: 'withheld', page: { wide: 50, narrow: 50 } },
  artist: { name: 'artists.one', forbidden: 'withheld' },
  artistAlbums: { name: 'artists.albums', page: { wide: 50, narrow: 10 } },
  myPlaylists: { name: 'playlists.mine', scopes: ['playlist-read-private'], page: { wide: 50, narrow: 20 } },
  playlist: { name: 'playlists.one', forbidden: 'withheld' },
  playlistItems: {
    name: 'playlists.items.read',
    scopes: ['playlist-read-private'],
    forbidden: 'withheld',
    page: { wide: 50, narrow: 20 },
  },
  playlistChange: { name: 'playlists.items.write', scopes: modify, forbidden: 'withheld' },
  savedTracks: { name: 'library.tracks.read', scopes: ['user-library-read'], page: { wide: 50, narrow: 20 } },
  save: { name: 'library.write', scopes: ['user-library-modify'] },
  saveTracks: { name: 'library.tracks.write', scopes: ['user-library-modify'] },
  followed: { name: 'following.read', scopes: ['user-follow-read'], page: { wide: 50, narrow: 20 } },
  top: { name: 'top', scopes: ['user-top-read'], page: { wide: 50, narrow: 20 } },
  audioFeatures: { name: 'audio-features', missingIsGone: true },
  recommendations: { name: 'recommendations', missingIsGone: true },
} as const satisfies Record<string, Family>;
