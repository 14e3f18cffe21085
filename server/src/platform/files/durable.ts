import { open } from 'node:fs/promises';
import { errorCode } from './problems.ts';

/** Flushes a file's bytes to the disk. Throws the system error. */
export async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Flushes a folder's entries, so that a rename in it survives a power cut. Systems that cannot open or flush a folder
 * (Windows, some network mounts) order renames themselves; there this does nothing.
 */
export async function syncFolder(path: string): Promise<void> {
  try {
    await syncFile(path);
  } catch (error) {
    if (!['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP', 'EBADF'].includes(errorCode(error) ?? '')) throw error;
  }
}
