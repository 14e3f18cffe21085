/**
 * `node bench/queue.ts`: our orchestrator against the bare pg-boss with the same queue settings, in the same run on a throw-away embedded
 * PostgreSQL, in turns; then one, two and four processes over one database. Takes about a minute. `--assert` exits 1 below 0.7 of the bare one.
 *   --jobs N   per round (2000)   --rounds N   of each (3)
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Type } from 'typebox';
import { createOrchestrator } from '../server/src/jobs/index.ts';
import { createBoss, prepareQueues, queueName } from '../server/src/jobs/queue.ts';
import { createDatabaseIfMissing, startEmbeddedPostgres } from '../server/src/platform/postgres/index.ts';

const { values } = parseArgs({
  options: {
    jobs: { type: 'string', default: '2000' },
    rounds: { type: 'string', default: '3' },
    assert: { type: 'boolean', default: false },
  },
});
const jobsPerRound = Number(values.jobs);
const latencyJobs = 120;
const rounds = Number(values.rounds);
const slots = 8;
const enqueuers = 8;
const least = 0.7;

interface Contender {
  readonly enqueue: (n: number) => Promise<unknown>;
  /** Begins to work; `done` hears the number of each job as its handler begins. */
  readonly work: (begun: (n: number) => void) => Promise<unknown>;
  readonly stop: () => Promise<unknown>;
}

interface Figures {
  enqueuePerS: number;
  p50: number;
  p95: number;
  drainPerS: number;
}

const silent = (): void => undefined;
const server = await startEmbeddedPostgres({
  dataDir: join(tmpdir(), `harmony-bench-queue-${process.pid}`),
  log: { debug: silent, info: silent, warn: silent, error: silent },
  throwaway: true,
});
try {
  process.exitCode = await bench();
} finally {
  await server.stop();
}

async function bench(): Promise<number> {
  const ours: Figures[] = [];
  const bare: Figures[] = [];
  for (let round = 0; round < rounds; round += 1) {
    // the order changes, so that neither always has the warmer machine
    const turns = round % 2 === 0 ? ['ours', 'bare'] : ['bare', 'ours'];
    for (const who of turns) {
      const connection = await newDatabase(`${who}_${round}`);
      const contender = who === 'ours' ? await openOurs(connection) : await openBare(connection);
      (who === 'ours' ? ours : bare).push(await measure(contender));
    }
  }
  const rows: [string, (figures: Figures) => number, 'more' | 'less'][] = [
    ['enqueue/s, 8 at once', (figures) => figures.enqueuePerS, 'more'],
    ['enqueue → start p50 ms', (figures) => figures.p50, 'less'],
    ['enqueue → start p95 ms', (figures) => figures.p95, 'less'],
    ['drain, jobs/s', (figures) => figures.drainPerS, 'more'],
  ];
  print(['', 'orchestrator', 'bare pg-boss', 'ours / bare']);
  let worst = Number.POSITIVE_INFINITY;
  for (const [name, pick, better] of rows) {
    const mine = median(ours.map(pick));
    const theirs = median(bare.map(pick));
    const ratio = better === 'more' ? mine / theirs : theirs / mine;
    worst = Math.min(worst, ratio);
    print([name, mine.toFixed(1), theirs.toFixed(1), `${ratio.toFixed(2)}${better === 'less' ? ' (inverse)' : ''}`]);
  }
  print(['', '', '', '']);
  print(['processes, 8 slots each', 'jobs of 20 ms/s', 'ratio', '']);
  let single = 0;
  for (const count of [1, 2, 4]) {
    const rate = await together(count);
    if (count === 1) single = rate;
    print([String(count), rate.toFixed(0), (rate / single).toFixed(2), '']);
  }
  process.stdout.write(`\nlowest ratio ${worst.toFixed(2)}, wanted ≥ ${least}\n`);
  return values.assert && worst < least ? 1 : 0;
}

async function newDatabase(name: string) {
  await createDatabaseIfMissing(server.connection, name);
  return { ...server.connection, database: name };
}

async function openOurs(connection: Awaited<ReturnType<typeof newDatabase>>): Promise<Contender> {
  const shape = { priority: 0, timeoutMs: 60_000, maxAttempts: 3, payload: Type.Object({}) };
  const jobs = createOrchestrator({
    connection,
    types: new Map([['work', shape]]),
    globalConcurrency: slots,
    onFault: (what, error) => process.stderr.write(`${what}: ${String(error)}\n`),
  });
  await jobs.prepare();
  return {
    enqueue: (n) => jobs.enqueue({ type: 'work', payload: { n } }),
    work: (begun) =>
      jobs.start([{ ...shape, type: 'work', pool: slots, run: async ({ n }) => begun(Number(n)) }], false),
    stop: () => jobs.stop(1000),
  };
}

