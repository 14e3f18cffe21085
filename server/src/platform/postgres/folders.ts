import { randomBytes } from 'node:crypto';
import { chown, lstat, mkdir, readlink, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { type Account, canEnter } from './account.ts';
import { PostgresProblem } from './problems.ts';

/** Prefix of the short-lived folders with the socket; a leftover is recognised by it. */
export const runtimePrefix = 'harmony-pg-';

/** The socket's number is only a part of its file name; the folder is ours alone. */
export const socketPort = 5432;

/** Longest path of a Unix socket that Linux takes (`sun_path` is 108 with the final zero; macOS 104). */
const longestSocketPath = process.platform === 'darwin' ? 103 : 107;

/**
 * Chooses a folder for the socket that does not exist yet: an unguessable name, so no stale socket can lie in it. `parent` is used when the
 * path stays short enough, else the system's temporary folder, else /tmp.
 */
export async function chooseRuntimeDir(parent: string | undefined, account: Account | undefined): Promise<string> {
  const name = `${runtimePrefix}${randomBytes(6).toString('hex')}`;
  for (const candidate of [parent, tmpdir(), '/tmp']) {
    if (candidate === undefined) continue;
    const path = join(candidate, name);
    if (Buffer.byteLength(`${path}/.s.PGSQL.${socketPort}.lock`) > longestSocketPath) continue;
    await mkdir(candidate, { recursive: true });
    if (await canEnter(candidate, account)) return path;
  }
  throw new PostgresProblem(
    'data_folder_unusable',
    'There is no folder for the database socket: /tmp cannot be used.',
    'Make /tmp writable, or set TMPDIR.',
  );
}

/** Makes the chosen folder, for the account alone. */
export async function makeRuntimeDir(path: string, account: Account | undefined): Promise<void> {
  await mkdir(path, { mode: 0o700 });
  if (account !== undefined) await chown(path, account.uid, account.gid);
}

/** Removes a runtime folder of an earlier start. Anything else by that name is left alone. */
export async function removeRuntimeDir(path: string): Promise<void> {
  if (!basename(path).startsWith(runtimePrefix)) return;
  const found = await lstat(path).catch(() => null);
  if (found?.isDirectory() === true) await rm(path, { recursive: true, force: true });
}

/**
 * Settles where the data really is, and makes the parent. As root under a folder that PostgreSQL's account may not enter (`/root/harmony`),
 * the data lives under /var/lib/harmony (a temporary folder's: beside it) and `dataDir` is a link to it. Returns the real path.
 */
export async function placeDataDir(
  dataDir: string,
  account: Account | undefined,
  progress: (message: string) => void,
): Promise<string> {
  const parent = dirname(dataDir);
  await mkdir(parent, { recursive: true }).catch((cause: unknown) => {
    throw new PostgresProblem(
      'data_folder_unusable',
      `The data folder ${parent} cannot be made: ${cause instanceof Error ? cause.message : 'unknown'}.`,
      'Choose a folder that you may write to.',
      {
        cause,
      },
    );
  });
  const there = await realpath(dataDir).catch(() => null);
  if (there !== null && (await canEnter(there, account))) return there;
  if (there === null && (await canEnter(parent, account))) return join(await realpath(parent), basename(dataDir));
  if (there !== null) {
    throw new PostgresProblem(
      'data_folder_unusable',
      `PostgreSQL does not run as root, and its account cannot enter ${there}.`,
      'Let others pass through the folders above it (chmod o+x), or give the folder to the user `nobody`, or move it.',
    );
  }
  // A link that leads nowhere yet is one of ours, from a start that did not finish or is at it now.
  const shortLived = `${parent}/`.startsWith(`${await realpath(tmpdir())}/`);
  const home = shortLived ? tmpdir() : '/var/lib/harmony';
  const elsewhere =
    (await readlink(dataDir).catch(() => null)) ?? join(home, `${basename(dataDir)}-${randomBytes(4).toString('hex')}`);
  progress(`Only root may enter ${parent}; the database is put into ${elsewhere}`);
  await mkdir(dirname(elsewhere), { recursive: true, mode: 0o755 });
  try {
    await symlink(elsewhere, dataDir);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return resolve(parent, await readlink(dataDir));
  }
  return elsewhere;
}
