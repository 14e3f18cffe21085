import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import { Type } from 'typebox';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { createOrchestrator, type Orchestrator } from './index.ts';

let database: TestDatabase;
let folder: string;
let log: string;
let queue: Orchestrator;
let children: ChildProcess[] = [];
const pools = { light: 3, heavy: 1 };

beforeEach(async () => {
  database = await createTestDatabase({ empty: true });
  folder = mkdtempSync(join(tmpdir(), 'workers-'));
  log = join(folder, 'runs.jsonl');
  writeFileSync(log, '');
  const shape = { priority: 0, timeoutMs: 60_000, maxAttempts: 10, payload: Type.Object({}) };
  queue = createOrchestrator({
    connection: database.connection,
    types: new Map(Object.keys(pools).map((type) => [type, shape])),
    globalConcurrency: 1,
    tuning: { leaseS: 10, heartbeatS: 1, pollMs: 500, pollMaxMs: 500 },
    onFault: () => undefined,
  });
  await queue.prepare();
});
afterEach(async () => {
  await Promise.all(children.map((child) => end(child, 'SIGKILL')));
  children = [];
  await queue.stop(1000);
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function startWorker(): Promise<ChildProcess> {
  const given = { connection: database.connection, log, pools, globalConcurrency: 4, alone: false };
  const child = spawn(process.execPath, [join(import.meta.dirname, 'cases/worker.child.ts'), JSON.stringify(given)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  await once(createInterface({ input: child.stdout }), 'line');
  return child;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  child.kill(signal);
  await closed;
}

interface Run {
  job: string;
  type: string;
  pid: number;
  from: number;
  to: number;
  how: string;
}

/** What the handlers wrote; a run without an end lasted until its process was killed. */
function runs(killed: ReadonlyMap<number, number> = new Map()): Run[] {
  const found: Run[] = [];
  for (const line of readFileSync(log, 'utf8').split('\n').filter(Boolean)) {
    const entry = JSON.parse(line) as { kind: string; job: string; type: string; pid: number; at: number };
    if (entry.kind === 'start') {
      const to = killed.get(entry.pid) ?? Number.POSITIVE_INFINITY;
      found.push({ job: entry.job, type: entry.type, pid: entry.pid, from: entry.at, to, how: 'open' });
      continue;
    }
    const run = found.findLast(({ job, pid, how }) => job === entry.job && pid === entry.pid && how === 'open');
    if (run !== undefined) Object.assign(run, { to: entry.at, how: entry.kind });
  }
  return found;
}

/** Pairs of runs of one job that were under way at the same time. */
function overlaps(all: readonly Run[]): string[] {
  return all.flatMap((one, index) =>
    all
      .slice(index + 1)
      .filter((two) => two.job === one.job && two.from < one.to && one.from < two.to)
      .map((two) => `${one.job} in ${one.pid} and ${two.pid}`),
  );
}

/** The most runs at once that satisfy the condition. */
function mostAtOnce(all: readonly Run[], condition: (run: Run) => boolean): number {
  const moments = all
    .filter(condition)
    .flatMap((run) => [
      { at: run.from, by: 1 },
      { at: run.to, by: -1 },
    ])
    .sort((a, b) => a.at - b.at || a.by - b.by);
  let now = 0;
  let most = 0;
  for (const { by } of moments) {
    now += by;
    most = Math.max(most, now);
  }
  return most;
}

/** Resolves when nothing waits or runs any more. */
async function drained(): Promise<void> {
  while ([...(await queue.sizes()).values()].some((count) => count > 0))
    await sql`select pg_sleep(0.1)`.execute(database.db);
}

/** Resolves when this many runs have begun. */
async function begun(count: number): Promise<void> {
  while (runs().length < count) await sql`select pg_sleep(0.05)`.execute(database.db);
}

function work(count: number, ms: number, type = 'light') {
  return Array.from({ length: count }, (_, n) => ({ type, payload: { n: `${type}-${n}`, ms } }));
}

test.each([2, 4])(
  '%i processes share the work; no job runs twice, pools hold in each',
  async (count) => {
    const workers = await Promise.all(Array.from({ length: count }, () => startWorker()));
    await queue.enqueue([...work(160, 5), ...work(30, 10, 'heavy')]);
    await drained();
    const all = runs();
    expect(new Set(all.map((run) => run.job)).size).toBe(190);
    expect(all).toHaveLength(190);
    expect(overlaps(all)).toEqual([]);
    for (const { pid } of workers) {
      const mine = all.filter((run) => run.pid === pid);
      expect(mine.length).toBeGreaterThan(0);
      expect(mostAtOnce(mine, (run) => run.type === 'light')).toBeLessThanOrEqual(3);
      expect(mostAtOnce(mine, (run) => run.type === 'heavy')).toBeLessThanOrEqual(1);
      expect(mostAtOnce(mine, () => true)).toBeLessThanOrEqual(4);
    }
  },
  60_000,
);

test('what a killed process held runs in another within a lease and a look, each job to its end exactly once', async () => {
  const victim = await startWorker();
  await queue.enqueue(work(4, 60_000).slice(0, 3));
  await begun(3);
  const heir = await startWorker();
  await queue.enqueue(work(20, 20, 'heavy'));
  const killedAt = performance.timeOrigin + performance.now();
  await end(victim, 'SIGKILL');
  await begun(3 + 20 + 3);
  const all = runs(new Map([[victim.pid ?? 0, killedAt]]));
  expect(overlaps(all)).toEqual([]);
  const second = all.filter((run) => run.job.startsWith('light') && run.pid === heir.pid);
  expect(second).toHaveLength(3);
  // lease 10 s, looked after every 2 s, retried after 1 s; the rest is patience
  for (const run of second) expect(run.from - killedAt).toBeLessThan(45_000);
  for (const run of second) expect(run.from - killedAt).toBeGreaterThan(5000);
});

test('a process that is stopped gently finishes what it began and leaves nothing behind', async () => {
  const worker = await startWorker();
  await queue.enqueue(work(3, 700));
  await begun(3);
  await end(worker, 'SIGTERM');
  expect(worker.exitCode).toBe(0);
  expect(runs().map((run) => run.how)).toEqual(['end', 'end', 'end']);
  expect([...(await queue.sizes()).values()]).toEqual([]);
});

test('a job that outlasts the grace is aborted and runs again elsewhere at once', async () => {
  const worker = await startWorker();
  await queue.enqueue(work(1, 60_000));
  await begun(1);
  await end(worker, 'SIGTERM');
  const stoppedAt = performance.timeOrigin + performance.now();
  // not left to its lease: the job is free from the moment that its holder is gone
  expect((await queue.depth()).jobs).toEqual([{ type: 'light', state: 'waiting', count: 1 }]);
  await startWorker();
  await begun(2);
  const [first, second] = runs(new Map([[worker.pid ?? 0, stoppedAt]]));
  expect(second?.from).toBeGreaterThan(first?.to ?? Number.POSITIVE_INFINITY);
});
