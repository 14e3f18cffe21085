import { Worker } from 'node:worker_threads';

/** Runs blocking work in one other thread, a task at a time, so that the event loop stays free. */
export interface Thread<Task, Result> {
  /**
   * Runs one task. Rejects with what the task threw (as an `Error` with its message), with `ThreadTimeout` after `timeoutMs`, or with the
   * signal's reason; in the last two cases the thread is ended, whatever it was doing.
   */
  run(task: Task, options: { readonly timeoutMs: number; readonly signal?: AbortSignal }): Promise<Result>;
  /** Ends the thread; waiting and running tasks reject. */
  close(): Promise<void>;
}

/** A task did not end in time and was stopped. */
export class ThreadTimeout extends Error {}

type Answer<Result> = { readonly ok: true; readonly result: Result } | { readonly ok: false; readonly message: string };

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
        current.removeAllListeners();
        // a late error of a thread that is being ended has nobody left to tell
        current.on('error', () => undefined);
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
      current.on('message', (answer: Answer<Result>) => {
        if (answer.ok) settle(() => resolve(answer.result), true);
        else settle(() => reject(new Error(answer.message)), true);
      });
      current.on('error', (error) => settle(() => reject(error), false));
      current.on('exit', (code) => settle(() => reject(new Error(`The thread ended with code ${code}.`)), false));
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
