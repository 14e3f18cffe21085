import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#test/database';
import type { JobEvent } from './events.ts';
import { createTimers, type Timer, type Timers } from './timers.ts';

let database: TestDatabase;
let open: Timers[] = [];

beforeAll(async () => {
  database = await createTestDatabase({ maxConnections: 12 });
});
afterAll(() => database.drop());
afterEach(async () => {
  for (const timers of open) await timers.stop();
  open = [];
  await sql`truncate timers`.execute(database.db);
});

function startTimers(timer: Timer): { events: JobEvent[]; faults: unknown[] } {
  const heard = { events: [] as JobEvent[], faults: [] as unknown[] };
  const timers = createTimers({
    db: database.db,
    timers: [timer],
    events: (event) => heard.events.push(event),
    onFault: (_what, error) => heard.faults.push(error),
  });
  open.push(timers);
  timers.start();
  return heard;
}

/** Resolves at the n-th call. */
function countdown(n: number): { done: Promise<void>; call: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  let left = n;
  return {
    done: promise,
    call: () => {
      left -= 1;
      if (left === 0) resolve();
    },
  };
}

test('three holders of one timer take turns and never overlap', async () => {
  let running = 0;
  let most = 0;
  const enough = countdown(6);
  const work = async (): Promise<void> => {
    running += 1;
    most = Math.max(most, running);
    await sql`select pg_sleep(0.03)`.execute(database.db);
    running -= 1;
    enough.call();
  };
  for (let holder = 0; holder < 3; holder += 1) startTimers({ name: 'sweep', everyMs: 40, work });
  await enough.done;
  expect(most).toBe(1);
});

test('what ran is not due again before its interval, in any process', async () => {
  const first = countdown(1);
  let runs = 0;
  const timer = {
    name: 'rare',
    everyMs: 3_600_000,
    work: async () => {
      runs += 1;
      first.call();
    },
  };
  startTimers(timer);
  await first.done;
  for (const timers of open) await timers.stop();
  const row = await database.db.selectFrom('timers').selectAll().where('name', '=', 'rare').executeTakeFirstOrThrow();
  expect(row.last_status).toBe('ok');
  expect(row.due_at.getTime()).toBeGreaterThan(Date.now() + 3_500_000);
  // the other holder looks once, finds nothing due and rests
  const second = createTimers({ db: database.db, timers: [timer], events: () => undefined, onFault: () => undefined });
  second.start();
  await second.stop();
  expect(runs).toBe(1);
});

test('a failing turn is told, stored and does not end the timer', async () => {
  const twice = countdown(2);
  const heard = startTimers({
    name: 'broken',
    everyMs: 20,
    work: async () => {
      twice.call();
      throw new Error('no luck');
    },
  });
  await twice.done;
  await open[0]?.stop();
  expect(heard.faults[0]).toMatchObject({ message: 'no luck' });
  expect(heard.events[0]).toMatchObject({ event: 'orchestrator.timer_tick', status: 'error', entity_id: 'broken' });
  const row = await database.db.selectFrom('timers').selectAll().executeTakeFirstOrThrow();
  expect(row).toMatchObject({ last_status: 'error', last_error: 'no luck' });
});

test('stopping aborts a turn that is under way', async () => {
  const begun = countdown(1);
  startTimers({
    name: 'long',
    everyMs: 20,
    work: (signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve(undefined));
        begun.call();
      }),
  });
  await begun.done;
  await open[0]?.stop();
  expect(await database.db.selectFrom('timers').select('last_status').executeTakeFirst()).toEqual({
    last_status: 'ok',
  });
});

test('more timers than connections do not lock each other out', async () => {
  const many = 20;
  const all = countdown(many);
  const work = async (): Promise<void> => {
    await sql`select 1`.execute(database.db);
    all.call();
  };
  const faults: unknown[] = [];
  const timers = createTimers({
    db: database.db,
    timers: Array.from({ length: many }, (_, at) => ({ name: `timer ${at}`, everyMs: 60_000, work })),
    events: () => undefined,
    onFault: (_what, error) => faults.push(error),
  });
  open.push(timers);
  timers.start();
  await all.done;
  expect(faults).toEqual([]);
});
