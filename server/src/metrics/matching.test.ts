import { expect, test } from 'vitest';
import { createMatchingMetrics } from './index.ts';

test('a batch of judgements becomes totals, the figures of the last batch and one record', async () => {
  const kept = new Map<string, string>();
  let broken = true;
  const records: object[] = [];
  const make = () =>
    createMatchingMetrics({
      store: {
        async note(values) {
          for (const [key, value] of values) kept.set(key, value);
        },
        async add(counts) {
          if (broken) throw new Error('database away');
          for (const [key, by] of counts) kept.set(key, String(Number(kept.get(key) ?? 0) + by));
        },
      },
      record: async (details) => void records.push(details),
      everyMs: 3_600_000,
      onFault: () => undefined,
    });
  const metrics = make();
  metrics.judged([
    { kept: true, confidence: 0.9 },
    { kept: true, confidence: 0.8 },
    { kept: false, confidence: 0.1 },
  ]);
  await metrics.stop();
  expect(records).toEqual([]);
  broken = false;
  metrics.judged([{ kept: false, confidence: 0.2 }]);
  await metrics.stop();
  expect(Object.fromEntries(kept)).toEqual({
    'metrics.matching.saved_total': '2',
    'metrics.matching.discarded_total': '2',
    'metrics.matching.last_average_confidence': '0.85',
    'metrics.matching.last_discarded': '2',
  });
  expect(records).toEqual([{ wishes: 2, saved: 2, discarded: 2, average_confidence: 0.85 }]);
  await metrics.stop();
  expect(records).toHaveLength(1);
});
