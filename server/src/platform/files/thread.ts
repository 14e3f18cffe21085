import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';

/** Runs blocking work in one other thread, a task at a time, so that the event loop stays free. */
export interface Thread<Task, Result> {
  /**
   * Runs one task. Rejects with what the task threw (as an `Error` with its message and, of a system error, its `code`), with `ThreadTimeout` after `timeoutMs`, or with the
   * signal's reason; in the last two cases the thread is ended, whatever it was doing.
   */
  run(task: Task, options: { readonly timeoutMs: number; readonly signal?: AbortSignal }): Promise<Result>;
  /** Ends the thread; waiting and running tasks reject. A thread that hangs in the system (a disk that does not answer) is not waited for; see `endHungThreads`. */
  close(): Promise<void>;
}

/** A thread is stopped between two steps of its program; one inside a system call that does not return cannot be stopped at all, so nobody waits longer than this. */
const endingMs = 2000;
const ending = new Set<Worker>();

/** Ends a thread; answers after two seconds at the latest. */
async function end(worker: Worker): Promise<void> {
  ending.add(worker);
  const ended = worker.terminate().finally(() => ending.delete(worker));
  const limit = new AbortController();
  await Promise.race([ended, sleep(endingMs, undefined, { signal: limit.signal, ref: false }).catch(() => undefined)]);
  limit.abort();
}

/**
 * The last act of a program: Node waits for its threads when it exits, and so would wait for ever for one that hangs. Where there is one, this process kills
 * itself; otherwise nothing happens. Everything else must have been closed before.
 */
export async function endHungThreads(): Promise<void> {
  if (ending.size === 0) return;
  process.stderr.write('A disk does not answer; the thread that waits for it is left behind.\n');
  await new Promise((resolve) => process.stdout.write('', resolve));
  process.kill(process.pid, 'SIGKILL');
}

/** A task did not end in time and was stopped. */
export class ThreadTimeout extends Error {}

/** What comes back from the thread; `code` is that of a system error (`ENOSPC` …). */
export type ThreadAnswer<Result> =
  | { readonly ok: true; readonly result: Result }
  | { readonly ok: false; readonly message: string; readonly code: string | null };

/**
 * A thread that starts with its first task and ends after `idleMs` without one (its memory is then free again).
 * @param options.url module that calls `serveThread`
 * @param options.heapMb limit of the thread's own heap; a task that needs more fails alone
 */
export function createThread<Task, Result>(options: {
  readonly url: URL;
  readonly idleMs: number;
  readonly heapMb: number;
}): Thread<Task, Result> {
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let tail: Promise<unknown> = Promise.resolve();
  let closed = false;
  let abandon: ((error: Error) => void) | null = null;

  async function stop(): Promise<void> {
    clearTimeout(idle);
    const old = worker;
    worker = null;
    if (old !== null) await end(old);
  }

  function once(task: Task, timeoutMs: number, signal: AbortSignal | undefined): Promise<Result> {
    clearTimeout(idle);
    worker ??= new Worker(options.url, { resourceLimits: { maxOldGenerationSizeMb: options.heapMb } });
    const current = worker;
    return new Promise<Result>((resolve, reject) => {
      let settled = false;
      const settle = (act: () => void, keep: boolean) => {
        if (settled) return;
        settled = true;
        abandon = null;
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        current.off('message', onMessage).off('exit', onExit);
        if (keep) {
          current.off('error', onError);
          current.unref();
          idle = setTimeout(() => void stop(), options.idleMs);
          idle.unref();
          act();
        } else {
          // a late error of a thread that is being ended has nobody left to tell; `onError` stays and does nothing more
          void stop().then(act, act);
        }
      };
      abandon = (error) => settle(() => reject(error), false);
      const onAbort = () => settle(() => reject(signal?.reason), false);
      const onError = (error: unknown) => settle(() => reject(error), false);
      const onExit = (code: number) => settle(() => reject(new Error(`The thread ended with code ${code}.`)), false);
      const onMessage = (answer: ThreadAnswer<Result>) => {
        if (answer.ok) return settle(() => resolve(answer.result), true);
        const error = Object.assign(new Error(answer.message), answer.code === null ? {} : { code: answer.code });
        settle(() => reject(error), true);
      };
      const timer = setTimeout(
        () => settle(() => reject(new ThreadTimeout(`Not finished after ${timeoutMs} ms.`)), false),
        timeoutMs,
      );
      signal?.addEventListener('abort', onAbort, { once: true });
      current.ref();
      current.on('message', onMessage).on('error', onError).on('exit', onExit);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      current.postMessage(task);
    });
  }

  return {
    run(task, { timeoutMs, signal }) {
      const turn = tail.then(() => {
        signal?.throwIfAborted();
        if (closed) throw new Error('The thread is closed.');
        return once(task, timeoutMs, signal);
      });
      tail = turn.catch(() => undefined);
      return turn;
    },
    async close() {
      closed = true;
      await stop();
      // of a thread that hangs nobody is told that it ended
      abandon?.(new Error('The thread is closed.'));
    },
  };
}