/** pg-boss as its documentation has it, with wake-up by LISTEN/NOTIFY and after each job, without which it drains 20 jobs a second. */
async function openBare(connection: Awaited<ReturnType<typeof newDatabase>>): Promise<Contender> {
  const boss = createBoss(connection, (error) => process.stderr.write(`bare: ${String(error)}\n`), true);
  await prepareQueues(boss, 15);
  return {
    enqueue: (n) => boss.send(queueName, { n }),
    work: (begun) =>
      boss.work<{ n: number }>(
        queueName,
        { localConcurrency: slots, pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 1 },
        async ([job]) => {
          if (job !== undefined) begun(job.data.n);
          setImmediate(() => {
            for (const worker of boss.getWipData()) if (worker.name === queueName) boss.notifyWorker(worker.id);
          });
        },
      ),
    stop: () => boss.stop({ graceful: true, timeout: 1000 }),
  };
}

async function measure(contender: Contender): Promise<Figures> {
  let left = jobsPerRound;
  const { promise: drained, resolve } = Promise.withResolvers<void>();
  const waiting = new Map<number, (at: number) => void>();
  await Promise.all(Array.from({ length: 50 }, (_, n) => contender.enqueue(-1 - n)));
  left += 50;

  const enqueueBegan = performance.now();
  let next = 0;
  const enqueuer = async (): Promise<void> => {
    while (next < jobsPerRound) await contender.enqueue((next += 1));
  };
  await Promise.all(Array.from({ length: enqueuers }, () => enqueuer()));
  const enqueueMs = performance.now() - enqueueBegan;

  const drainBegan = performance.now();
  await contender.work((n) => {
    waiting.get(n)?.(performance.now());
    left -= 1;
    if (left === 0) resolve();
  });
  await drained;
  const drainMs = performance.now() - drainBegan;
  await sleep(1500);

  const latencies: number[] = [];
  for (let index = 0; index < latencyJobs; index += 1) {
    const n = 1_000_000 + index;
    const started = new Promise<number>((begin) => waiting.set(n, begin));
    const sent = performance.now();
    await contender.enqueue(n);
    latencies.push((await started) - sent);
    await sleep(10);
  }
  await contender.stop();
  latencies.sort((a, b) => a - b);
  return {
    enqueuePerS: jobsPerRound / (enqueueMs / 1000),
    drainPerS: (jobsPerRound + 50) / (drainMs / 1000),
    p50: at(latencies, 0.5),
    p95: at(latencies, 0.95),
  };
}

/** Jobs per second of several processes, measured over the middle of a backlog that they find waiting. */
async function together(count: number): Promise<number> {
  const connection = await newDatabase(`together_${count}`);
  const boss = createBoss(connection, (error) => process.stderr.write(`together: ${String(error)}\n`));
  await prepareQueues(boss, 15);
  const shape = { data: { type: 'work', payload: {} }, group: { id: 'work', tier: 'work' }, expireInSeconds: 60 };
  const given = JSON.stringify({ connection, slots, ms: 20 });
  const children = await Promise.all(
    Array.from({ length: count }, async () => {
      const child = spawn(process.execPath, ['bench/queue.child.ts', given], { stdio: ['ignore', 'pipe', 'inherit'] });
      await once(child.stdout, 'data');
      return child;
    }),
  );
  const total = 1500 * Math.min(count, 2);
  const began = performance.now();
  await boss.insert(
    queueName,
    Array.from({ length: total }, () => shape),
  );
  const left = async (): Promise<number> => {
    const { rows } = await boss
      .getDb()
      .executeSql(`select count(*)::int as n from pgboss.job where name = $1 and state <> 'completed'`, [queueName]);
    return (rows[0] as { n: number }).n;
  };
  while ((await left()) > 0) await sleep(25);
  const seconds = (performance.now() - began) / 1000;
  for (const child of children) {
    const closed = once(child, 'close');
    child.kill('SIGTERM');
    await closed;
  }
  await boss.stop({ graceful: true, timeout: 1000 });
  return total / seconds;
}

function median(values: readonly number[]): number {
  return at(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}

function at(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

function print(cells: readonly string[]): void {
  process.stdout.write(`${cells.map((cell, index) => (index === 0 ? cell.padEnd(28) : cell.padStart(16))).join('')}\n`);
}
