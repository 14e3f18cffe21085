import type { WantedTrack } from '#music';
import type { Db } from '#platform/database';
import type { AudioFacts } from './audio/types.ts';

/** A file that we own. */
export interface LibraryFile {
  readonly id: number;
  /** Relative to the music folder, forward slashes, NFC. */
  readonly path: string;
  readonly wishId: number | null;
  /** `scan`: it was found in the folder rather than fetched; it is somebody else's to change. */
  readonly origin: 'wish' | 'scan';
  readonly sizeBytes: number;
  readonly format: string;
  readonly durationMs: number | null;
  readonly taggedAt: Date | null;
  /** Why its tags were not written, for people; `null` when they were or when it was not tried yet. */
  readonly tagProblem: string | null;
}

/** What is stored of a file when it enters the library. */
export interface NewLibraryFile {
  readonly path: string;
  readonly wishId: number;
  readonly facts: AudioFacts;
  readonly track: WantedTrack;
}

/** What a change of one file is for: putting it into the library, rewriting it with its tags, or putting the words of the song beside it. */
export type FileOperationKind = 'place' | 'tag' | 'lyrics';

/** One row of the journal: what is about to happen to a file. Paths are absolute. */
export interface FileOperation {
  readonly id: number;
  readonly kind: FileOperationKind;
  readonly wishId: number | null;
  readonly source: string;
  readonly target: string;
  readonly sizeBytes: number;
}

/** Hears that files have other paths (relative to the music folder), in the transaction that stores it. */
export type TellMoved = (trx: Db, moves: readonly { readonly from: string; readonly to: string }[]) => Promise<void>;
