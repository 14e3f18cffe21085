import { Type } from 'typebox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSettings } from '#platform/config';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { createDispatcher } from './dispatcher.ts';
import { createOrchestrator } from './orchestrator.ts';
import { createBoss, withinLimits } from './queue.ts';
import { orchestratorSettings } from './settings.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** The queue as seen through a pooler of transactions, where LISTEN does not exist. */
function deaf(boss: ReturnType<typeof createBoss>): ReturnType<typeof createBoss> {
  return new Proxy(boss, {
    get(target, key) {
      if (key === 'getDb')
        return () => ({ executeSql: (text: string, values?: unknown[]) => target.getDb().executeSql(text, values) });
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

test('ORCH_POLL_INTERVAL_MS is how often a process looks that the database cannot wake, whatever the longest interval says', async () => {
  const env = { ORCH_POLL_INTERVAL_MS: '500', ORCH_POLL_INTERVAL_MAX_MS: '60000' };
  const read = readSettings({ orchestrator: orchestratorSettings }, env);
  if (!read.ok) throw new Error('They must be readable.');
  const onFault = (what: string, error: unknown): void => expect.fail(`${what}: ${String(error)}`);
  const shape = { priority: 0, timeoutMs: 60_000, maxAttempts: 1, payload: Type.Object({}) };
  const { connection } = database;
  const queue = createOrchestrator({ connection, types: new Map([['work', shape]]), globalConcurrency: 1, onFault });
  await queue.prepare();
  const boss = createBoss(connection, (error) => onFault('queue', error));
  await boss.start();
  const ran = Promise.withResolvers<void>();
  const dispatcher = createDispatcher({
    boss: deaf(boss),
    pools: new Map([['work', 1]]),
    globalConcurrency: 1,
    tuning: withinLimits(read.values.orchestrator),
    run: async () => (ran.resolve(), { status: 'completed' }),
    spend: async () => undefined,
    events: () => undefined,
    onFault,
  });
  await dispatcher.start();
  await queue.enqueue({ type: 'work', payload: {} });
  await ran.promise;
  await dispatcher.stop(5000);
  await boss.stop({ graceful: false, close: true });
  await queue.stop(0);
});
