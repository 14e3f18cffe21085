import { lstat, rm, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode, sameContent, syncFolder } from '#platform/files';
import type { FileOperation } from '../types.ts';
import { partOf } from './journal.ts';

/** How the disk looks after settling: the file has its new name, or it is where it was (or gone for a reason outside). */
export type Settled = 'at-target' | 'at-source' | 'gone';

/**
 * Finishes or takes back a `place` that was interrupted at any instant, so that exactly one copy remains. Afterwards no partial file is left.
 * Safe to repeat. Call it only while the music folder is known to be there. Throws system errors.
 */
export async function settlePlace(operation: FileOperation): Promise<Settled> {
  const { source, target } = operation;
  await rm(partOf(operation), { force: true });
  const [at, from] = [await look(target), await look(source)];
  if (!at) return from ? 'at-source' : 'gone';
  // a name that was reserved on a file system without hard links, before the bytes followed
  const reserved = at.size === 0 && operation.sizeBytes > 0;
  if (!from) return reserved ? 'gone' : at.size === operation.sizeBytes ? 'at-target' : 'gone';
  const ours = (at.ino === from.ino && at.dev === from.dev) || (!reserved && (await sameContent(source, target)));
  if (!ours) {
    if (reserved) await unlink(target);
    return 'at-source';
  }
  await unlink(source);
  await syncFolder(dirname(source));
  return 'at-target';
}

/** Takes back a `tag` or `lyrics` that was interrupted: the file is complete in its old or its new form, only the copy is removed. */
export async function settleRewrite(operation: FileOperation): Promise<void> {
  await rm(partOf(operation), { force: true });
}

async function look(path: string) {
  try {
    return await lstat(path, { bigint: false });
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return null;
    throw error;
  }
}
