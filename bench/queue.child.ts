/** A worker process of `bench/queue.ts`; prints `ready`, works until it is killed. Jobs wait as transfers do, they do not compute. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Type } from 'typebox';
import { createOrchestrator, type QueueConnection } from '../server/src/jobs/index.ts';

const given = JSON.parse(process.argv[2] ?? '{}') as { connection: QueueConnection; slots: number; ms: number };
const shape = { priority: 0, timeoutMs: 60_000, maxAttempts: 3, payload: Type.Object({}) };
const jobs = createOrchestrator({
  connection: given.connection,
  types: new Map([['work', shape]]),
  globalConcurrency: given.slots,
  onFault: (what, error) => process.stderr.write(`${what}: ${String(error)}\n`),
});
await jobs.prepare();
await jobs.start([{ ...shape, type: 'work', pool: given.slots, run: async () => await sleep(given.ms) }], false);
process.stdout.write('ready\n');
process.once('SIGTERM', () => process.exit(0));
