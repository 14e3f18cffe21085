import { link, lstat, open, rename, rm, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFile, syncFolder } from './durable.ts';
import { asFileProblem, errorCode, FileProblem } from './problems.ts';

/** How a placing ended. `target-exists`: something is already there, nothing was changed, try another name. */
type Placed = { readonly kind: 'placed'; readonly how: 'renamed' | 'copied' } | { readonly kind: 'target-exists' };

const copyBytes = 1 << 20;
/** File systems without hard links (exFAT, some network mounts) or with protected ones answer with these. */
const noHardLinks = ['EPERM', 'EACCES', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'];

/**
 * Moves `source` to `target` so that at every instant at least one complete copy exists and an existing target is never overwritten.
 * On one device the target becomes a second name of the file, then the first name goes. Between devices the bytes go to `part` beside the
 * target, are flushed, get the target's name, and only then does the source go. Both folders are flushed.
 * The folder of `target` must exist; `part` must lie in it and be this operation's own (a leftover of that name is replaced).
 * Throws `FileProblem` for disks and permissions; the source is then still there and no partial file is left.
 */
export async function placeFile(move: {
  readonly source: string;
  readonly target: string;
  readonly part: string;
  readonly signal?: AbortSignal;
}): Promise<Placed> {
  const { source, target, part } = move;
  await requirePlainFile(source);
  try {
    await syncFile(source);
    const named = await giveName(source, target);
    if (named === 'exists') return { kind: 'target-exists' };
    if (named === 'named') {
      await finish(source, target);
      return { kind: 'placed', how: 'renamed' };
    }
    try {
      await copyDurably(source, part, move.signal);
      if ((await giveName(part, target)) === 'exists') return { kind: 'target-exists' };
    } finally {
      await rm(part, { force: true });
    }
    await finish(source, target);
    return { kind: 'placed', how: 'copied' };
  } catch (error) {
    throw asFileProblem(error, target);
  }
}

/** Gives the file at `from` the name `to`, never replacing anything; the old name may or may not be gone afterwards. */
async function giveName(from: string, to: string): Promise<'named' | 'exists' | 'other-device'> {
  try {
    await link(from, to);
    return 'named';
  } catch (error) {
    const code = errorCode(error) ?? '';
    if (code === 'EEXIST') return 'exists';
    if (code === 'EXDEV') return 'other-device';
    if (!noHardLinks.includes(code)) throw error;
  }
  // Without hard links: reserve the name with an empty file of our own, then rename over exactly that.
  try {
    await (await open(to, 'wx')).close();
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return 'exists';
    throw error;
  }
  try {
    await rename(from, to);
    return 'named';
  } catch (error) {
    await unlink(to);
    if (errorCode(error) === 'EXDEV') return 'other-device';
    throw error;
  }
}

async function finish(source: string, target: string): Promise<void> {
  await syncFolder(dirname(target));
  await rm(source, { force: true });
  await syncFolder(dirname(source));
}

async function requirePlainFile(path: string): Promise<void> {
  let kind: string | null = null;
  try {
    // lstat: a symbolic link could point at anything, and moving it would not move the music
    if (!(await lstat(path)).isFile()) kind = 'not_a_file';
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' && errorCode(error) !== 'ENOTDIR') throw asFileProblem(error, path);
    kind = 'source_missing';
  }
  if (kind === 'not_a_file')
    throw new FileProblem('not_a_file', `${path} is not a plain file.`, 'Remove it or download the track again.');
  if (kind === 'source_missing')
    throw new FileProblem('source_missing', `${path} is not there any more.`, 'Download the track again.');
}

/**
 * Copies `source` to `copy` (replacing a leftover) and flushes it to the disk. Bounded memory.
 * Throws the system error or the signal's reason; a partial copy may then remain and is the caller's to remove.
 */
export async function copyDurably(source: string, copy: string, signal?: AbortSignal): Promise<number> {
  await rm(copy, { force: true });
  const from = await open(source, 'r');
  try {
    const to = await open(copy, 'wx');
    try {
      const buffer = Buffer.allocUnsafe(copyBytes);
      let total = 0;
      for (;;) {
        signal?.throwIfAborted();
        const { bytesRead } = await from.read(buffer, 0, buffer.length, total);
        if (bytesRead === 0) break;
        for (let written = 0; written < bytesRead; )
          written += (await to.write(buffer, written, bytesRead - written, total + written)).bytesWritten;
        total += bytesRead;
      }
      await to.sync();
      return total;
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}

/** Whether two files hold the same bytes; `false` when one is missing. Bounded memory. */
export async function sameContent(a: string, b: string): Promise<boolean> {
  const handles = [];
  try {
    handles.push(await open(a, 'r'));
    handles.push(await open(b, 'r'));
    const [first, second] = handles;
    if (!first || !second) return false;
    if ((await first.stat()).size !== (await second.stat()).size) return false;
    const left = Buffer.allocUnsafe(copyBytes);
    const right = Buffer.allocUnsafe(copyBytes);
    for (let position = 0; ; ) {
      const { bytesRead } = await first.read(left, 0, copyBytes, position);
      if (bytesRead === 0) return true;
      const other = await second.read(right, 0, bytesRead, position);
      if (other.bytesRead !== bytesRead || left.compare(right, 0, bytesRead, 0, bytesRead) !== 0) return false;
      position += bytesRead;
    }
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  } finally {
    for (const handle of handles) await handle.close();
  }
}
