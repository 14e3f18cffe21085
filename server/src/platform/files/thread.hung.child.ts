import { constants, openSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { createThread, endHungThreads } from './index.ts';
import type { FixtureTask } from './thread.fixture.ts';

/** Waits for a disk that never answers (a pipe into which nothing is written), closes and ends, as Harmony does. Argument: the path of the pipe. */
const thread = createThread<FixtureTask, number>({
  url: new URL('./thread.fixture.ts', import.meta.url),
  idleMs: 60_000,
  heapMb: 64,
});
await thread.run({ kind: 'count' }, { timeoutMs: 60_000 });
const pipe = process.argv[2] ?? '';
const reading = thread.run({ kind: 'wait', path: pipe }, { timeoutMs: 600_000 });
// the end for writing can be opened only once somebody reads
const isRead = (): boolean => {
  try {
    return openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK) > 0;
  } catch {
    return false;
  }
};
while (!isRead()) await pause(5);
void thread.close();
await reading.catch((error: unknown) => process.stdout.write(`${String(error)}\n`));
await endHungThreads();
