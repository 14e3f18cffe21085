import { lstatSync } from 'node:fs';
import { errorCode } from '#platform/files';
import type { Presence } from './types.ts';

/** Whether a path has a file now. Blocking: for threads only. */
export function presenceOf(absolute: string): Presence {
  try {
    const stats = lstatSync(absolute, { bigint: true });
    if (stats.isFile()) return { state: 'there', inode: String(stats.ino), links: Number(stats.nlink) };
    return { state: 'gone', inode: null, links: 0 };
  } catch (error) {
    const gone = errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR';
    return { state: gone ? 'gone' : 'unknown', inode: null, links: 0 };
  }
}
