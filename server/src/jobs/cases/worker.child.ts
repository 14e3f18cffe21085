import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Type } from 'typebox';
import { createOrchestrator, type QueueConnection } from '../index.ts';

/**
 * A worker process for the tests: settings as JSON in the first argument. Each run writes its beginning and end to one shared file, so that
 * a test can look for overlaps. Prints `ready`, ends gracefully on SIGTERM.
 */
const given = JSON.parse(process.argv[2] ?? '{}') as {
  connection: QueueConnection;
  log: string;
  pools: Record<string, number>;
  globalConcurrency: number;
  alone: boolean;
};

const note = (kind: string, job: string, type: string): void => {
  appendFileSync(
    given.log,
    `${JSON.stringify({ kind, job, type, pid: process.pid, at: performance.timeOrigin + performance.now() })}\n`,
  );
};

const shape = { priority: 0, timeoutMs: 60_000, maxAttempts: 10, payload: Type.Object({}) };
const types = Object.keys(given.pools);
const jobs = createOrchestrator({
  connection: given.connection,
  types: new Map(types.map((type) => [type, shape])),
  globalConcurrency: given.globalConcurrency,
  tuning: { leaseS: 10, heartbeatS: 1, pollMs: 500, pollMaxMs: 500 },
  onFault: (what, error) => process.stderr.write(`${what}: ${String(error)}\n`),
});
await jobs.prepare();
await jobs.start(
  types.map((type) => ({
    ...shape,
    type,
    pool: given.pools[type] ?? 1,
    async run(payload, { signal }) {
      const job = String(payload['n']);
      note('start', job, type);
      await sleep(Number(payload['ms']), undefined, { signal }).catch(() => undefined);
      note(signal.aborted ? 'aborted' : 'end', job, type);
    },
  })),
  given.alone,
);
process.stdout.write('ready\n');
process.once('SIGTERM', () => {
  void jobs.stop(5000).then(() => process.exit(0));
});
