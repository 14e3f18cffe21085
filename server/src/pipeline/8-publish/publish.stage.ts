import { JobFailure } from '#jobs';
import type { LibraryStore, WishLocks } from '#library';
import { FileProblem } from '#platform/files';
import type { Cause, Commit, StageOutcome, StageRunner, Wish } from '#wishes';
import type { Publisher } from './ports.ts';

/** What the stage needs. */
export interface PublishDeps {
  readonly library: Pick<LibraryStore, 'ofWish'>;
  readonly locks: WishLocks;
  /** In this order: who moves files comes before who is told where they are. */
  readonly publishers: readonly Publisher[];
}

/** Until it is looked again whether another process has finished with the wish's files. */
const busyPauseMs = 2000;
/** Until a folder or disk that could not be used is looked at again. */
const pausedMs = 30_000;

/**
 * The publish stage: tells those who asked to be told about a new file. Without anybody to tell, the wish is done at once. What a publisher does not
 * want, or what was given up, does not keep a wish from being done: it says so.
 */
export function createPublishStage(deps: PublishDeps): StageRunner {
  return {
    stage: 'publish',
    async run(wish, { signal }) {
      if (deps.publishers.length === 0) return { kind: 'next' };
      try {
        const ran = await deps.locks.tryRun(wish.id, () => publish(wish, deps, signal));
        if (ran !== 'busy') return ran.value;
      } catch (error) {
        if (!(error instanceof FileProblem)) throw error;
        const { code, sentence, remedy } = error;
        throw new JobFailure({
          code,
          sentence,
          remedy,
          patience: { at: new Date(Date.now() + pausedMs) },
          cause: error,
        });
      }
      throw new JobFailure({
        code: 'files_in_use',
        sentence: 'The files of this wish are being worked on.',
        patience: { at: new Date(Date.now() + busyPauseMs) },
      });
    },
  };
}

async function publish(wish: Wish, deps: PublishDeps, signal: AbortSignal): Promise<StageOutcome> {
  const notes: Cause[] = [];
  const commits: Commit[] = [];
  for (const publisher of deps.publishers) {
    // the one before may have moved it
    const file = await deps.library.ofWish(wish.id);
    if (file === null) break;
    const { note, commit } = await publisher.publish(wish, file, signal);
    if (note !== null) notes.push(note);
    if (commit !== undefined) commits.push(commit);
  }
  const commit: Commit = async (trx) => {
    for (const each of commits) await each(trx);
  };
  const [first] = notes;
  if (first === undefined) return { kind: 'next', commit };
  return { kind: 'done', cause: { ...first, sentence: notes.map((note) => note.sentence).join(' ') }, commit };
}
