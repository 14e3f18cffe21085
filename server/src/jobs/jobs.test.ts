import { Type } from 'typebox';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { createOrchestrator, type JobDefinition, JobFailure, type Orchestrator } from './index.ts';

let database: TestDatabase;
let orchestrator: Orchestrator;
const faults: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
afterEach(() => orchestrator.stop(1000));

/** Starts a queue with these handlers. */
async function startWith(definitions: readonly Partial<JobDefinition>[], globalConcurrency = 4): Promise<Orchestrator> {
  const complete = definitions.map((partial) => ({
    type: 'work',
    pool: 4,
    priority: 0,
    timeoutMs: 60_000,
    maxAttempts: 3,
    payload: Type.Object({}),
    run: async () => undefined,
    ...partial,
  }));
  orchestrator = createOrchestrator({
    connection: database.connection,
    types: new Map(complete.map((definition) => [definition.type, definition])),
    globalConcurrency,
    onFault: (what) => faults.push(what),
  });
  await orchestrator.prepare();
  await orchestrator.start(complete, true);
  return orchestrator;
}

/** Resolves when `count` calls came in. */
function gather<T>(count: number): { take: (value: T) => void; all: Promise<T[]> } {
  const values: T[] = [];
  const { promise, resolve } = Promise.withResolvers<T[]>();
  return {
    take(value) {
      values.push(value);
      if (values.length === count) resolve(values);
    },
    all: promise,
  };
}

test('runs what was enqueued, with its payload', async () => {
  const done = gather<unknown>(1);
  const jobs = await startWith([{ run: async (payload) => done.take(payload) }]);
  await jobs.enqueue({ type: 'work', payload: { wishId: 7 } });
  expect(await done.all).toEqual([{ wishId: 7 }]);
});

test('a job of a transaction that is rolled back never existed', async () => {
  const done = gather<unknown>(1);
  const jobs = await startWith([{ run: async (payload) => done.take(payload['n']) }]);
  await database.db
    .transaction()
    .execute(async (trx) => {
      await jobs.enqueue({ type: 'work', payload: { n: 'lost' } }, trx);
      throw new Error('roll back');
    })
    .catch(() => undefined);
  await database.db.transaction().execute((trx) => jobs.enqueue({ type: 'work', payload: { n: 'kept' } }, trx));
  expect(await done.all).toEqual(['kept']);
});

test('higher priority runs first, across types', async () => {
  const done = gather<unknown>(3);
  const gate = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const jobs = await startWith(
    [
      { type: 'gate', run: async () => (begun.resolve(), await gate.promise) },
      { type: 'low', priority: 1, run: async (payload) => done.take(payload['n']) },
      { type: 'high', priority: 100, run: async (payload) => done.take(payload['n']) },
    ],
    1,
  );
  await jobs.enqueue({ type: 'gate', payload: {} });
  await begun.promise;
  await jobs.enqueue([
    { type: 'low', payload: { n: 'low' } },
    { type: 'high', payload: { n: 'high' } },
    { type: 'low', payload: { n: 'urgent' }, priority: 500 },
  ]);
  gate.resolve();
  expect(await done.all).toEqual(['urgent', 'high', 'low']);
});

test('a pool is never exceeded while the global limit would allow more', async () => {
  let running = 0;
  let most = 0;
  const done = gather<number>(12);
  const jobs = await startWith(
    [
      {
        pool: 2,
        async run() {
          running += 1;
          most = Math.max(most, running);
          await new Promise((resolve) => setTimeout(resolve, 20));
          running -= 1;
          done.take(1);
        },
      },
    ],
    6,
  );
  await jobs.enqueue(Array.from({ length: 12 }, () => ({ type: 'work', payload: {} })));
  await done.all;
  expect(most).toBe(2);
});

test('a full pool of an important type does not hold up the others', async () => {
  const order: string[] = [];
  const done = gather<number>(12);
  const jobs = await startWith([
    {
      type: 'narrow',
      pool: 1,
      priority: 900,
      async run() {
        await new Promise((resolve) => setTimeout(resolve, 400));
        order.push('narrow');
        done.take(1);
      },
    },
    {
      type: 'wide',
      pool: 3,
      async run() {
        order.push('wide');
        done.take(1);
      },
    },
  ]);
  await jobs.enqueue([
    ...Array.from({ length: 6 }, () => ({ type: 'narrow', payload: {} })),
    ...Array.from({ length: 6 }, () => ({ type: 'wide', payload: {} })),
  ]);
  await done.all;
  // while the first narrow one ran, all wide ones were done
  expect(order.slice(0, 6)).toEqual(Array.from({ length: 6 }, () => 'wide'));
});

test('a failure that names a time is tried again then, without using up an attempt', async () => {
  const attempts = gather<number>(2);
  let first = true;
  const jobs = await startWith([
    {
      async run(_payload, { attempt }) {
        attempts.take(attempt);
        if (!first) return;
        first = false;
        const at = new Date(Date.now() + 300);
        throw new JobFailure({ code: 'budget_spent', sentence: 'Wait.', patience: { at } });
      },
    },
  ]);
  await jobs.enqueue({ type: 'work', payload: {}, key: 'wish:1' });
  expect(await attempts.all).toEqual([1, 1]);
});

test('a failure for ever becomes a dead letter at once and its subject is told', async () => {
  const told = gather<unknown>(1);
  const jobs = await startWith([
    {
      async run() {
        throw new JobFailure({ code: 'gone', sentence: 'It is gone.', patience: 'never' });
      },
      onDead: async (payload, failure) => told.take({ payload, code: failure.code }),
    },
  ]);
  await jobs.enqueue({ type: 'work', payload: { wishId: 3 }, key: 'wish:3' });
  expect(await told.all).toEqual([{ payload: { wishId: 3 }, code: 'gone' }]);
});

test('says which keys still have a job to come', async () => {
  const jobs = await startWith([{}]);
  await jobs.enqueue({ type: 'work', payload: {}, key: 'wish:later', startAfter: new Date(Date.now() + 3_600_000) });
  expect([...(await jobs.liveKeys(['wish:later', 'wish:other']))]).toEqual(['wish:later']);
});

test('refuses types that nobody registered, and a house without a handler', async () => {
  const jobs = await startWith([{}]);
  await expect(jobs.enqueue({ type: 'unknown', payload: {} })).rejects.toThrow(/unknown/);
  const half = createOrchestrator({
    connection: database.connection,
    types: new Map([['orphan', { priority: 0, timeoutMs: 1000, maxAttempts: 1, payload: Type.Object({}) }]]),
    globalConcurrency: 1,
    onFault: () => undefined,
  });
  await half.prepare();
  await expect(half.start([], false)).rejects.toThrow(/orphan/);
  await half.stop(0);
});

test('what a killed process held runs again at once when nobody else can be at work', async () => {
  const begun = gather<number>(1);
  const hang = Promise.withResolvers<void>();
  // one slot, and that hangs: it stands for a process that is gone
  const killed = await startWith([{ run: async () => (begun.take(1), await hang.promise) }], 1);
  await killed.enqueue({ type: 'work', payload: { n: 'held' }, key: 'wish:9' });
  await begun.all;
  const again = gather<unknown>(1);
  const restarted = await startWith([{ run: async (payload) => again.take(payload['n']) }]);
  expect(await again.all).toEqual(['held']);
  hang.resolve();
  await killed.stop(1000);
  expect(restarted).toBe(orchestrator);
});
