import type { WantedTrack } from '#music';
import type { Db } from '#platform/database';

/** A service gives nothing now: what a person reads, and when to ask again (`null`: unknown). */
export interface NotNow {
  readonly code: string;
  readonly sentence: string;
  readonly until: Date | null;
}

/** A track of the account, with what makes it important. */
export interface AccountTrack {
  readonly uri: string;
  readonly item_id: number;
  readonly saved: boolean;
  readonly lists: number;
  readonly added_at: Date | null;
}

/** A track of the account as it is wished for. */
export interface AccountRow {
  readonly uri: string;
  readonly track: WantedTrack;
  readonly spotifyTrackId: string | null;
  readonly spotifyAlbumId: string | null;
}

/** The Spotify account: playlists and saved tracks as they are stored here. */
export interface Account {
  /** Whether there is an account to compare with; in FREE mode there is none. */
  access(): Promise<
    | { readonly kind: 'ready' }
    | { readonly kind: string; readonly sentence: string; readonly missing: readonly string[] }
  >;
  /** Compares what is stored with Spotify; answers why that could not be done to the end, or `null`. */
  refresh(signal: AbortSignal): Promise<NotNow | null>;
  /** Every track once, in order of the URI. */
  tracks(sources: readonly string[]): Promise<readonly AccountTrack[]>;
  /** By the ids of their rows; rows that are gone are left out. */
  rows(ids: readonly number[]): Promise<readonly AccountRow[]>;
}

/** What the library holds, in the order given. */
export type OwnedHere = (trx: Db, tracks: readonly WantedTrack[]) => Promise<readonly boolean[]>;

/** Another place where music may lie already, such as Plex. */
export interface OwnedElsewhere {
  /** The key under which a run tells of it. */
  readonly name: string;
  /** In the order given; or why it cannot be asked. */
  find(tracks: readonly WantedTrack[], signal: AbortSignal): Promise<readonly boolean[] | NotNow>;
}

/** Releases that people chose by hand, by Spotify's id. */
export type ChosenReleases = () => Promise<ReadonlyMap<string, boolean>>;

/** Takes wishes in: one per recording, with the journey's first job, in the same transaction. */
export interface WishIntake {
  add(
    trx: Db,
    wishes: readonly {
      readonly track: WantedTrack;
      readonly source: string;
      readonly priority: number;
      readonly spotifyTrackId: string | null;
      readonly spotifyAlbumId: string | null;
      readonly leaveCancelled: boolean;
    }[],
  ): Promise<readonly { readonly wishId: number; readonly kind: 'new' | 'already-wished' | 'already-owned' }[]>;
}

/** What is done with wishes of ours besides taking them in. */
export interface OwnWishes {
  /** Gives those that are not settled yet other rules of quality. */
  setQuality(trx: Db, quality: NonNullable<WantedTrack['quality']>): Promise<void>;
  /** Gives up those of these wishes that wait. */
  giveUp(ids: readonly number[]): Promise<void>;
  /** Searches again for those of these wishes that were given up by `giveUp`. */
  revive(ids: readonly number[]): Promise<void>;
}
