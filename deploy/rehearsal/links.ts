import { copyFileSync, linkSync, lstatSync, mkdirSync, readdirSync, readlinkSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Puts a file or folder at another place without copying what is in it: hard links, or copies on another disk. `keep` says which files. */
export function linkTree(from: string, to: string, keep: (name: string) => boolean = () => true): void {
  const info = lstatSync(from);
  if (info.isDirectory()) {
    mkdirSync(to, { recursive: true });
    for (const name of readdirSync(from)) linkTree(join(from, name), join(to, name), keep);
    return;
  }
  if (!keep(from)) return;
  mkdirSync(dirname(to), { recursive: true });
  if (info.isSymbolicLink()) symlinkSync(readlinkSync(from), to);
  else link(from, to);
}

function link(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EXDEV' && code !== 'EPERM' && code !== 'EMLINK') throw error;
    copyFileSync(from, to);
  }
}
