import type { AudioFacts } from '../audio/types.ts';

/** A file with an audio ending, as the walk saw it. */
export interface SeenFile {
  /** Relative to the music folder, forward slashes, exactly as on the disk. */
  readonly path: string;
  readonly sizeBytes: number;
  /** Last change of its content, microseconds since 1970. */
  readonly mtimeUs: number;
  /** Its number on the disk, which it keeps when it is renamed. */
  readonly inode: string;
}

/** Something in the folder that cannot be indexed; the sentences are for people. */
export interface ScanProblem {
  /** Relative; bytes that are no UTF-8 are written as `\xNN`. */
  readonly path: string;
  readonly code: ScanProblemCode;
  readonly sentence: string;
  readonly remedy: string | null;
  /** Size and time of a file that was looked into; unchanged, it is not looked into again. */
  readonly stamp?: { readonly sizeBytes: number; readonly mtimeUs: number };
}

/** What can be wrong with something in the folder. */
export type ScanProblemCode =
  | 'unknown_format'
  | 'unreadable'
  | 'damaged'
  | 'empty'
  | 'no_permission'
  | 'disk_error'
  | 'name_not_utf8'
  | 'path_too_long'
  | 'too_deep'
  | 'link_leads_out'
  | 'not_a_file';

/** A stretch of the walk, in the order of the bytes of the paths. */
export interface WalkedPart {
  readonly files: readonly SeenFile[];
  readonly problems: readonly ScanProblem[];
  /** Everything up to this path was walked; `null`: nothing yet. */
  readonly upTo: string | null;
  /** Nothing follows. */
  readonly done: boolean;
}

/** What a file says of itself. */
export interface FileNames {
  readonly title: string;
  readonly artists: readonly string[];
  readonly album: string | null;
  readonly albumArtist: string | null;
  readonly trackNumber: number | null;
  readonly discNumber: number | null;
  readonly releaseDate: string | null;
  readonly isrc: string | null;
}

/** What came of looking into a file. */
export type Reading =
  | {
      readonly kind: 'audio';
      readonly facts: AudioFacts;
      readonly names: FileNames;
      /** What the library finds it by. */
      readonly keys: { readonly recording_key: string; readonly match_text: string };
    }
  | {
      readonly kind: 'problem';
      readonly code: ScanProblemCode;
      readonly sentence: string;
      readonly remedy: string | null;
    }
  /** It went away since it was seen. */
  | { readonly kind: 'gone' };

/** Whether a path still has a file. `unknown`: it cannot be told now, so nothing may follow from it. */
export interface Presence {
  readonly state: 'there' | 'gone' | 'unknown';
  readonly inode: string | null;
  /** Names that the file has. */
  readonly links: number;
}

/** How closely a scan looks: only into new and changed files, at the tags of all, or at every byte of all. */
export type ScanMode = 'changes' | 'all' | 'thorough';
