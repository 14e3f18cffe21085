import { parentPort } from 'node:worker_threads';

/**
 * The other side of `createThread`: called once by the thread's module, answers each task with what `work` returns or throws.
 * Throws when not called in a thread.
 */
export function serveThread<Task, Result>(work: (task: Task) => Result | Promise<Result>): void {
  const port = parentPort;
  if (!port) throw new Error('serveThread must be called in a worker thread.');
  port.on('message', (task: Task) => {
    void (async () => {
      try {
        port.postMessage({ ok: true, result: await work(task) });
      } catch (error) {
        port.postMessage({ ok: false, message: error instanceof Error ? error.message : String(error) });
      }
    })();
  });
}
