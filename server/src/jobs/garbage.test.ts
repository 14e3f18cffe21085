import { sql } from 'kysely';
import { Type } from 'typebox';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#test/database';
import {
  createDeadLetters,
  createOrchestrator,
  type JobDefinition,
  JobFailure,
  type JobTypes,
  type Orchestrator,
  rowId,
} from './index.ts';

const work = { priority: 0, timeoutMs: 60_000, maxAttempts: 3, payload: Type.Object({ wishId: rowId }) };
const types: JobTypes = new Map([['work', work]]);
let database: TestDatabase;
let open: Orchestrator | null = null;
const faults: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
afterEach(async () => {
  await open?.stop(1000);
  open = null;
  faults.length = 0;
  await sql`truncate pgboss.job`.execute(database.db);
});

/** A queue whose only type wants the id of a row, with rows in it as a broken or foreign program might write them. */
async function house(
  data: readonly unknown[],
  definition: Partial<JobDefinition> = {},
  alone = false,
): Promise<Orchestrator> {
  const jobs = createOrchestrator({
    connection: database.connection,
    types,
    globalConcurrency: 4,
    tuning: { leaseS: 10, heartbeatS: 1, pollMs: 500, pollMaxMs: 500 },
    onFault: (what, error) => faults.push(`${what}: ${String(error)}`),
  });
  open = jobs;
  await jobs.prepare();
  await jobs.enqueue(data.map((_, index) => ({ type: 'work', payload: { wishId: index + 1 } })));
  for (const [index, each] of data.entries())
    await sql`update pgboss.job set data = ${JSON.stringify(each)}::jsonb where data -> 'payload' -> 'wishId' = to_jsonb(${index + 1}::int)`.execute(
      database.db,
    );
  if (alone) await sql`update pgboss.job set state = 'active', started_on = now()`.execute(database.db);
  await jobs.start([{ type: 'work', pool: 4, ...work, run: async () => undefined, ...definition }], alone);
  return jobs;
}

const letters = () =>
  createDeadLetters({ db: database.db, jobs: open ?? { enqueue: () => Promise.reject(new Error('closed')) } });

async function dead(count: number) {
  for (;;) {
    const { items } = await letters().list({}, 100, 0);
    if (items.length >= count) return items;
    await sql`select pg_sleep(0.05)`.execute(database.db);
  }
}

const unreadable: readonly (readonly [what: string, payload: unknown, names: RegExp])[] = [
  ['a word for a number', { wishId: 'seven' }, /wishId/],
  ['a number as text', { wishId: '7' }, /wishId/],
  ['nothing', {}, /wishId/],
  ['null', { wishId: null }, /wishId/],
  ['a fraction', { wishId: 1.5 }, /wishId/],
  ['zero', { wishId: 0 }, /wishId/],
  ['a number beyond all rows', { wishId: 1e300 }, /wishId/],
  ['a number that cannot be counted exactly', { wishId: 2 ** 60 }, /wishId/],
  ['an object', { wishId: { $gt: 0 } }, /wishId/],
  ['a megabyte', { wishId: 'x'.repeat(1_000_000) }, /wishId/],
  ['signs that turn the writing direction', { wishId: '\u202E7' }, /wishId/],
  ['a list for the payload', [1, 2], /payload/],
  ['text for the payload', 'x', /payload/],
  ['null for the payload', null, /payload/],
];

test('payloads that cannot be read are dead letters with a reason, and no handler sees them', async () => {
  const seen: unknown[] = [];
  const jobs = await house(
    unreadable.map(([, payload]) => ({ type: 'work', payload })),
    { run: async (payload) => void seen.push(payload), onDead: async (payload) => void seen.push(payload) },
  );
  const items = await dead(unreadable.length);
  expect(items).toHaveLength(unreadable.length);
  for (const item of items) {
    expect(item).toMatchObject({ type: 'work', tries: 1, failure: { code: 'payload_invalid' } });
    expect(item.failure.message).toMatch(/wishId|payload/);
    expect(item.failure.message.length).toBeLessThan(300);
    expect(item.failure.remedy).not.toBeNull();
  }
  expect(seen).toEqual([]);
  await jobs.enqueue({ type: 'work', payload: { wishId: 7 } });
  while (seen.length === 0) await sql`select pg_sleep(0.02)`.execute(database.db);
  expect(seen).toEqual([{ wishId: 7 }]);
  expect(faults).toEqual([]);
});

test('rows that are no jobs at all are dead letters, and what was taken with them still runs', async () => {
  const ran = Promise.withResolvers<unknown>();
  const rows = [
    null,
    5,
    'text',
    [],
    {},
    { type: 7, payload: {} },
    { type: '', payload: {} },
    { payload: { wishId: 1 } },
  ];
  await house([...rows, { type: 'work', payload: { wishId: 99 } }], { run: async (payload) => ran.resolve(payload) });
  expect(await ran.promise).toEqual({ wishId: 99 });
  const items = await dead(rows.length);
  expect(items).toHaveLength(rows.length);
  for (const item of items) expect(['payload_invalid', 'handler_missing']).toContain(item.failure.code);
  expect(faults).toEqual([]);
});

test('a subject that cannot be told of the end, and a reason that cannot be stored as it is, do not keep a job alive', async () => {
  await house([{ type: 'work', payload: { wishId: 3 } }], {
    async run() {
      throw new JobFailure({ code: 'gone', sentence: 'broken \u0000 and \uD800 half', patience: 'never' });
    },
    async onDead() {
      throw new Error('nobody is there');
    },
  });
  const [letter] = await dead(1);
  expect(letter?.failure.code).toBe('gone');
  expect(letter?.failure.message).toMatch(/^broken .* half$/);
  expect(faults.some((fault) => fault.includes('nobody is there'))).toBe(true);
});

test('a dead letter that nobody here can run again stays, and the answer says so', async () => {
  await house([{ type: 'elsewhere', payload: {} }, null, { type: 'work', payload: { wishId: 'x' } }]);
  const items = await dead(3);
  const { requeued, skipped } = await letters().requeue(items.map((item) => item.id));
  expect(requeued).toEqual([]);
  expect(skipped.map((entry) => entry.reason).toSorted()).toEqual([
    'handler_missing',
    'handler_missing',
    'payload_invalid',
  ]);
  expect((await letters().list({}, 10, 0)).total).toBe(3);
});

test('what a killed process held is taken over, readable or not', async () => {
  const ran = Promise.withResolvers<unknown>();
  const rows = [null, { type: 'work', payload: { wishId: 'x' } }, { type: 'work', payload: { wishId: 5 } }];
  await house(rows, { run: async (payload) => ran.resolve(payload) }, true);
  expect(await ran.promise).toEqual({ wishId: 5 });
  expect((await dead(1)).map((item) => item.failure.code)).toEqual(['payload_invalid']);
});

test('a payload that no handler could read is refused before it is stored', async () => {
  const jobs = await house([]);
  await expect(jobs.enqueue({ type: 'work', payload: { wishId: 'x' } })).rejects.toThrow(/wishId/);
});
