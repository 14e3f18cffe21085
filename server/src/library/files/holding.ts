import { JobFailure } from '#jobs';
import { asFileProblem, createKeyedLock, FileProblem } from '#platform/files';
import type { WishLocks } from './wish-locks.ts';

/** Until it is looked again whether another process has finished with the wish's files. */
const busyPauseMs = 2000;
/** Until a folder or disk that could not be used is looked at again; for ever, because the file is safe meanwhile. */
const pausedMs = 30_000;

// a job whose lease was lost may still run here when its successor starts
const turns = createKeyedLock<number>();

/**
 * Runs `work` of a job while nobody else touches the files of the wish. Throws `JobFailure`: tried again in two seconds when another process
 * has them, every half minute for problems of disks and folders.
 */
export async function holdingFiles<T>(
  wishId: number,
  deps: { readonly locks: WishLocks; readonly musicDir: string },
  work: () => Promise<T>,
): Promise<T> {
  try {
    const ran = await turns.run(wishId, () => deps.locks.tryRun(wishId, work));
    if (ran !== 'busy') return ran.value;
    throw filesInUse('Another process of Harmony is working on the files of this wish.');
  } catch (error) {
    const problem = asFileProblem(error, deps.musicDir);
    if (!(problem instanceof FileProblem)) throw error;
    const { code, sentence, remedy } = problem;
    throw new JobFailure({ code, sentence, remedy, patience: { at: new Date(Date.now() + pausedMs) }, cause: problem });
  }
}

/** Somebody else has the files just now; tried again in two seconds. */
export function filesInUse(sentence: string): JobFailure {
  return new JobFailure({ code: 'files_in_use', sentence, patience: { at: new Date(Date.now() + busyPauseMs) } });
}
