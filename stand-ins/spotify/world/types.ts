/** A picture; playlist mosaics and uploads have no known size. */
export interface Picture {
  readonly url: string;
  readonly width: number | null;
  readonly height: number | null;
}

/** An artist of the catalogue. */
export interface Artist {
  readonly id: string;
  readonly name: string;
  readonly genres: readonly string[];
  readonly followers: number;
  /** 0..100. */
  readonly popularity: number;
  readonly images: readonly Picture[] | null;
}

/** A release. EPs are singles, as in the original. */
export interface Album {
  readonly id: string;
  readonly name: string;
  readonly albumType: 'album' | 'single' | 'compilation';
  readonly artistIds: readonly string[];
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; the precision follows from the length. `0000` occurs. */
  readonly releaseDate: string;
  /** From then on it can be seen (Unix ms); default: the first moment of the release date, at once when that is no date. */
  readonly publishedAt?: number;
  readonly label: string;
  readonly upc: string | null;
  readonly copyrights: readonly { readonly text: string; readonly type: 'C' | 'P' }[];
  readonly images: readonly Picture[] | null;
  readonly popularity: number;
  /** In playing order, all discs. */
  readonly trackIds: readonly string[];
}

/** A track of one album. */
export interface Track {
  readonly id: string;
  readonly name: string;
  readonly artistIds: readonly string[];
  readonly albumId: string;
  readonly disc: number;
  readonly number: number;
  readonly durationMs: number;
  readonly explicit: boolean;
  readonly isrc: string | null;
  readonly popularity: number;
  /** Countries in which it can be played; default all. */
  readonly markets?: readonly string[];
  /** Why it cannot be played although the market fits. */
  readonly restriction?: 'market' | 'product' | 'explicit' | 'payment_required';
  /** Asked for with a market, this other track is given instead (relinking). */
  readonly relinkedTo?: string;
}

/** A podcast with its episodes, or an audiobook with its chapters. */
export interface Show {
  readonly id: string;
  readonly kind: 'show' | 'audiobook';
  readonly name: string;
  readonly publisher: string;
  readonly description: string;
  readonly episodeIds: readonly string[];
}

/** An episode of a show, or a chapter of an audiobook. */
export interface Episode {
  readonly id: string;
  readonly showId: string;
  readonly name: string;
  readonly durationMs: number;
  readonly releaseDate: string;
}

/** What one row of a playlist holds. */
export type RowContent =
  | { readonly kind: 'track' | 'episode'; readonly id: string }
  /** A file on somebody's own disk, known by names only; parts may be empty. */
  | {
      readonly kind: 'local';
      readonly artist: string;
      readonly album: string;
      readonly title: string;
      readonly seconds: number;
    }
  /** Withdrawn from the catalogue: the row answers null. */
  | { readonly kind: 'gone' };

/** One row. Two rows may hold the same track; `uid` tells them apart and is never sent by the Web API. */
export interface PlaylistRow {
  readonly uid: string;
  /** RFC 3339; null in very old lists. */
  readonly addedAt: string | null;
  /** A user id; `''` and null occur. */
  readonly addedBy: string | null;
  readonly content: RowContent;
}

/** A playlist; its rows are changed through `./playlists.ts` only, so that the snapshot moves with them. */
export interface Playlist {
  readonly id: string;
  name: string;
  /** With HTML entities, as the original sends it. */
  description: string | null;
  readonly ownerId: string;
  public: boolean;
  collaborative: boolean;
  /** User ids that may edit and read. */
  readonly collaborators: readonly string[];
  images: readonly Picture[] | null;
  rows: readonly PlaylistRow[];
  /** How often it was changed. */
  revision: number;
  /** Rows of past snapshots by snapshot id, newest last; edits against an old one are understood as of then. */
  readonly past: Map<string, readonly PlaylistRow[]>;
  /** Made by Spotify itself (`37i9dQZF1…`): 404 in the Web API, readable as a public page. */
  readonly bySpotify: boolean;
  /** Says more rows than can be seen, as with rows that are hidden from the caller. */
  readonly hiddenRows: number;
}

/** Something that was saved, with the moment. */
export interface Saved {
  readonly id: string;
  readonly addedAt: string;
}

/** A person with an account. */
export interface User {
  readonly id: string;
  readonly accountId: string;
  readonly name: string | null;
  readonly email: string;
  readonly country: string;
  readonly product: 'premium' | 'free';
  /** Newest first. */
  savedTracks: readonly Saved[];
  savedAlbums: readonly Saved[];
  savedShows: readonly Saved[];
  savedEpisodes: readonly Saved[];
  /** Artists, in the order of the answer. */
  followedArtists: readonly string[];
  followedUsers: readonly string[];
  /** Own and followed lists in the order of the app; null is an entry that Spotify cannot show. */
  playlistIds: readonly (string | null)[];
  topTracks: readonly string[];
  topArtists: readonly string[];
  /** Newest first. */
  recentlyPlayed: readonly { readonly id: string; readonly playedAt: string }[];
}
