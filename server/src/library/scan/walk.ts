import { type BigIntStats, type Dirent, lstatSync, readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { extensionOf, isAudioExtension } from '#music';
import { errorCode, isInside } from '#platform/files';
import type { ScanProblem, SeenFile, WalkedPart } from './types.ts';

/** What is walked. */
export interface WalkOrder {
  /** The music folder, absolute. */
  readonly root: string;
  /** A folder in it to which the walk keeps; empty: all of it. */
  readonly folder: string;
  /** Without the folders in that folder. */
  readonly shallow?: boolean;
  /** Go on behind this path; `null`: from the beginning. */
  readonly after: string | null;
  /** Absolute paths of folders that are none of the library's. */
  readonly skip: readonly string[];
}

/** An index row of PostgreSQL holds 2,704 bytes; the path is part of one. */
const longestPathBytes = 2600;
/** No library is nested like this; a folder mounted into itself is. */
const deepest = 100;
/** Folders that programs and systems keep beside music. */
const foreignFolders = new Set([
  '@eadir',
  '#recycle',
  '#snapshot',
  '$recycle.bin',
  'system volume information',
  'lost+found',
]);

/** Whether a folder of this name belongs to a program or system rather than to the music. */
export function isForeignFolder(name: string): boolean {
  return foreignFolders.has(name.toLowerCase());
}

/** Files that a program is still writing end like this before they get their name; others have no audio ending anyway. */
const temporary = /(?:^~|\.(?:part|partial|tmp|temp|crdownload|incomplete|!qb|download)\.[a-z0-9]+$)/i;

interface Frame {
  /** Relative path with a slash at the end; empty for the root. */
  readonly prefix: string;
  readonly entries: Entry[];
  next: number;
}

interface Entry {
  /** With a slash at the end for folders: then the order of names is the order of all paths below them. */
  readonly key: Buffer;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const compare = (a: Entry, b: Entry): number => Buffer.compare(a.key, b.key);

/**
 * Walks the folder in the order of the bytes of the paths, a few files at a time; can go on behind any path. Hidden, temporary and foreign things
 * are passed over, links are not followed. What cannot be read becomes a problem and the walk goes on. Blocking: for threads only.
 */
export function createWalk(order: WalkOrder) {
  const { root } = order;
  const skip = new Set(order.skip);
  const after = order.after === null ? null : Buffer.from(order.after);
  const frames: Frame[] = [];
  let problems: ScanProblem[] = [];
  const begin = order.folder === '' ? '' : `${order.folder}/`;
  enter(begin, begin.split('/').length - 1);

  function enter(prefix: string, depth: number): void {
    if (depth > deepest)
      return tell(prefix, 'too_deep', `The folder is nested more than ${deepest} folders deep.`, 'Move it further up.');
    try {
      const found = readdirSync(join(root, prefix), { withFileTypes: true, encoding: 'buffer' });
      const entries = found.map((entry) => entryOf(prefix, entry)).sort(compare);
      frames.push({ prefix, entries, next: 0 });
    } catch (error) {
      fault(prefix, error, 'folder');
    }
  }

  function entryOf(prefix: string, entry: Dirent<Buffer>): Entry {
    const name = entry.name;
    if (entry.isDirectory()) return { key: Buffer.concat([name, slash]), kind: 'folder' };
    if (entry.isFile()) return { key: name, kind: 'file' };
    if (entry.isSymbolicLink()) return { key: name, kind: 'link' };
    // some file systems do not say what an entry is
    const path = Buffer.concat([Buffer.from(`${join(root, prefix)}/`), name]);
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (stats?.isDirectory() === true) return { key: Buffer.concat([name, slash]), kind: 'folder' };
    return { key: name, kind: stats?.isFile() === true ? 'file' : stats?.isSymbolicLink() === true ? 'link' : 'other' };
  }

  /** Everything at and below this entry lies before the path behind which the walk goes on. */
  function isBehind(path: Buffer, kind: Entry['kind']): boolean {
    if (after === null || Buffer.compare(path, after) > 0) return false;
    return kind !== 'folder' || !after.subarray(0, path.length).equals(path);
  }

  function tell(path: string, code: ScanProblem['code'], sentence: string, remedy: string | null): void {
    problems.push({ path: path.replace(/\/$/, ''), code, sentence, remedy });
  }

  function fault(path: string, error: unknown, what: 'folder' | 'file'): void {
    switch (errorCode(error)) {
      case 'ENOENT':
      case 'ENOTDIR':
        // it went away since its folder was read
        return;
      case 'EACCES':
      case 'EPERM':
        return tell(
          path,
          'no_permission',
          `Harmony may not read this ${what}.`,
          'Give the account that runs Harmony permission to read it.',
        );
      case 'ENAMETOOLONG':
        return tell(
          path,
          'path_too_long',
          `The path of this ${what} is longer than the system allows.`,
          'Shorten the names of its folders.',
        );
      case 'ELOOP':
        return tell(path, 'not_a_file', `This ${what} is a link that leads to itself.`, 'Remove the link.');
      case null:
        throw error;
      default:
        return tell(
          path,
          'disk_error',
          `The disk reported an error (${errorCode(error)}) at this ${what}.`,
          'Check the disk or the network mount.',
        );
    }
  }

  function visit(path: string, entry: Entry): SeenFile | null {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const isAudio = isAudioExtension(extensionOf(name) ?? '') && !temporary.test(name);
    if (entry.kind === 'link') {
      if (!leadsInside(path))
        tell(
          path,
          'link_leads_out',
          'This link leads out of the music folder and is not followed.',
          'Mount or move what it leads to into the music folder.',
        );
      return null;
    }
    if (!isAudio) return null;
    if (entry.kind === 'other') {
      tell(path, 'not_a_file', 'This is a device, pipe or socket with the name of an audio file.', null);
      return null;
    }
    if (Buffer.byteLength(path) > longestPathBytes) {
      tell(
        path,
        'path_too_long',
        `The path has more than ${longestPathBytes} bytes.`,
        'Shorten the names of its folders.',
      );
      return null;
    }
    try {
      const stats: BigIntStats = lstatSync(join(root, path), { bigint: true });
      if (!stats.isFile()) return null;
      const mtimeUs = Number(stats.mtimeNs / 1000n);
      return { path, sizeBytes: Number(stats.size), mtimeUs, inode: String(stats.ino) };
    } catch (error) {
      fault(path, error, 'file');
      return null;
    }
  }

  /** Links within the folder lead to what the walk sees anyway; so do those that lead nowhere harm nobody. */
  function leadsInside(path: string): boolean {
    try {
      return isInside(realpathSync(root), realpathSync(join(root, path)));
    } catch {
      return true;
    }
  }

  return {
    /** The next at most `limit` files, or as many entries, as little as they may hold. */
    next(limit: number): WalkedPart {
      const files: SeenFile[] = [];
      let upTo: string | null = null;
      let looked = 0;
      for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
        if (files.length >= limit || looked >= limit * 10) break;
        const entry = frame.entries[frame.next];
        frame.next += 1;
        if (entry === undefined) {
          frames.pop();
          continue;
        }
        // hidden; our own trash and unfinished files among them
        if (entry.key[0] === 0x2e) continue;
        const path = pathOf(frame.prefix, entry);
        const bytes = Buffer.from(path ?? '');
        if (path === null || isBehind(bytes, entry.kind)) continue;
        looked += 1;
        // a folder on the way to where it goes on lies before that
        if (after === null || Buffer.compare(bytes, after) > 0) upTo = path;
        if (entry.kind !== 'folder') {
          const file = visit(path, entry);
          if (file !== null) files.push(file);
          continue;
        }
        const name = path.slice(frame.prefix.length, -1);
        if (order.shallow === true || isForeignFolder(name) || skip.has(join(root, path.slice(0, -1)))) continue;
        enter(path, path.split('/').length - 1);
      }
      const part = { files, problems, upTo, done: frames.length === 0 };
      problems = [];
      return part;
    },
  };

  function pathOf(prefix: string, entry: Entry): string | null {
    try {
      return prefix + utf8.decode(entry.key);
    } catch {
      const folder = entry.kind === 'folder';
      const readable = entry.key
        .toString('latin1')
        .replace(/[^\x20-\x7e]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16)}`);
      if (folder || isAudioExtension(extensionOf(readable) ?? ''))
        tell(
          prefix + readable,
          'name_not_utf8',
          `The name of this ${folder ? 'folder' : 'file'} is not valid UTF-8.`,
          'Rename it, for example with convmv.',
        );
      return null;
    }
  }
}

const slash = Buffer.from('/');

/** A walk through a folder. */
export type Walk = ReturnType<typeof createWalk>;
