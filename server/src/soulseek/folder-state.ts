import { access, constants, stat } from 'node:fs/promises';

/** What can be done with a folder, as far as can be told without touching it. */
export type FolderState = 'writable' | 'read_only' | 'missing' | 'not_a_folder' | 'unknown';

/** Looks at a folder. `null`: nobody knows which. */
export async function folderState(folder: string | null): Promise<FolderState> {
  if (folder === null) return 'unknown';
  try {
    if (!(await stat(folder)).isDirectory()) return 'not_a_folder';
  } catch {
    // not there, or hidden from us: for finished files that is the same
    return 'missing';
  }
  try {
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return 'writable';
  } catch {
    return 'read_only';
  }
}
