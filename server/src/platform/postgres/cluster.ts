import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { PostgresProblem } from './problems.ts';
import { run } from './run.ts';

/** Name of the superuser of the cluster and of the database that Harmony lives in. */
export const clusterNames = { user: 'harmony', database: 'harmony' } as const;

/** Options of `prepareCluster`. */
export interface ClusterOptions {
  readonly dataDir: string;
  readonly binaries: Binaries;
  readonly account: Account | undefined;
  readonly progress: (message: string) => void;
  /** Do not wait for the disk while the cluster is made; for tests. */
  readonly noSync?: boolean;
  /** File with the password of the superuser where there is no Unix socket (Windows). */
  readonly passwordFile?: string | undefined;
}

/**
 * Makes the data folder when there is none, beside its place and then renamed, so that a broken start leaves no half cluster; returns
 * whether it was made now. Throws `version_mismatch` or `data_folder_unusable`.
 */
export async function prepareCluster(options: ClusterOptions): Promise<boolean> {
  const { dataDir, binaries } = options;
  const major = await readMajor(dataDir);
  if (major === null) {
    await create(options);
    return true;
  }
  if (major !== binaries.major) {
    throw new PostgresProblem(
      'version_mismatch',
      `The database in ${dataDir} was made by PostgreSQL ${major}; the programs here are PostgreSQL ${binaries.version}.`,
      `Set PG_BIN_DIR to the bin folder of a PostgreSQL ${major}, or move the data with a backup of the old version.`,
    );
  }
  return false;
}

/** Major version that the data folder belongs to, or null when it is missing or empty. */
async function readMajor(dataDir: string): Promise<number | null> {
  try {
    return Number.parseInt(await readFile(join(dataDir, 'PG_VERSION'), 'utf8'), 10);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw unusable(dataDir, error);
  }
  const names = await readdir(dataDir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw unusable(dataDir, error);
  });
  if (names.length > 0) {
    throw new PostgresProblem(
      'data_folder_unusable',
      `${dataDir} has files in it but no database.`,
      'Choose another data folder, or empty this one.',
    );
  }
  return null;
}

async function create({ dataDir, binaries, account, progress, noSync, passwordFile }: ClusterOptions): Promise<void> {
  progress('Creating the database (once)');
  const parent = dirname(dataDir);
  const fresh = `${dataDir}.tmp-${randomBytes(4).toString('hex')}`;
  try {
    for (const name of await readdir(parent)) {
      // What an earlier start left half made; its initdb may be cleaning up at this moment. What stays goes at a later start.
      if (name.startsWith(`${basename(dataDir)}.tmp-`)) {
        await rm(join(parent, name), { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }).catch(() =>
          progress(`${name} could not be removed yet`),
        );
      }
    }
    await mkdir(fresh, { mode: 0o700 });
    if (account !== undefined) await chown(fresh, account.uid, account.gid);
  } catch (error) {
    throw unusable(dataDir, error);
  }
  const auth = passwordFile === undefined ? ['-A', 'trust'] : ['-A', 'scram-sha-256', `--pwfile=${passwordFile}`];
  for (const locale of locales()) {
    const args = [
      '-D',
      fresh,
      '-E',
      'UTF8',
      ...locale,
      '-U',
      clusterNames.user,
      ...auth,
      ...(noSync === true ? ['--no-sync'] : []),
    ];
    const { code, output } = await run(binaries.initdb, args, {
      ...account,
      env: binaries.env,
      cwd: parentOf(fresh),
      guarded: true,
    });
    if (code === 0) {
      // An empty folder may lie there already.
      await rm(dataDir, { recursive: true, force: true })
        .then(() => rename(fresh, dataDir))
        .catch((error: unknown) => {
          throw unusable(dataDir, error);
        });
      return;
    }
    if (!/invalid locale/.test(output)) {
      await rm(fresh, { recursive: true, force: true });
      throw new PostgresProblem(
        'data_folder_unusable',
        `The database could not be created in ${dataDir}: ${lastLine(output)}`,
        remedyOf(output),
        {
          cause: new Error(output),
        },
      );
    }
  }
  await rm(fresh, { recursive: true, force: true });
  throw new PostgresProblem(
    'data_folder_unusable',
    'This machine has no UTF-8 locale for the database.',
    'Install the C.UTF-8 locale, or set DATABASE_URL to use a server.',
  );
}

/** C.UTF-8: text sorts by code point and never changes with the operating system, while pg_trgm still knows what a letter is. */
function locales(): string[][] {
  if (process.platform === 'darwin') return [['--locale=C', '--lc-ctype=UTF-8'], ['--locale=en_US.UTF-8']];
  if (process.platform === 'win32') return [['--locale=C']];
  return [['--locale=C.UTF-8'], ['--locale=C.utf8'], ['--locale=C', '--lc-ctype=en_US.UTF-8']];
}

/** Gives the folder the mode that PostgreSQL insists on and, when we are root, its account as the owner. */
export async function ensureOwner(dataDir: string, account: Account | undefined): Promise<void> {
  const { mode, uid } = await stat(dataDir);
  if (account === undefined && process.getuid !== undefined && uid !== process.getuid()) {
    throw new PostgresProblem(
      'data_folder_unusable',
      `The database in ${dataDir} belongs to another user (number ${uid}).`,
      `Start Harmony as that user or as root, or give the folder away once: chown -R $(id -u) ${JSON.stringify(dataDir)} (as root).`,
    );
  }
  if ((mode & 0o077) !== 0) await chmod(dataDir, 0o700);
}

function parentOf(path: string): string {
  return process.platform === 'win32' ? dirname(path) : '/';
}

function unusable(dataDir: string, cause: unknown): PostgresProblem {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new PostgresProblem(
    'data_folder_unusable',
    `The database folder ${dataDir} cannot be used: ${why}`,
    'Check that the folder exists, is writable and has room.',
    { cause },
  );
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}

/** initdb looks its user up in /etc/passwd, which knows nobody of `docker run --user 1026`. */
function remedyOf(output: string): string {
  return /look up effective user ID/.test(output)
    ? 'Run Harmony as a user who has a name on this system (in a container: set PUID and PGID in place of --user), or let it use a PostgreSQL server: DATABASE_URL.'
    : 'See the log; is the disk full or read-only?';
}
