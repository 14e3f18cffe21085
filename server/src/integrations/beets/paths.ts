import { lstat, opendir, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { errorCode, isInside } from '#platform/files';
import { BeetsProblem, BeetsRefusal } from './problem.ts';

const maxPath = 4000;

/**
 * An existing file or folder from outside as beets may be given it: absolute, in one of the folders with every symbolic link followed.
 * Throws `BeetsRefusal`.
 */
export async function confined(path: string, folders: readonly string[], field = 'path'): Promise<string> {
  if (path.length > maxPath) throw new BeetsRefusal(field, `must not be longer than ${maxPath} characters`);
  if (/\p{Cc}/u.test(path)) throw new BeetsRefusal(field, 'must not contain control characters');
  if (!isAbsolute(path)) throw new BeetsRefusal(field, 'must be an absolute path');
  let real: string;
  try {
    real = await realpath(path);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new BeetsRefusal(field, 'does not exist');
    if (code === 'EACCES' || code === 'ELOOP' || code === 'ENAMETOOLONG')
      throw new BeetsRefusal(field, `cannot be opened (${code})`);
    throw error;
  }
  if (!(await insideAny(real, folders)))
    throw new BeetsRefusal(field, 'must lie in the music folder, in the folder of beets or in one of BEETS_FOLDERS');
  return resolve(path);
}

/** Whether a path lies in one of the folders, both with their links followed where they exist. */
export async function insideAny(path: string, folders: readonly string[]): Promise<boolean> {
  for (const folder of folders) if (isInside(await real(folder), await real(path))) return true;
  return false;
}

/** The real path of what is there; of what is not, that of the nearest folder that is. */
async function real(path: string): Promise<string> {
  const plain = resolve(path);
  try {
    return await realpath(plain);
  } catch (error) {
    const above = dirname(plain);
    if ((errorCode(error) !== 'ENOENT' && errorCode(error) !== 'ENOTDIR') || above === plain) return plain;
    return join(await real(above), basename(plain));
  }
}

/** Throws `BeetsProblem` when the folder of beets is not there, or holds nothing although beets knows files: its disk may not be mounted. */
export async function requireMounted(directory: string, known: number): Promise<void> {
  if (known === 0) return;
  try {
    if (!(await lstat(await realpath(directory))).isDirectory()) throw notMounted(directory, 'is not a folder');
    await using entries = await opendir(directory);
    if ((await entries.read()) === null) throw notMounted(directory, `is empty although beets knows ${known} files`);
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') throw notMounted(directory, 'is not there');
    throw error;
  }
}

function notMounted(directory: string, how: string): BeetsProblem {
  return new BeetsProblem(
    'beets_config',
    `The music folder of beets ${directory} ${how}; an update now would forget every file in it.`,
    'Mount its disk, or correct `directory` in config.yaml of beets.',
  );
}

/** Whether there is a file at the path. */
export async function isThere(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isFile();
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return false;
    throw error;
  }
}
