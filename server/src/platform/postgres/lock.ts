import { randomBytes } from 'node:crypto';
import { readdir, readFile, readlink, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { PostgresProblem } from './problems.ts';
import { inspectProcess } from './processes.ts';
import type { Progress } from './types.ts';

/** Who holds a data folder, or is about to, as its claim says it. */
export interface Holder {
  readonly state: 'claiming' | 'held';
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
  /** Dead holders whose claims were removed. */
  readonly previous: readonly Holder[];
  readonly release: () => Promise<void>;
}

/** How often a holder touches its claim, and how long one whose process we cannot see (another container or machine) may be silent. */
export interface LockTimes {
  readonly heartbeatMs: number;
  readonly silentMs: number;
}

const usualTimes: LockTimes = { heartbeatMs: 5000, silentMs: 15_000 };

/** How often a start gives way to another that begins in the same moment. */
const attempts = 25;

/**
 * Takes the data folder for this process. PostgreSQL has a lock of its own; this one says who it is in a sentence, covers the time before
 * and after PostgreSQL runs, and holds between containers that share a folder. Throws `data_folder_in_use`.
 *
 * Every contender puts a claim under a name of its own beside the folder and only then looks around: of two at once at least one sees the
 * other and gives way. No name is used twice, so a dead one's claim can be removed without ever hitting a live one.
 */
export async function lockFolder(
  dataDir: string,
  runtimeDir: string,
  progress: Progress,
  times: LockTimes = usualTimes,
): Promise<FolderLock> {
  const { started } = await inspectProcess(process.pid);
  const self: Holder = {
    state: 'claiming',
    pid: process.pid,
    started,
    host: hostname(),
    space: await ownSpace(),
    runtimeDir,
  };
  const previous: Holder[] = [];
  let path = await claim(dataDir, self);
  try {
    for (let attempt = 1; ; attempt += 1) {
      const other = await findLiving(dataDir, path, self, previous, (holder, file) =>
        showsLife(holder, file, progress, times),
      );
      if (other === null) {
        await writeFile(path, text({ ...self, state: 'held' }));
        return { previous, release: keepAlive(path, times.heartbeatMs) };
      }
      if (other.holder.state === 'held' || attempt === attempts) throw inUse(dataDir, other.holder, self);
      // Of several that begin at once the one with the first name stays, and the others come back later.
      const givesWay = other.file < path;
      if (givesWay) await rm(path, { force: true });
      await delay(5 + Math.random() * 10 * attempt);
      if (givesWay) path = await claim(dataDir, self);
    }
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

/** The process of this machine that holds the folder; null when none does. */
export async function readLivingHolder(dataDir: string): Promise<Holder | null> {
  const space = await ownSpace();
  for (const file of await claimsOf(dataDir)) {
    const holder = parse(await readFile(file, 'utf8').catch(() => ''));
    if (holder?.state === 'held' && holder.space === space && (await runs(holder))) return holder;
  }
  return null;
}

async function claim(dataDir: string, self: Holder): Promise<string> {
  const path = `${dataDir}.lock.${process.pid}-${randomBytes(6).toString('hex')}`;
  try {
    await writeFile(path, text(self), { flag: 'wx', mode: 0o644 });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : 'unknown';
    throw new PostgresProblem(
      'data_folder_unusable',
      `The lock file ${path} cannot be written: ${why}.`,
      'Check that the folder is writable and has room.',
      { cause },
    );
  }
  return path;
}

/** Looks at every other claim: removes those of the dead (into `previous`), returns a living holder first, else the living contender
 * with the first name. */
async function findLiving(
  dataDir: string,
  own: string,
  self: Holder,
  previous: Holder[],
  showsLifeElsewhere: (holder: Holder | null, file: string) => Promise<boolean>,
): Promise<{ readonly holder: Holder; readonly file: string } | null> {
  let contender: { readonly holder: Holder; readonly file: string } | null = null;
  for (const file of await claimsOf(dataDir)) {
    if (file === own) continue;
    const content = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (content === null) continue;
    const holder = parse(content);
    const lives = holder?.space === self.space ? await runs(holder) : await showsLifeElsewhere(holder, file);
    if (!lives) {
      await rm(file, { force: true });
      if (holder !== null) previous.push(holder);
    } else if (holder?.state === 'held') return { holder, file };
    // Being written at this moment: somebody starts.
    else contender ??= { holder: holder ?? { ...self, pid: 0 }, file };
  }
  return contender;
}

/** Of a holder that we cannot see only its heartbeat tells. */
async function showsLife(holder: Holder | null, file: string, progress: Progress, times: LockTimes): Promise<boolean> {
  const touched = async () => (await stat(file).catch(() => null))?.mtimeMs ?? 0;
  const first = await touched();
  if (Date.now() - first > times.silentMs) return false;
  if (holder === null) return true;
  progress(`The data folder was used by ${holder.host} a moment ago; waiting to see whether it still is`);
  for (let waited = 0; waited < times.silentMs; waited += times.heartbeatMs / 10) {
    await delay(times.heartbeatMs / 10);
    const now = await touched();
    if (now !== first) return now !== 0;
  }
  return false;
}

async function claimsOf(dataDir: string): Promise<string[]> {
  const parent = dirname(dataDir);
  const names = await readdir(parent).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names
    .filter((name) => name.startsWith(`${basename(dataDir)}.lock.`))
    .sort()
    .map((name) => join(parent, name));
}

async function runs(holder: Holder): Promise<boolean> {
  const { state, started } = await inspectProcess(holder.pid);
  return state === 'running' && started === holder.started;
}

/** Keeps the claim young; returns what gives it back. */
function keepAlive(path: string, heartbeatMs: number): () => Promise<void> {
  const beat = setInterval(() => {
    const now = new Date();
    // A folder that was removed under us shows itself in PostgreSQL soon enough.
    utimes(path, now, now).catch(() => clearInterval(beat));
  }, heartbeatMs);
  beat.unref();
  return async () => {
    clearInterval(beat);
    await rm(path, { force: true });
  };
}

function text(holder: Holder): string {
  return `${JSON.stringify(holder)}\n`;
}

function parse(content: string): Holder | null {
  try {
    const value = JSON.parse(content) as Partial<Holder> | null;
    if (typeof value?.pid !== 'number' || typeof value.space !== 'string') return null;
    const { pid, space, started = null, host = '', runtimeDir = '' } = value;
    return { state: value.state === 'held' ? 'held' : 'claiming', pid, started, host, space, runtimeDir };
  } catch {
    return null;
  }
}

function inUse(dataDir: string, holder: Holder, self: Holder): PostgresProblem {
  const same = holder.pid === self.pid && holder.space === self.space;
  const where = holder.host === self.host ? '' : ` on ${holder.host}`;
  const who = same ? 'this process already' : `another Harmony (process ${holder.pid}${where})`;
  const sentence = `The data folder ${dataDir} is in use by ${who}.`;
  return new PostgresProblem(
    'data_folder_in_use',
    sentence,
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
