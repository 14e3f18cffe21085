import { mkdir, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { syncFolder } from './durable.ts';
import { asFileProblem, errorCode, FileProblem } from './problems.ts';

/** Whether `path` lies in `root` (or is it), by the text of two absolute paths alone. */
export function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === '' || (!isAbsolute(way) && way !== '..' && !way.startsWith(`..${sep}`));
}

/**
 * Whether the existing file or folder `path` really lies in `root`, with every symbolic link followed; `false` when either is missing.
 */
export async function isReallyInside(root: string, path: string): Promise<boolean> {
  try {
    return isInside(await realpath(root), await realpath(path));
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return false;
    throw error;
  }
}

/**
 * Creates the folders `segments` one below the other in `root` and returns the absolute path of the last. Every step is checked by its real
 * path, so that neither `..` nor a symbolic link on the way leads out. Throws `FileProblem` `outside_root`, or for disks and permissions.
 */
export async function makeFolderInside(root: string, segments: readonly string[]): Promise<string> {
  let folder = root;
  try {
    const realRoot = await realpath(root);
    for (const segment of segments) {
      const next = join(folder, segment);
      if (dirname(next) !== folder) throw outside(next, root);
      try {
        await mkdir(next);
        await syncFolder(folder);
      } catch (error) {
        if (errorCode(error) !== 'EEXIST') throw error;
      }
      if (!isInside(realRoot, await realpath(next))) throw outside(next, root);
      folder = next;
    }
  } catch (error) {
    throw asFileProblem(error, folder);
  }
  return folder;
}

function outside(path: string, root: string): FileProblem {
  return new FileProblem(
    'outside_root',
    `${path} leads out of ${root}.`,
    'Remove the symbolic link, or point the setting at the folder that is really meant.',
  );
}
