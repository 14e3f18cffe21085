import type { WantedTrack } from '#music';
import type { Db } from '#platform/database';

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

/** Spotify gives nothing now, or not to us: what a person reads, and when to ask again (`null`: when somebody has done something). */
export interface NotNow {
  readonly kind: 'not-now';
  readonly code: string;
  readonly sentence: string;
  readonly until: Date | null;
}

/** A track as Spotify describes it. */
export interface FoundTrack {
  readonly track: WantedTrack;
  readonly spotifyTrackId: string;
  readonly spotifyAlbumId: string | null;
}

/** Looks tracks up at Spotify on behalf of an account. */
export interface TrackFinder {
  /** Best first, at most ten; by ISRC, by the fields, or (`loose`) by the words alone. One call. */
  search(
    ask: { readonly isrc: string } | { readonly title: string; readonly artist: string; readonly loose: boolean },
    signal: AbortSignal,
  ): Promise<{ readonly kind: 'found'; readonly tracks: readonly FoundTrack[] } | NotNow>;
  /** One track by its id. One call. */
  track(
    id: string,
    signal: AbortSignal,
  ): Promise<{ readonly kind: 'found'; readonly found: FoundTrack } | { readonly kind: 'gone' } | NotNow>;
}

/** The contents are there, but not for us: never to be taken for empty. */
export interface Withheld {
  readonly kind: 'withheld';
  readonly sentence: string;
}

/** A page of a playlist's tracks. Rows without a track (episodes, local files, taken down) are left out but count in `next`. */
export interface TrackPage {
  readonly kind: 'page';
  readonly tracks: readonly FoundTrack[];
  /** Where the next page begins; `null` at the end. */
  readonly next: number | null;
}

/** Reads playlists on behalf of an account, page by page. */
export interface PlaylistReader {
  /** What the playlist is called, and the state that its pages will show. One call. */
  head(
    id: string,
    signal: AbortSignal,
  ): Promise<
    | { readonly kind: 'head'; readonly name: string; readonly snapshotId: string | null }
    | Withheld
    | { readonly kind: 'gone' }
    | NotNow
  >;
  page(
    id: string,
    offset: number,
    signal: AbortSignal,
  ): Promise<TrackPage | Withheld | { readonly kind: 'gone' } | NotNow>;
}

/** Reads what everybody may see of a playlist, without an account: at most its first hundred tracks. */
export interface PublicPlaylists {
  read(
    id: string,
    signal: AbortSignal,
  ): Promise<
    | {
        readonly kind: 'read';
        readonly name: string;
        readonly tracks: readonly FoundTrack[];
        /** As many as the page ever shows: there are probably more. */
        readonly probablyCut: boolean;
      }
    | { readonly kind: 'gone' }
    | NotNow
  >;
}

/** Whether there is an account to ask with. */
export type SpotifyAccess =
  | { readonly kind: 'ready' }
  /** No client id, or the person chose FREE; nothing may be asked. */
  | { readonly kind: 'off'; readonly sentence: string }
  /** Nobody has signed in, or the consent has ended. */
  | { readonly kind: 'unlinked'; readonly sentence: string };

/** Everything of Spotify that this room may use. */
export interface SpotifyForImports {
  access(): Promise<SpotifyAccess>;
  readonly tracks: TrackFinder;
  readonly playlists: PlaylistReader;
}

/** Which of the found tracks is the wanted recording; `null`: surely none. The matching engine, handed in. */
export type ChooseTrack = (wanted: WantedTrack, found: readonly WantedTrack[]) => number | null;

/** Adds to wishes what was found out about them; only what was unknown, in the caller's transaction. */
export type CompleteWishes = (
  trx: Db,
  facts: readonly {
    readonly wishId: number;
    readonly spotifyTrackId: string;
    readonly spotifyAlbumId: string | null;
    readonly isrc: string | null;
    readonly durationMs: number | null;
  }[],
) => Promise<void>;
