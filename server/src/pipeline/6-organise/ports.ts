import type { AudioFacts, LibraryFile } from '#library';
import type { Db } from '#platform/database';
import type { Wish } from '#wishes';

/** A file of the library that surely holds the recording that a wish wants. */
export interface Twin {
  readonly file: LibraryFile;
  readonly facts: AudioFacts;
}

/** What the stage needs to know and do about recordings that the library has already. */
export interface Twins {
  /** The wish's own file first, then one with the same ISRC or the same artist, song, version and length; `null` when there is none. */
  find(wish: Wish): Promise<Twin | null>;
  /** Whether a person chose the file that has arrived; then it is right. */
  chosenByHand(wishId: number): Promise<boolean>;
  /** Whether the quality profile clearly likes the fresh file better than the present one. */
  isBetter(fresh: AudioFacts, present: AudioFacts): boolean;
  /** Moves a file to the trash for a wish whose files the caller holds; `false` when somebody else works on it right now. */
  retire(file: LibraryFile, reason: string, wishId: number): Promise<boolean>;
  /** Notes that a file that nobody wished for meets this wish. */
  link(trx: Db, file: LibraryFile, wish: Wish): Promise<void>;
  /** Gives the new file to other wishes whose file was replaced by it. */
  adopt(trx: Db, wish: Wish, fileId: number): Promise<void>;
}
