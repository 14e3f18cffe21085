import { randomBytes } from 'node:crypto';
import { link, readFile, readlink, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { PostgresProblem } from './problems.ts';
import { inspectProcess } from './processes.ts';
import type { Progress } from './types.ts';

/** Who holds a data folder, as its lock file says it. */
export interface Holder {
  readonly pid: number;
  /** Start time of the process, so that a reused number is not taken for it. */
  readonly started: string | null;
  readonly host: string;
  /** Boot and process namespace in which `pid` means something. */
  readonly space: string;
  /** Folder with the socket. */
  readonly runtimeDir: string;
}

/** A held lock. */
export interface FolderLock {
  /** The dead holder whose lock was taken over. */
  readonly previous: Holder | null;
  readonly release: () => Promise<void>;
}

/** How often a holder touches its file, and how long one whose process we cannot see (another container or machine) may be silent. */
export interface LockTimes {
  readonly heartbeatMs: number;
  readonly silentMs: number;
}

const usualTimes: LockTimes = { heartbeatMs: 5000, silentMs: 15_000 };

/** Name of the lock file: beside the data folder, because that does not exist before the first start. */
export function lockPath(dataDir: string): string {
  return `${dataDir}.lock`;
}

/**
 * Takes the data folder for this process. PostgreSQL has a lock of its own; this one says who it is in a sentence, covers the time
 * before and after PostgreSQL runs, and holds between containers that share a folder. Throws `data_folder_in_use`.
 */
export async function lockFolder(
  dataDir: string,
  runtimeDir: string,
  progress: Progress,
  times: LockTimes = usualTimes,
): Promise<FolderLock> {
  const path = lockPath(dataDir);
  const self: Holder = {
    pid: process.pid,
    started: (await inspectProcess(process.pid)).started,
    host: hostname(),
    space: await ownSpace(),
    runtimeDir,
  };
  const text = `${JSON.stringify(self)}\n`;
  let previous: Holder | null = null;
  for (let attempt = 0; attempt < 20; attempt += 1) {
    if (await place(path, text)) {
      return { previous, release: holdAlive(path, text, times.heartbeatMs) };
    }
    const found = await readFile(path, 'utf8').catch(() => null);
    if (found === null) continue;
    const holder = parseHolder(found);
    if (holder !== null && (await lives(holder, path, self, { progress, times }))) throw inUse(dataDir, holder, self);
    if (await takeAway(path, found)) previous = holder;
  }
  throw new PostgresProblem(
    'data_folder_in_use',
    `The lock of ${dataDir} changes hands too often.`,
    'Is another Harmony being started again and again on the same folder?',
  );
}

/** The holder as the lock file says it, when its process still lives; null when nobody holds the folder. */
export async function readLivingHolder(dataDir: string): Promise<Holder | null> {
  const text = await readFile(lockPath(dataDir), 'utf8').catch(() => null);
  const holder = text === null ? null : parseHolder(text);
  if (holder === null || holder.space !== (await ownSpace())) return null;
  const { state, started } = await inspectProcess(holder.pid);
  return state === 'running' && started === holder.started ? holder : null;
}

/** Puts the whole file in place at once or not at all, so nobody ever reads half of it. */
async function place(path: string, text: string): Promise<boolean> {
  const draft = `${path}.${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    await writeFile(draft, text, { mode: 0o644 });
    await link(draft, path);
    return true;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    // A file system without hard links: exclusive creation is all there is.
    if (code === 'EPERM' || code === 'ENOTSUP' || code === 'EOPNOTSUPP' || code === 'ENOSYS')
      return placeExclusively(path, text);
    throw new PostgresProblem(
      'data_folder_unusable',
      `The lock file ${path} cannot be written: ${message}.`,
      'Check that the folder is writable and has room.',
      { cause: error },
    );
  } finally {
    await rm(draft, { force: true });
  }
}

async function placeExclusively(path: string, text: string): Promise<boolean> {
  return writeFile(path, text, { flag: 'wx', mode: 0o644 }).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );
}

/** Removes a dead holder's file. When another start was faster and the file is a new one by now, it is put back. */
async function takeAway(path: string, judged: string): Promise<boolean> {
  const aside = `${path}.${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
  const taken = await readFile(aside, 'utf8');
  if (taken !== judged) await link(aside, path);
  await rm(aside, { force: true });
  return taken === judged;
}

async function lives(
  holder: Holder,
  path: string,
  self: Holder,
  { progress, times }: { readonly progress: Progress; readonly times: LockTimes },
): Promise<boolean> {
  if (holder.space === self.space) {
    const { state, started } = await inspectProcess(holder.pid);
    return state === 'running' && started === holder.started;
  }
  const touched = async () => (await stat(path).catch(() => null))?.mtimeMs ?? 0;
  const first = await touched();
  if (Date.now() - first > times.silentMs) return false;
  progress(`The data folder was used by ${holder.host} a moment ago; waiting to see whether it still is`);
  for (let waited = 0; waited < times.silentMs; waited += times.heartbeatMs / 10) {
    await delay(times.heartbeatMs / 10);
    if ((await touched()) !== first) return true;
  }
  return false;
}

/** Keeps the file young; returns what gives it back. */
function holdAlive(path: string, text: string, heartbeatMs: number): () => Promise<void> {
  const beat = setInterval(() => {
    const now = new Date();
    // A folder that was removed under us shows itself in PostgreSQL soon enough.
    utimes(path, now, now).catch(() => clearInterval(beat));
  }, heartbeatMs);
  beat.unref();
  return async () => {
    clearInterval(beat);
    if ((await readFile(path, 'utf8').catch(() => null)) === text) await rm(path, { force: true });
  };
}

function parseHolder(text: string): Holder | null {
  try {
    const value = JSON.parse(text) as Partial<Holder> | null;
    if (typeof value?.pid !== 'number' || typeof value.space !== 'string') return null;
    return {
      pid: value.pid,
      started: value.started ?? null,
      host: value.host ?? '',
      space: value.space,
      runtimeDir: value.runtimeDir ?? '',
    };
  } catch {
    return null;
  }
}

function inUse(dataDir: string, holder: Holder, self: Holder): PostgresProblem {
  const who =
    holder.pid === self.pid && holder.space === self.space
      ? 'this process already'
      : `another Harmony (process ${holder.pid}${holder.host === self.host ? '' : ` on ${holder.host}`})`;
  return new PostgresProblem(
    'data_folder_in_use',
    `The data folder ${dataDir} is in use by ${who}.`,
    'Stop that one first, or give this one a data folder of its own.',
    { pid: holder.pid },
  );
}

async function ownSpace(): Promise<string> {
  const [boot, namespace] = await Promise.all([
    readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => ''),
    readlink('/proc/self/ns/pid').catch(() => ''),
  ]);
  return `${boot.trim() || hostname()} ${namespace || process.platform}`;
}
