import { sql } from 'kysely';
import { Type } from 'typebox';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '#platform/database';
import { createTestDatabase, silentLog, type TestDatabase } from '#test/database';
import type { JobEvent } from './events.ts';
import { createOrchestrator, createPolicies, type JobDefinition, JobFailure, type Orchestrator } from './index.ts';

let database: TestDatabase;
let open: Orchestrator[] = [];
let events: JobEvent[] = [];
let listeners: (() => void)[] = [];

beforeAll(async () => {
  database = await createTestDatabase({ empty: true });
});
afterAll(() => database.drop());
beforeEach(() => {
  events = [];
  listeners = [];
});
afterEach(async () => {
  for (const jobs of open) await jobs.stop(1000);
  open = [];
  await sql`truncate pgboss.job`.execute(database.db);
});

const shape = { pool: 2, priority: 0, timeoutMs: 60_000, maxAttempts: 3, payload: Type.Object({}) };

interface House {
  readonly types?: readonly string[];
  readonly policies?: Parameters<typeof createOrchestrator>[0]['policies'];
  readonly run?: JobDefinition['run'];
  readonly onDead?: JobDefinition['onDead'];
  readonly idle?: boolean;
}

async function house({ types = ['work'], policies, run, onDead, idle = false }: House = {}): Promise<Orchestrator> {
  const jobs = createOrchestrator({
    connection: database.connection,
    types: new Map(types.map((type) => [type, shape])),
    globalConcurrency: 2,
    tuning: { leaseS: 10, heartbeatS: 1, pollMs: 500, pollMaxMs: 500 },
    ...(policies === undefined ? {} : { policies }),
    events: (event) => {
      events.push(event);
      for (const listener of listeners) listener();
    },
    onFault: () => undefined,
  });
  open.push(jobs);
  await jobs.prepare();
  const definition = { run: run ?? (async () => undefined), ...(onDead === undefined ? {} : { onDead }) };
  if (!idle)
    await jobs.start(
      types.map((type) => ({ ...shape, type, ...definition })),
      false,
    );
  return jobs;
}

/** Resolves with the event once it has been heard. */
function heard(event: JobEvent['event'], status: string): Promise<JobEvent> {
  return new Promise((resolve) => {
    const look = (): void => {
      const found = events.find((entry) => entry.event === event && entry.status === status);
      if (found !== undefined) resolve(found);
    };
    listeners.push(look);
    look();
  });
}

async function rows(name = 'jobs') {
  const found = await sql<{
    state: string;
    data: { type: string; payload: unknown };
    retry_count: number;
    output: unknown;
    source_output: unknown;
  }>`
    select state, data, retry_count, output, source_output from pgboss.job where name = ${name} order by created_on`.execute(
    database.db,
  );
  return found.rows;
}

test('a job of a type that this program does not know becomes a dead letter: handler_missing', async () => {
  const newer = await house({ types: ['work', 'future'], idle: true });
  await newer.enqueue({ type: 'future', payload: { n: 1 } });
  await house();
  expect(await heard('orchestrator.dlq', 'dead_letter')).toMatchObject({
    job_type: 'future',
    stop_reason: 'handler_missing',
  });
  while ((await rows('jobs_dead')).length === 0) await sql`select pg_sleep(0.05)`.execute(database.db);
  const [dead] = await rows('jobs_dead');
  expect(dead?.data).toEqual({ type: 'future', payload: { n: 1 } });
  expect(JSON.stringify(dead?.source_output)).toContain('handler_missing');
});

test('a lost lease aborts the handler, and nothing that it did afterwards is stored', async () => {
  const begun = Promise.withResolvers<void>();
  const aborted = Promise.withResolvers<void>();
  const dead: unknown[] = [];
  let tries = 0;
  const jobs = await house({
    async run(_payload, { signal }) {
      tries += 1;
      if (tries > 1) return;
      begun.resolve();
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      aborted.resolve();
      // a failure with a time would store a new job, one for ever a dead letter
      throw new JobFailure({ code: 'gone', sentence: 'Gone.', patience: { at: new Date() } });
    },
    onDead: async () => void dead.push(1),
  });
  await jobs.enqueue({ type: 'work', payload: {} });
  await begun.promise;
  // what the supervisor does when the heartbeats stay away: another attempt, claimed by somebody else
  await sql`update pgboss.job set retry_count = retry_count + 1 where name = 'jobs' and state = 'active'`.execute(
    database.db,
  );
  await aborted.promise;
  expect(await heard('orchestrator.heartbeat', 'lost')).toMatchObject({ job_type: 'work', attempts: 1 });
  await heard('orchestrator.commit', 'lost');
  expect(await rows()).toMatchObject([{ state: 'active', retry_count: 1 }]);
  expect(dead).toEqual([]);
});

