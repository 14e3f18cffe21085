/** A JSON object as Spotify sent it. */
export type Json = Readonly<Record<string, unknown>>;

/** On whose behalf a call is made; decides who may go first and how much of the day's budget it may use. */
export type Purpose = 'interactive' | 'sync' | 'backfill' | 'watch';

/** How a question is asked. */
export interface Asking {
  readonly purpose: Purpose;
  readonly signal?: AbortSignal;
  /** Kept answers older than this are asked anew; default: the life of the kind of answer. Milliseconds. */
  readonly maxAgeMs?: number;
}

/** Somebody or something with a name at Spotify; `id` is null for local files. */
export interface Named {
  readonly id: string | null;
  readonly name: string;
}

/** An album, single or compilation, as lists give it. */
export interface SpotifyRelease {
  readonly id: string | null;
  readonly title: string;
  /** `album`, `single` (EPs too) or `compilation`. */
  readonly type: string | null;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; impossible dates are null. */
  readonly releaseDate: string | null;
  readonly precision: 'year' | 'month' | 'day' | null;
  readonly totalTracks: number | null;
  readonly artists: readonly Named[];
  /** The widest first, as Spotify sends them. */
  readonly images: readonly string[];
  readonly raw: Json;
}

/** An album with what only the whole album has. */
export interface SpotifyAlbum extends SpotifyRelease {
  readonly upc: string | null;
  /** Only older apps see it. */
  readonly label: string | null;
  readonly copyrights: readonly string[];
  readonly tracks: readonly SpotifyTrack[];
}

/** A recording. */
export interface SpotifyTrack {
  /** Null for local files. */
  readonly id: string | null;
  readonly uri: string | null;
  readonly title: string;
  readonly artists: readonly Named[];
  readonly album: SpotifyRelease | null;
  readonly discNumber: number | null;
  readonly trackNumber: number | null;
  readonly durationMs: number | null;
  /** Twelve characters, upper case, without dashes; anything else is null. */
  readonly isrc: string | null;
  readonly explicit: boolean | null;
  readonly isPlayable: boolean | null;
  /** Only older apps see it. */
  readonly popularity: number | null;
  /** The id that was asked for, where Spotify gave another track in its place. */
  readonly linkedFromId: string | null;
  readonly raw: Json;
}

/** An artist. */
export interface SpotifyArtist {
  readonly id: string;
  readonly name: string;
  readonly genres: readonly string[];
  readonly images: readonly string[];
  /** Only older apps see it. */
  readonly popularity: number | null;
  readonly raw: Json;
}

/** A playlist without its rows. */
export interface SpotifyPlaylist {
  readonly id: string;
  readonly name: string;
  /** Entities decoded. */
  readonly description: string | null;
  readonly owner: Named;
  readonly isCollaborative: boolean;
  /** Opaque; changes with every edit. */
  readonly snapshotId: string | null;
  /** Rows, hidden ones too; `null` when Spotify withholds the contents: never to be read as empty. */
  readonly total: number | null;
  readonly isWithheld: boolean;
  readonly imageUrl: string | null;
}

/** One row of a playlist, in place. */
export interface SpotifyPlaylistRow {
  /** From 0, in the order of the list; rows that cannot be used count. */
  readonly position: number;
  readonly addedAt: Date | null;
  readonly addedBy: string | null;
  /** `unavailable`: Spotify gives the row without contents; `episode`: no music; `local`: a file of the owner, named only. */
  readonly kind: 'track' | 'local' | 'episode' | 'unavailable';
  readonly track: SpotifyTrack | null;
  readonly raw: Json;
}

/** A page of something. Follow `next` until it is null; `total` counts what may not be seen. */
export interface SpotifyPage<T> {
  readonly items: readonly T[];
  readonly offset: number;
  readonly total: number | null;
  /** Where the next page begins. */
  readonly next: number | null;
}

/** A page of a list that is read by cursor. */
export interface SpotifyCursorPage<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** A saved track. */
export interface SpotifySavedTrack {
  readonly savedAt: Date | null;
  readonly track: SpotifyTrack;
}

/** An artist's releases with the tracks of each. */
export interface SpotifyDiscography {
  readonly albums: readonly { readonly album: SpotifyRelease; readonly tracks: readonly SpotifyTrack[] }[];
  /** Releases whose tracks were not read this time, because of the limit of one request; asking again goes on. */
  readonly left: number;
}
