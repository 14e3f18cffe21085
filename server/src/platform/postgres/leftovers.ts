import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { inspectProcess, processesIn, sendSignal, waitForEnd, worksIn } from './processes.ts';

/** What was found and done before a start, for the log. */
export type Leftover = 'none' | 'stale pid file removed' | 'orphan stopped' | 'orphaned backends stopped';

/** PostgreSQL's shutdown signals, from kind to hard, with how long each gets: fast, immediate, kill (its next start recovers). */
const escalation: readonly (readonly [NodeJS.Signals, number])[] = [
  ['SIGINT', 20_000],
  ['SIGQUIT', 5000],
  ['SIGKILL', 5000],
];

/**
 * Clears what an earlier life left in the data folder; call it only while holding the folder's lock. PostgreSQL itself refuses to start
 * when the number in `postmaster.pid` exists in any form: as a zombie that nobody has reaped, or taken over by another program. A
 * postgres that still runs here, though its Harmony is gone, is shut down.
 */
export async function clearLeftovers(dataDir: string, progress: (message: string) => void): Promise<Leftover> {
  const pidFile = join(dataDir, 'postmaster.pid');
  const text = await readFile(pidFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return 'none';
  // A negative number is a single-user postgres.
  const pid = Math.abs(Number.parseInt(text, 10));
  let done: Leftover = 'none';
  const { state } = Number.isSafeInteger(pid) && pid > 0 ? await inspectProcess(pid) : { state: 'gone' };
  if (state === 'running' && (await worksIn(pid, dataDir))) {
    progress('Stopping the database of an earlier start');
    await stopProcess(pid);
    done = 'orphan stopped';
  }
  // When only the postmaster was killed, its backends live on until they notice; they still hold the shared memory.
  for (const backend of await processesIn(dataDir)) {
    await stopProcess(backend, 1);
    if (done === 'none') done = 'orphaned backends stopped';
  }
  if (state === 'gone') return done;
  await rm(pidFile, { force: true });
  return done === 'none' ? 'stale pid file removed' : done;
}

async function stopProcess(pid: number, from = 0): Promise<void> {
  for (const [signal, patience] of escalation.slice(from)) {
    if (!sendSignal(pid, signal) || (await waitForEnd(pid, patience))) return;
  }
}
