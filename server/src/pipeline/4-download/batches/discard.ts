import { rm, rmdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { errorCode } from '#platform/files';

/**
 * Removes the finished file of a download that nobody needs any more, but only from the folder that was made for its batch: anything else
 * may belong to people. Answers whether it is gone.
 */
export async function discardFile(localPath: string, batchId: string): Promise<boolean> {
  const folder = dirname(localPath);
  if (basename(folder) !== batchId) return false;
  await rm(localPath, { force: true });
  try {
    await rmdir(folder);
  } catch (error) {
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '')) throw error;
  }
  return true;
}
