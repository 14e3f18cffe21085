import { Worker } from 'node:worker_threads';

/** Runs blocking work in one other thread, a task at a time, so that the event loop stays free. */
export interface Thread<Task, Result> {
  /**
   * Runs one task. Rejects with what the task threw (as an `Error` with its message and, of a system error, its `code`), with `ThreadTimeout` after `timeoutMs`, or with the
   * signal's reason; in the last two cases the thread is ended, whatever it was doing.
   */
  run(task: Task, options: { readonly timeoutMs: number; readonly signal?: AbortSignal }): Promise<Result>;
  /** Ends the thread; waiting and running tasks reject. */
  close(): Promise<void>;
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

  async function stop(): Promise<void> {
    clearTimeout(idle);
    const old = worker;
    worker = null;
    await old?.terminate();
  }

  function once(task: Task, timeoutMs: number, signal: AbortSignal | undefined): Promise<Result> {
    clearTimeout(idle);
    worker ??= new Worker(options.url, { resourceLimits: { maxOldGenerationSizeMb: options.heapMb } });
    const current = worker;
    return new Promise<Result>((resolve, reject) => {
      const settle = (act: () => void, keep: boolean) => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        // only ours: the worker listens to itself, too
        current.off('message', onMessage).off('error', onError).off('exit', onExit);
        // a late error of a thread that is being ended has nobody left to tell
        if (!keep) current.on('error', () => undefined);
        if (keep) {
          current.unref();
          idle = setTimeout(() => void stop(), options.idleMs);
          idle.unref();
          act();
        } else void stop().then(act, act);
      };
      const onAbort = () => settle(() => reject(signal?.reason), false);
      const timer = setTimeout(
        () => settle(() => reject(new ThreadTimeout(`Not finished after ${timeoutMs} ms.`)), false),
        timeoutMs,
      );
      signal?.addEventListener('abort', onAbort, { once: true });
      current.ref();
      const onMessage = (answer: ThreadAnswer<Result>): void => {
        if (answer.ok) settle(() => resolve(answer.result), true);
        else {
          const code = answer.code === null ? {} : { code: answer.code };
          settle(() => reject(Object.assign(new Error(answer.message), code)), true);
        }
      };
      const onError = (error: Error): void => settle(() => reject(error), false);
      const onExit = (code: number): void => settle(() => reject(new Error(`The thread ended with code ${code}.`)), false);
      current.on('message', onMessage).on('error', onError).on('exit', onExit);
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
    },
  };
}
