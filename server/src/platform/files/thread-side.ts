import { parentPort } from 'node:worker_threads';
import { letOthersFirstInThread } from '#platform/process';
import { errorCode } from './problems.ts';
import type { ThreadAnswer } from './thread.ts';

/**
 * The other side of `createThread`: called once by the thread's module, answers each task with what `work` returns or throws, at a lower priority than the
 * server (on Linux). Throws when not called in a thread.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- names what the other side sends
export function serveThread<Task, Result>(work: (task: Task) => Result | Promise<Result>): void {
  const port = parentPort;
  if (!port) throw new Error('serveThread must be called in a worker thread.');
  letOthersFirstInThread();
  port.on('message', (task: Task) => {
    void (async () => {
      try {
        const answer: ThreadAnswer<Result> = { ok: true, result: await work(task) };
        port.postMessage(answer);
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        const answer: ThreadAnswer<Result> = { ok: false, message, code: errorCode(error) };
        port.postMessage(answer);
      }
    })();
  });
}
