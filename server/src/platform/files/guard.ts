import { access, constants, mkdir, opendir, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { asFileProblem, errorCode, FileProblem } from './problems.ts';

/** Size of the disk of `folder`, and the bytes that the account running us may still write there. Throws the system error. */
export async function diskSpace(folder: string): Promise<{ readonly total: number; readonly free: number }> {
  const disk = await statfs(folder);
  return { total: disk.blocks * disk.bsize, free: disk.bavail * disk.bsize };
}

/** What the guard asks about the content that ought to be in the folder. */
interface ExpectedContent {
  /** Paths relative to the folder of some files that ought to be there; empty when nothing was ever stored. */
  sample(): Promise<readonly string[]>;
}

/** What is kept of the folder over restarts. */
export interface FolderMemory {
  /** The place as last noted; `null` when there is none. */
  read(): Promise<FolderPlace | null>;
  note(place: FolderPlace): Promise<void>;
}

/** Where a folder was: the path of the setting, and the number of the disk (`stat.dev`). */
export interface FolderPlace {
  readonly root: string;
  readonly device: number;
}

/** Whoever means the new disk says so by a file of this name in the folder. */
const acceptName = '.harmony-accept';

/** Watches over one root folder. */
export interface FolderGuard {
  /**
   * Throws a `FileProblem` unless the folder is there, is the one we know, is writable and has room for `bytes` more. Call it before each
   * change. A missing folder is created only while nothing was ever stored and its parent exists.
   */
  check(bytes: number): Promise<void>;
}

/**
 * The rails around a folder whose loss must never look like "all files were deleted": missing, not mounted (empty although files are known),
 * another disk than before, read-only, full.
 * @param options.name what people call it, for example `music folder`; `setting` is the variable that names it
 * @param options.reserveBytes kept free on the disk at all times
 */
export function createFolderGuard(options: {
  readonly root: string;
  readonly name: string;
  readonly setting: string;
  readonly reserveBytes: number;
  readonly expected: ExpectedContent;
  /** Remembers over restarts on which disk the folder was; without it only changes while running are noticed. */
  readonly memory?: FolderMemory;
}): FolderGuard {
  const { root, name, setting } = options;
  let knownDevice: number | null = null;
  let remembered = false;

  /** The disk of the last run, if the setting has named the same folder then. */
  async function remember(): Promise<void> {
    if (remembered) return;
    const place = (await options.memory?.read()) ?? null;
    if (place?.root === root) knownDevice = place.device;
    remembered = true;
  }

  async function someExpectedIsThere(sample: readonly string[]): Promise<boolean> {
    for (const path of sample) if (await exists(join(root, path))) return true;
    return false;
  }

  return {
    async check(bytes) {
      await remember();
      const device = await deviceOf(options);
      const empty = await isEmpty(root);
      if (empty || device !== knownDevice) {
        const sample = await options.expected.sample();
        if (sample.length > 0 && !(await someExpectedIsThere(sample))) {
          if (empty)
            throw new FileProblem(
              'folder_not_mounted',
              `The ${name} ${root} is empty, although Harmony has stored files in it.`,
              `Mount the disk, or set ${setting} to the folder that holds the files. If it is meant to be empty, create any file in it.`,
            );
          if (knownDevice !== null && knownDevice !== device && !(await exists(join(root, acceptName))))
            throw new FileProblem(
              'folder_device_changed',
              `The ${name} ${root} is on another disk than before, and the files known to be in it are not there.`,
              `Mount the disk that holds the files. If this disk is meant, create the file ${acceptName} in the folder.`,
            );
        }
        if (knownDevice !== device) await options.memory?.note({ root, device });
        knownDevice = device;
      }
      try {
        await access(root, constants.W_OK | constants.X_OK);
        const { free } = await diskSpace(root);
        if (free < bytes + options.reserveBytes)
          throw new FileProblem(
            'disk_full',
            `The disk of the ${name} has ${megabytes(free)} free; ${megabytes(bytes + options.reserveBytes)} are needed.`,
            'Free some space; work goes on by itself.',
          );
      } catch (error) {
        throw asFileProblem(error, root);
      }
    },
  };
}

/** Device number of the root folder; creates the folder when that is safe. */
async function deviceOf(options: Parameters<typeof createFolderGuard>[0], mayCreate = true): Promise<number> {
  const { root, name, setting } = options;
  try {
    const found = await stat(root);
    if (found.isDirectory()) return found.dev;
    throw new FileProblem(
      'folder_not_a_directory',
      `The ${name} ${root} is not a folder.`,
      `Set ${setting} to a folder.`,
    );
  } catch (error) {
    if (errorCode(error) === 'ENOTDIR' || errorCode(error) === 'ENOENT') {
      const neverUsed = mayCreate && (await options.expected.sample()).length === 0;
      if (neverUsed && (await isFolder(dirname(root)))) {
        try {
          await mkdir(root);
        } catch (failure) {
          // two stages may begin at once
          if (errorCode(failure) !== 'EEXIST') throw asFileProblem(failure, root);
        }
        return deviceOf(options, false);
      }
      throw new FileProblem(
        'folder_missing',
        `The ${name} ${root} is not there.`,
        `Create it or mount its disk, or change ${setting}.`,
        error,
      );
    }
    throw asFileProblem(error, root);
  }
}

async function isEmpty(folder: string): Promise<boolean> {
  try {
    await using entries = await opendir(folder);
    return (await entries.read()) === null;
  } catch (error) {
    throw asFileProblem(error, folder);
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await exists(path)) && (await stat(path)).isDirectory();
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return false;
    throw error;
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
