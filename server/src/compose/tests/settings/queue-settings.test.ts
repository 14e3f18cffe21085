import { sql } from 'kysely';
import { pino } from 'pino';
import { Type } from 'typebox';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createSlskd } from '#integrations/slskd';
import { createTimers, type JobDefinition, type JobShape } from '#jobs';
import { createFileJournal } from '#library';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { createWishStore } from '#wishes';
import { readAllSettings } from '../../../settings.ts';
import { standingTasks } from '../../house/standing-tasks.ts';
import { createWorkforce } from '../../house/workforce.ts';

const shape: JobShape = { priority: 10, timeoutMs: 60_000, maxAttempts: 3, payload: Type.Object({}) };
let database: TestDatabase;
let stop: (() => Promise<void>) | null = null;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
afterEach(async () => {
  await stop?.();
  stop = null;
  await sql`truncate pgboss.job`.execute(database.db);
});

/** The queue as a house with these variables runs it; `run` does the jobs of both its types. */
async function queueWith(env: Readonly<Record<string, string>>, run?: JobDefinition['run']) {
  const read = readAllSettings(env);
  if (!read.ok) throw new Error(read.faults.map((fault) => fault.sentence).join(' '));
  const workforce = createWorkforce({
    settings: read.values,
    db: database.db,
    connection: database.connection,
    types: new Map([
      ['download', shape],
      ['match', shape],
    ]),
    activity: { record: async () => undefined },
    log: pino({ level: 'silent' }),
    onFault: () => undefined,
  });
  const { jobs } = workforce;
  stop = () => jobs.stop(read.values.house.graceMs);
  await jobs.prepare();
  if (run !== undefined) {
    const definitions = ['download', 'match'].map((type) => ({ type, pool: 5, ...shape, run }));
    await jobs.start(workforce.pooled(definitions), false);
  }
  return jobs;
}

async function stored() {
  const { rows } = await sql<{ type: string; priority: number; heartbeat_seconds: number }>`
    select data ->> 'type' as type, priority, heartbeat_seconds from pgboss.job order by created_on`.execute(
    database.db,
  );
  return rows;
}

/** Runs six jobs of each type at once; answers the most that ran together, of each type and in all. */
async function crowd(env: Readonly<Record<string, string>>) {
  const now: Record<string, number> = { download: 0, match: 0, all: 0 };
  const most: Record<string, number> = { download: 0, match: 0, all: 0 };
  const over = Promise.withResolvers<void>();
  let left = 12;
  const change = (type: string, by: number): void => {
    for (const key of [type, 'all']) {
      now[key] = (now[key] ?? 0) + by;
      most[key] = Math.max(most[key] ?? 0, now[key] ?? 0);
    }
  };
  const jobs = await queueWith(env, async ({ type }) => {
    change(String(type), 1);
    await new Promise((resolve) => setTimeout(resolve, 25));
    change(String(type), -1);
    left -= 1;
    if (left === 0) over.resolve();
  });
  const types = Array.from({ length: 12 }, (_, n) => (n % 2 === 0 ? 'download' : 'match'));
  await jobs.enqueue(types.map((type) => ({ type, payload: { type } })));
  await over.promise;
  return most;
}

describe('how many jobs run at once', () => {
  test.each([
    ['ORCH_GLOBAL_CONCURRENCY', { ORCH_GLOBAL_CONCURRENCY: '2' }, { all: 2 }],
    ['WORKER_MAX_CONCURRENCY', { WORKER_MAX_CONCURRENCY: '1' }, { download: 1, match: 1 }],
    ['ORCH_POOL_DOWNLOAD', { ORCH_POOL_DOWNLOAD: '1' }, { download: 1, match: 5 }],
    ['ORCH_POOL_SYNC, its former name', { ORCH_POOL_SYNC: '1' }, { download: 1, match: 5 }],
    [
      'ORCH_POOL_MATCHING before WORKER_MAX_CONCURRENCY',
      { ORCH_POOL_MATCHING: '3', WORKER_MAX_CONCURRENCY: '1' },
      { download: 1, match: 3 },
    ],
  ])('is what %s says', async (_name, env, limits) => {
    const most = await crowd(env);
    for (const [key, limit] of Object.entries(limits)) expect(most[key], key).toBeLessThanOrEqual(limit);
    // not narrower than asked for either: some of a pool's jobs ran together
    expect(most.all).toBeGreaterThan(1);
  });
});

describe('what is stored with a job', () => {
  const types = ['download', 'match'];
  test.each([
    ['without settings', {}, [10, 10]],
    ['ORCH_PRIORITY_JSON', { ORCH_PRIORITY_JSON: '{"match":90}' }, [10, 90]],
    ['ORCH_PRIORITY_CSV', { ORCH_PRIORITY_CSV: 'sync:70, unknown:3' }, [70, 10]],
    ['both: JSON wins', { ORCH_PRIORITY_JSON: '{"match":90}', ORCH_PRIORITY_CSV: 'match:1,sync:2' }, [10, 90]],
  ])('is the priority of %s', async (_name, env, priorities) => {
    const jobs = await queueWith(env);
    await jobs.enqueue(types.map((type) => ({ type, payload: {} })));
    expect((await stored()).map((row) => row.priority)).toEqual(priorities);
  });

  test.each([
    ['ORCH_VISIBILITY_TIMEOUT_S', '40', 40],
    ['WORKER_VISIBILITY_TIMEOUT_S', '25', 25],
    ['ORCH_VISIBILITY_TIMEOUT_S', '6', 10],
  ])('is the lease of %s=%s', async (name, value, seconds) => {
    const jobs = await queueWith({ [name]: value });
    await jobs.enqueue({ type: 'match', payload: {} });
    expect((await stored())[0]?.heartbeat_seconds).toBe(seconds);
  });
});

