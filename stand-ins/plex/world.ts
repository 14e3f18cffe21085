/** A track as the world describes it; what is missing is missing at Plex, too. */
export interface WorldTrack {
  readonly title: string;
  /** Number on its disc. */
  readonly index?: number;
  readonly disc?: number;
  readonly durationMs?: number;
  /** Performer, where it is not the artist of the album. */
  readonly originalTitle?: string;
  /** As the server sees it; default: made of the names. */
  readonly file?: string;
  /** Ids of `Guid[]`, for example `mbid://…`; default none. */
  readonly guids?: readonly string[];
  /** Default `plex://track/…`. */
  readonly guid?: string;
  /** Several formats of one track; 0: no `Media` at all. Default 1. */
  readonly media?: number;
}

/** An album of an artist. */
export interface WorldAlbum {
  readonly artist: string;
  readonly title: string;
  readonly year?: number;
  readonly tracks: readonly WorldTrack[];
}

/** A library of the server. */
export interface WorldSection {
  readonly id: number;
  readonly title: string;
  /** Default `artist`. */
  readonly type?: 'artist' | 'movie';
  /** Default `tv.plex.agents.music`. */
  readonly agent?: string;
  /** Folders as the server sees them; `folder` is a real one behind it, whose files appear when it is scanned. */
  readonly locations: readonly { readonly path: string; readonly folder?: string }[];
  readonly albums?: readonly WorldAlbum[];
  /** Makes so many tracks of invented names, twelve an album and four albums an artist. */
  readonly generate?: number;
}

/** What a server has. */
export interface World {
  readonly sections: readonly WorldSection[];
  readonly devices?: readonly Record<string, unknown>[];
  readonly dvrs?: readonly Record<string, unknown>[];
}

/** Tracks of an album and albums of an artist in a generated library. */
const perAlbum = 12;
const perArtist = 4;

/** Invented albums with `count` tracks in all; the same for the same count. */
export function* generatedAlbums(count: number): Generator<WorldAlbum> {
  for (let from = 0; from < count; from += perAlbum) {
    const album = from / perAlbum;
    const artist = `Artist ${String(Math.floor(album / perArtist) + 1).padStart(5, '0')}`;
    const title = `Album ${String((album % perArtist) + 1)} of ${artist}`;
    const tracks = Array.from({ length: Math.min(perAlbum, count - from) }, (_none, index) => ({
      title: `Track ${from + index + 1}`,
      index: index + 1,
      durationMs: 120_000 + ((from + index) % 240) * 1000,
    }));
    yield { artist, title, year: 1960 + (album % 60), tracks };
  }
}
