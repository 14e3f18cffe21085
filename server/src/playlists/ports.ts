import type { WantedTrack } from '#music';
import type { Db } from '#platform/database';

/** Spotify gives nothing now: what a person reads, and when to ask again (`null`: when somebody has done something). */
export interface NotNow {
  readonly kind: 'not-now';
  readonly code: string;
  readonly sentence: string;
  readonly until: Date | null;
}

/** There are contents, but not for this account: never to be taken for empty. */
export interface Withheld {
  readonly kind: 'withheld';
  readonly sentence: string;
}

/** A playlist as the account lists it. */
export interface ListedPlaylist {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly imageUrl: string | null;
  /** Changes with every edit; `null`: unknown. */
  readonly snapshotId: string | null;
  /** Rows; `null`: withheld. */
  readonly total: number | null;
}

/** One row of a playlist, in place. */
export interface ListedRow {
  /** `local`: a file of the owner; `unavailable`: Spotify gives the row without contents. */
  readonly kind: 'track' | 'local' | 'episode' | 'unavailable';
  /** Empty where there is none. */
  readonly uri: string;
  readonly track: WantedTrack | null;
  readonly spotifyTrackId: string | null;
  readonly spotifyAlbumId: string | null;
  readonly addedAt: Date | null;
}

/** A page; `next` is where the following one begins, `null` at the end. */
export interface Page<T> {
  readonly kind: 'page';
  readonly items: readonly T[];
  readonly next: number | null;
  /** As Spotify counts, rows that may not be seen included. */
  readonly total: number | null;
}

/** Whether there is an account to ask with. */
export type AccountAccess =
  | { readonly kind: 'ready' }
  | { readonly kind: 'off' | 'unlinked'; readonly sentence: string; readonly missing: readonly string[] };

/** The account's playlists and saved tracks; each function is one call. */
export interface AccountPlaylists {
  access(): Promise<AccountAccess>;
  mine(offset: number, signal: AbortSignal): Promise<Page<ListedPlaylist> | NotNow>;
  /** The list as it is now. */
  one(
    id: string,
    signal: AbortSignal,
  ): Promise<{ readonly kind: 'playlist'; readonly playlist: ListedPlaylist } | { readonly kind: 'gone' } | NotNow>;
  rows(
    id: string,
    offset: number,
    signal: AbortSignal,
  ): Promise<Page<ListedRow> | Withheld | { readonly kind: 'gone' } | NotNow>;
  /** Newest first. */
  saved(offset: number, signal: AbortSignal): Promise<Page<ListedRow> | NotNow>;
}

/** Takes wishes in; deduplicates by recording and queues the journey's first job in the same transaction. */
export interface WishIntake {
  add(
    trx: Db,
    wishes: readonly {
      readonly track: WantedTrack;
      readonly source: string;
      readonly priority: number;
      readonly spotifyTrackId: string | null;
      readonly spotifyAlbumId: string | null;
    }[],
  ): Promise<readonly { readonly wishId: number; readonly kind: 'new' | 'already-wished' | 'already-owned' }[]>;
}

/** How wishes stand, for people. */
export type WishStates = (ids: readonly number[]) => Promise<
  ReadonlyMap<
    number,
    {
      readonly state: string;
      readonly stage: string;
      readonly reason: string | null;
      readonly libraryFileId: number | null;
    }
  >
>;
