import { readdir, readFile, readlink } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { run } from './run.ts';

/** A process by its number: a zombie has ended and holds nothing but the number. `started` tells a reused number apart. */
export interface ProcessState {
  readonly state: 'gone' | 'zombie' | 'running';
  readonly started: string | null;
}

/** Looks at a process: /proc on Linux (proc(5), `stat`: state is field 3, start time field 22), `ps` elsewhere. */
export async function inspectProcess(pid: number): Promise<ProcessState> {
  if (process.platform === 'linux') {
    const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
    if (text === null) return { state: 'gone', started: null };
    // The name in parentheses may hold spaces and parentheses itself.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] === 'Z' || fields[0] === 'X' ? 'zombie' : 'running', started: fields[19] ?? null };
  }
  if (process.platform === 'win32') return { state: signalReaches(pid) ? 'running' : 'gone', started: null };
  const { code, output } = await run('ps', ['-o', 'stat=,lstart=', '-p', String(pid)]);
  const [, stat, started] = /^\s*(\S+)\s+(.*\S)/.exec(output) ?? [];
  if (code !== 0 || stat === undefined) return { state: 'gone', started: null };
  return { state: stat.startsWith('Z') ? 'zombie' : 'running', started: started ?? null };
}

/**
 * Whether the process works in this folder: every process of PostgreSQL has its data folder as its working directory. A process
 * whose folder we may not read belongs to somebody else, and is none of ours.
 */
export async function worksIn(pid: number, folder: string): Promise<boolean> {
  if (process.platform === 'linux') return (await readlink(`/proc/${pid}/cwd`).catch(() => null)) === folder;
  // Unknown there; PostgreSQL's own check of its shared memory stays.
  if (process.platform === 'win32') return false;
  const { output } = await run('ps', ['-o', 'command=', '-p', String(pid)]);
  return output.includes('postgres') && output.includes(folder);
}

/** Numbers of the living processes that work in this folder; empty where there is no /proc. */
export async function processesIn(folder: string): Promise<number[]> {
  if (process.platform !== 'linux') return [];
  const numbers = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(
    numbers.map(async (pid) => (await worksIn(pid, folder)) && (await inspectProcess(pid)).state === 'running'),
  );
  return numbers.filter((_, index) => found[index]);
}

/** Waits until a process has ended (a zombie has); `false` when it still runs after `limitMs`. */
export async function waitForEnd(pid: number, limitMs: number): Promise<boolean> {
  const until = Date.now() + limitMs;
  for (;;) {
    if ((await inspectProcess(pid)).state !== 'running') return true;
    if (Date.now() > until) return false;
    await delay(10);
  }
}

/** Sends a signal; `false` when there is no such process any more. Throws when it is not ours to signal. */
export function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

function signalReaches(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
