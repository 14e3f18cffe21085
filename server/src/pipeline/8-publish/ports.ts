import type { LibraryFile } from '#library';
import type { Cause, Commit, Wish } from '#wishes';

/** Somebody who is told of a finished file. */
export interface Publisher {
  readonly name: string;
  /**
   * Tells of the file; safe to repeat. `note`: it is not wanted there, or was given up; the wish is done all the same and says why. Throws
   * `JobFailure` for what may go by itself: the wish then stays at this stage.
   */
  publish(
    wish: Wish,
    file: LibraryFile,
    signal: AbortSignal,
  ): Promise<{ readonly note: Cause | null; readonly commit?: Commit }>;
}

/** beets, as a publisher needs it. Both throw errors with `code`, `sentence` and `remedy` while it does not work. */
export interface BeetsShelf {
  /** Enters a file and, unless it is left, moves or copies it; `beforeMove` hears the place before the file is touched and may throw. */
  take(
    order: {
      readonly path: string;
      readonly token: string;
      readonly keep: 'leave' | 'copy' | 'move';
      readonly autotag: boolean;
    },
    beforeMove: (target: string) => Promise<void>,
  ): Promise<
    { readonly kind: 'taken'; readonly path: string } | { readonly kind: 'refused'; readonly sentence: string }
  >;
  /** Where it has the files of these tokens. */
  placesOf(tokens: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
