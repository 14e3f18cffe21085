import { FileProblem, type FolderGuard } from '#platform/files';
import type { ScanIndex } from './index.store.ts';
import type { Scanner } from './scanner.ts';

/** Why a scan does not believe its eyes; the sentences are for people. */
export interface Refusal {
  readonly code: string;
  readonly sentence: string;
  readonly remedy: string;
}

/** Code of the refusal to believe that most files are gone. */
export const mostFilesGone = 'most_files_gone';

/** Of fewer files than these, only the loss of all is suspicious. */
const fewFiles = 10;
/** More than this share of the files gone means another folder rather than tidying up. */
const suspiciousShare = 0.5;

/**
 * Whether the music folder is the one that the library knows. Throws the guard's `FileProblem` when it is missing, not mounted or exchanged; a
 * full or read-only disk can be scanned all the same.
 */
export async function checkFolder(guard: FolderGuard): Promise<void> {
  try {
    await guard.check(0);
  } catch (error) {
    if (error instanceof FileProblem && (error.code === 'disk_full' || error.code === 'folder_read_only')) return;
    throw error;
  }
}

/**
 * Looks for some of the known files before a scan of the whole folder: when most of them are gone, the folder is more likely to be another one than to
 * have been emptied, and the scan must not begin, unless a person has `accepted` that. `null`: it may.
 */
export async function suspiciousLosses(
  deps: {
    readonly guard: FolderGuard;
    readonly index: ScanIndex;
    readonly scanner: Scanner;
    readonly musicDir: string;
  },
  accepted: boolean,
  signal: AbortSignal,
): Promise<Refusal | null> {
  try {
    await checkFolder(deps.guard);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    const { code, sentence, remedy } = error;
    return { code, sentence, remedy };
  }
  if (accepted) return null;
  const sample = await deps.index.sample();
  const presences = await deps.scanner.look(deps.musicDir, sample, signal);
  const gone = presences.filter(({ state }) => state !== 'there').length;
  if (gone === 0 || gone / sample.length <= suspiciousShare || (sample.length < fewFiles && gone < sample.length))
    return null;
  const share = gone === sample.length ? 'None' : `Only ${sample.length - gone}`;
  return {
    code: mostFilesGone,
    sentence: `${share} of ${sample.length} files that Harmony knows, taken at random, ${share === 'Only 1' ? 'is' : 'are'} in the music folder.`,
    remedy:
      'Set MUSIC_DIR to the folder that holds the files, or mount its disk. If the files are gone for good, start a scan with accept_losses.',
  };
}
