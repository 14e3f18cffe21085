import type { ListedTrack } from './m3u.ts';

/** A list with its tracks in order, read portion by portion. */
export interface ReadableList {
  readonly id: string;
  readonly name: string;
  portions(): AsyncIterable<readonly ListedTrack[]>;
}

/** Finds a list; `null`: there is none of this id. */
export type FindList = (id: string) => Promise<ReadableList | null>;
