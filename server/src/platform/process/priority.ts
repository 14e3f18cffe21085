import { constants, getPriority, setPriority } from 'node:os';

/** How much nicer background work is than the server itself: a third of the share of the processor when there is not enough for all. */
const nicer = 5;

/**
 * Lets a program that we started (by its process id; `undefined` when it did not start) wait for the server and for everybody else who has work to do. What it starts itself is as patient.
 * Does nothing where the system does not allow it, or when the program has ended.
 */
export function letOthersFirst(pid: number | undefined): void {
  if (pid !== undefined) lower(pid);
}

/** The same for the calling thread, and for the programs that it starts. Only Linux knows a priority of a single thread; elsewhere nothing happens. */
export function letOthersFirstInThread(): void {
  // "0" is the calling thread there, and the whole process everywhere else
  if (process.platform === 'linux') lower(0);
}

function lower(pid: number): void {
  try {
    // from the server's own, so that doing it twice changes nothing
    setPriority(pid, Math.min(constants.priority.PRIORITY_LOW, getPriority(process.pid) + nicer));
  } catch {
    // it has ended, or may not be changed: then it works like everybody else
  }
}