test('a key that waits is replaced, one that runs is left alone, one that is done starts anew', async () => {
  const idle = await house({ idle: true });
  const once = (n: number) => ({ type: 'work', payload: { n }, idempotencyKey: 'refresh:7', key: `k${n}` });
  await idle.enqueue(once(1));
  await idle.enqueue([once(2), { type: 'work', payload: { n: 'other' }, idempotencyKey: 'refresh:8' }]);
  expect((await rows()).map((row) => row.data.payload)).toEqual(expect.arrayContaining([{ n: 2 }, { n: 'other' }]));
  expect(await rows()).toHaveLength(2);
  expect([...(await idle.liveKeys(['k1', 'k2']))]).toEqual(['k2']);
  expect(events.map((event) => event.status)).toEqual(['enqueued', 'deduplicated', 'enqueued']);

  const ran: unknown[] = [];
  const gate = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const again = Promise.withResolvers<void>();
  const jobs = await house({
    async run(payload) {
      ran.push(payload['n']);
      if (payload['n'] === 2) {
        begun.resolve();
        await gate.promise;
      }
      if (payload['n'] === 4) again.resolve();
    },
  });
  await begun.promise;
  await jobs.enqueue(once(3));
  gate.resolve();
  while ((await rows()).some((row) => row.state !== 'completed')) await sql`select pg_sleep(0.05)`.execute(database.db);
  await jobs.enqueue(once(4));
  await again.promise;
  expect(ran.filter((n) => n !== 'other')).toEqual([2, 4]);
});

test('of many at once with one key exactly one is stored', async () => {
  const idle = await house({ idle: true });
  await Promise.all(
    Array.from({ length: 20 }, (_, n) => idle.enqueue({ type: 'work', payload: { n }, idempotencyKey: 'same' })),
  );
  expect(await rows()).toHaveLength(1);
});

test('a rule changed while running holds for the next failure', async () => {
  const rules: Record<string, string> = { RETRY_WORK_MAX_ATTEMPTS: '5' };
  const policies = createPolicies({
    types: ['work'],
    sources: [async () => rules],
    reloadMs: 0,
    onFault: () => undefined,
  });
  const jobs = await house({
    policies,
    async run(_payload, { attempt }) {
      if (attempt === 2) rules['RETRY_WORK_MAX_ATTEMPTS'] = '1';
      throw new Error('no luck');
    },
  });
  await jobs.enqueue({ type: 'work', payload: {} });
  const last = await heard('orchestrator.dlq', 'dead_letter');
  expect(last).toMatchObject({ attempts: 2, stop_reason: 'max_retries_exhausted' });
  expect(events.filter((event) => event.event === 'orchestrator.commit')).toMatchObject([
    { status: 'retry', retry_in: 1 },
  ]);
  expect(events.filter((event) => event.event.startsWith('worker.retry'))).toMatchObject([
    { event: 'worker.retry', status: 'scheduled', attempts: 1, retry_in: 1 },
    { event: 'worker.retry_exhausted', status: 'exhausted', attempts: 2 },
  ]);
  expect(events.filter((event) => event.event === 'orchestrator.schedule').map((event) => event.jobs_total)).toEqual([
    1, 1,
  ]);
});

test('storing a job within a transaction never waits for a second connection, and knows the stored rules', async () => {
  const narrow = openDatabase({
    connection: database.connection,
    maxConnections: 1,
    applicationName: 'harmony-test',
    log: silentLog,
  });
  const rules: Record<string, string> = { RETRY_TIMEOUT_SECONDS: '77' };
  const policies = createPolicies({
    types: ['work'],
    sources: [
      async () => {
        await sql`select 1`.execute(narrow.db);
        return rules;
      },
    ],
    reloadMs: 0,
    onFault: (sentence) => expect.fail(sentence),
  });
  const jobs = await house({ policies, idle: true });
  await narrow.db.transaction().execute(async (trx) => {
    await jobs.enqueue({ type: 'work', payload: { n: 1 } }, trx);
    await jobs.enqueue({ type: 'work', payload: { n: 2 }, idempotencyKey: 'one' }, trx);
  });
  rules['RETRY_TIMEOUT_SECONDS'] = '88';
  await jobs.enqueue({ type: 'work', payload: { n: 3 } });
  const stored = await sql<{
    expire_seconds: number;
  }>`select expire_seconds from pgboss.job order by created_on`.execute(database.db);
  expect(stored.rows.map((row) => row.expire_seconds)).toEqual([77, 77, 88]);
  await narrow.close();
});
