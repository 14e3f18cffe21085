import { lstat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errorCode, placeFile } from '#platform/files';

/** Files that belong to an audio file and share its name: words of the song. */
const endings = ['.lrc'];

/** Where the words of an audio file lie: the same name with `.lrc`. */
export function lyricsPathOf(audioPath: string): string {
  return audioPath.replace(/\.[^./\\]*$/, '') + '.lrc';
}

/**
 * Moves what belongs to an audio file along with it, from beside `from` to beside `to`. What is not there is not missed, what is there already is not
 * replaced; safe to repeat. Both folders must exist. Throws `FileProblem`; call it again then.
 */
export async function moveCompanions(from: string, to: string): Promise<void> {
  for (const ending of endings) {
    const [source, target] = [from, to].map((path) => path.replace(/\.[^./\\]*$/, '') + ending) as [string, string];
    if (!(await isFile(source)) || (await isFile(target))) continue;
    await placeFile({ source, target, part: join(dirname(target), '.harmony-companion.part') });
  }
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isFile();
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return false;
    throw error;
  }
}
