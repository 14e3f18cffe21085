import { expect, test } from 'vitest';
import { createStaleWatch, createWorkerMetrics, workerStates } from './index.ts';

function memory() {
  const kept = new Map<string, string | null>();
  let broken = false;
  return {
    kept,
    break(value: boolean) {
      broken = value;
    },
    async note(values: ReadonlyMap<string, string>) {
      for (const [key, value] of values) kept.set(key, value);
    },
    async add(counts: ReadonlyMap<string, number>) {
      if (broken) throw new Error('database away');
      for (const [key, by] of counts) kept.set(key, String(Number(kept.get(key) ?? 0) + by));
    },
    all: async () => kept,
  };
}

test('notes start, end and what was counted', async () => {
  const store = memory();
  let time = '2026-01-01T00:00:00.000Z';
  const metrics = createWorkerMetrics({
    store,
    workers: ['sync'],
    everyMs: 3_600_000,
    onFault: () => undefined,
    now: () => new Date(time),
  });
  await metrics.start();
  expect(store.kept.get('worker.sync.last_start')).toBe(time);
  expect(await workerStates(store, ['sync'], new Map([['sync', 3]]), new Date(time))).toEqual({
    sync: { status: 'running', last_seen: time, queue_size: 3 },
  });
  metrics.count('metrics.sync.jobs_completed');
  metrics.count('metrics.sync.jobs_completed', 2);
  time = '2026-01-01T00:00:30.000Z';
  await metrics.stop();
  expect(store.kept.get('metrics.sync.jobs_completed')).toBe('3');
  expect(store.kept.get('worker.sync.last_stop')).toBe(time);
  expect((await workerStates(store, ['sync'], new Map()))['sync']?.status).toBe('stopped');
});

test('a worker without a heartbeat for a minute is stale, one never seen is unavailable', async () => {
  const store = memory();
  store.kept.set('worker.sync.last_seen', '2026-01-01T00:00:00.000Z').set('worker.sync.status', 'running');
  const states = async (at: string) => await workerStates(store, ['sync', 'other'], new Map(), new Date(at));
  expect((await states('2026-01-01T00:01:00.000Z'))['sync']?.status).toBe('running');
  expect((await states('2026-01-01T00:01:00.001Z'))['sync']?.status).toBe('stale');
  expect((await states('2026-01-01T00:01:00.000Z'))['other']).toEqual({
    status: 'unavailable',
    last_seen: null,
    queue_size: 'n/a',
  });
});

test('counts that could not be stored are not lost and not stored twice', async () => {
  const store = memory();
  const faults: unknown[] = [];
  const metrics = createWorkerMetrics({
    store,
    workers: [],
    everyMs: 3_600_000,
    onFault: (error) => faults.push(error),
  });
  store.break(true);
  metrics.count('metrics.a', 5);
  await metrics.stop();
  expect(faults).toHaveLength(1);
  store.break(false);
  await metrics.stop();
  await metrics.stop();
  expect(store.kept.get('metrics.a')).toBe('5');
});

test('a worker that becomes stale is recorded once, and again only after it has been seen', async () => {
  const store = memory();
  const records: object[] = [];
  const watch = createStaleWatch({ store, record: async (details) => void records.push(details) });
  const lookAt = async (at: string): Promise<void> =>
    watch(await workerStates(store, ['sync'], new Map(), new Date(at)));
  const seen = (at: string): void => {
    store.kept.set('worker.sync.last_seen', at).set('worker.sync.status', 'running');
  };
  seen('2026-01-01T00:00:00.000Z');
  await lookAt('2026-01-01T00:00:59.000Z');
  expect(records).toEqual([]);
  await Promise.all([lookAt('2026-01-01T00:02:00.000Z'), lookAt('2026-01-01T00:02:00.000Z')]);
  await lookAt('2026-01-01T00:03:00.000Z');
  expect(records).toEqual([{ worker: 'sync', last_seen: '2026-01-01T00:00:00.000Z' }]);
  expect(store.kept.get('worker.sync.status')).toBe('stale');
  seen('2026-01-01T00:04:00.000Z');
  await lookAt('2026-01-01T00:06:00.000Z');
  expect(records).toHaveLength(2);
});
