import type { OfferedFile, WantedTrack } from '#music';
import type { Companions } from './group.ts';

/** What came of one question to the network. "Found nothing" (`answered`, no files) and "could not ask" are different answers. */
export type NetworkAnswer =
  | {
      readonly kind: 'answered';
      readonly responseCount: number;
      readonly fileCount: number;
      readonly files: readonly OfferedFile[];
      /** Whether the search ended by itself; `false` when a limit cut it off, so that more may be out there. */
      readonly complete: boolean;
    }
  /** The daemon is up but cannot search now (not logged in, banned, reconnecting). */
  | { readonly kind: 'not-now'; readonly code: string; readonly sentence: string; readonly retryAfterMs: number }
  /** The question itself can never be asked (for example only one-letter words). */
  | { readonly kind: 'refused'; readonly code: string; readonly sentence: string };

/** A network of peers that can be searched. Throws only for faults (unreachable, rubbish answers). */
export interface SearchNetwork {
  /** Asks once and waits for the end of the search. `id` is a GUID chosen by the caller, so that an interrupted call can be traced. */
  search(question: {
    readonly id: string;
    readonly text: string;
    readonly signal: AbortSignal;
  }): Promise<NetworkAnswer>;
  /** Stops and deletes what an interrupted `search` may have left behind; safe for ids that were never used. */
  abandon(id: string, signal: AbortSignal): Promise<void>;
}

/** What the planner must know of other wishes. */
export interface WaitingWishes {
  /** How many wishes of the same artist, and of the same artist and album, wait to be searched for; the asking one is counted. */
  companions(track: WantedTrack): Promise<Companions>;
  /** Whether a wish waits to be searched for that nobody called urgent. */
  anyPatient(): Promise<boolean>;
}
