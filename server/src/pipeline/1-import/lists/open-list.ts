import type { Entry } from './entry.ts';
import type { Encoding } from './text/decode.ts';

/** Why a whole list cannot be read: a stable code and a sentence that says what to do. */
export interface Refusal {
  readonly kind: 'refused';
  readonly code: string;
  readonly sentence: string;
}

/** A list that is open for reading. */
export interface OpenList {
  readonly kind: 'list';
  readonly format: string;
  readonly encoding: Encoding;
  /** Entries in order, in small groups; reads the source as it goes and can be consumed once. */
  entries(): AsyncGenerator<readonly Entry[]>;
  /** Known when `entries` has ended: entries beyond the limit, and pieces that carry none (headers, comments, blank lines). */
  readonly tally: { beyondLimit: number; ignored: number };
}