test('ORCH_HEARTBEAT_S is how often a running job renews its lease', async () => {
  const gate = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const jobs = await queueWith({ ORCH_HEARTBEAT_S: '1' }, async () => (begun.resolve(), await gate.promise));
  await jobs.enqueue({ type: 'match', payload: {} });
  await begun.promise;
  const age = async (): Promise<number> => {
    const { rows } = await sql<{
      s: number;
    }>`select extract(epoch from heartbeat_on - started_on)::float8 as s from pgboss.job`.execute(database.db);
    return rows[0]?.s ?? 0;
  };
  await expect.poll(age, { interval: 50 }).toBeGreaterThan(0.5);
  gate.resolve();
});

/** Waits until the stored job has been due for a second, by the clock of the database. */
const longDue = () =>
  expect
    .poll(
      async () => {
        const { rows } = await sql<{
          over: boolean;
        }>`select clock_timestamp() > start_after + interval '1 second' as over from pgboss.job`.execute(database.db);
        return rows[0]?.over;
      },
      { interval: 50 },
    )
    .toBe(true);

describe('ORCH_POLL_INTERVAL_MAX_MS is how late a job whose time has come may be found:', () => {
  test('with 500 it is found by itself', async () => {
    const ran = Promise.withResolvers<void>();
    const jobs = await queueWith({ ORCH_POLL_INTERVAL_MAX_MS: '500' }, async () => ran.resolve());
    await jobs.enqueue({ type: 'match', payload: {}, startAfter: new Date(Date.now() + 300) });
    await ran.promise;
  });

  test('with a minute it waits until something else wakes the process', async () => {
    let ran = 0;
    const jobs = await queueWith({ ORCH_POLL_INTERVAL_MAX_MS: '60000' }, async () => void (ran += 1));
    await jobs.enqueue({ type: 'match', payload: {}, startAfter: new Date(Date.now() + 300) });
    await longDue();
    expect(ran).toBe(0);
    await jobs.enqueue({ type: 'match', payload: {} });
    await expect.poll(() => ran, { interval: 20 }).toBe(2);
  });
});

test('RETRY_SCAN_BATCH_LIMIT is how many lost wishes one scan looks after, RETRY_SCAN_INTERVAL_SEC how often it looks', async () => {
  await sql`insert into wishes (recording_key, search_text, title, artists, stage, state, updated_at)
    select 'lost ' || n, '', 'Song', array['Artist'], 'match', 'queued', now() - interval '1 hour' from generate_series(1, 5) n`.execute(
    database.db,
  );
  const read = readAllSettings({ RETRY_SCAN_INTERVAL_SEC: '1', RETRY_SCAN_BATCH_LIMIT: '2' });
  if (!read.ok) throw new Error('They must be readable.');
  const { scanIntervalS, scanLimit } = read.values.orchestrator;
  const jobs = await queueWith({});
  const [scan] = standingTasks({
    db: database.db,
    store: createWishStore(database.db),
    jobs,
    slskd: createSlskd({ settings: read.values.slskd, onFault: () => undefined }),
    journal: createFileJournal(database.db),
    soulseek: false,
    tidyS: 60,
    scanIntervalS,
    scanLimit,
  });
  if (scan === undefined) throw new Error('There is a scan.');
  const found = async (): Promise<number> => (await stored()).length;
  await scan.work(new AbortController().signal);
  expect(await found()).toBe(2);
  // the other three in two more scans, which begin by themselves
  const timers = createTimers({ db: database.db, timers: [scan], events: () => undefined, onFault: () => undefined });
  timers.start();
  await expect.poll(found, { interval: 50 }).toBe(5);
  await timers.stop();
  await sql`truncate wishes cascade`.execute(database.db);
});

test('ORCH_SHUTDOWN_GRACE_MS is how long running jobs may finish: one that ends within it is done', async () => {
  const begun = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  let aborted = false;
  const jobs = await queueWith({ ORCH_SHUTDOWN_GRACE_MS: '20000' }, async (_payload, { signal }) => {
    begun.resolve();
    await gate.promise;
    aborted = signal.aborted;
  });
  await jobs.enqueue({ type: 'match', payload: {} });
  await begun.promise;
  const stopped = stop?.();
  stop = null;
  gate.resolve();
  await stopped;
  const { rows } = await sql<{ state: string }>`select state from pgboss.job`.execute(database.db);
  expect([aborted, rows[0]?.state]).toEqual([false, 'completed']);
});

test('ORCH_SHUTDOWN_GRACE_MS=0: running jobs are given back at once', async () => {
  const begun = Promise.withResolvers<void>();
  const aborted = Promise.withResolvers<void>();
  const jobs = await queueWith({ ORCH_SHUTDOWN_GRACE_MS: '0' }, async (_payload, { signal }) => {
    signal.addEventListener('abort', () => aborted.resolve());
    begun.resolve();
    await aborted.promise;
  });
  await jobs.enqueue({ type: 'match', payload: {} });
  await begun.promise;
  await stop?.();
  stop = null;
  await aborted.promise;
  const { rows } = await sql<{ state: string }>`select state from pgboss.job`.execute(database.db);
  expect(rows[0]?.state).toBe('retry');
});
