import { expect, test } from 'vitest';
import { recordOf, trustOf } from './memory.ts';

const now = new Date('2026-06-01T00:00:00Z');
const daysAgo = (days: number): Date => new Date(now.getTime() - days * 86_400_000);

test('a stranger is trusted halfway, deliveries raise trust, failures lower it', () => {
  expect(trustOf({ good: 0, bad: 0, weighedAt: now }, now)).toBe(0.5);
  expect(trustOf({ good: 4, bad: 0, weighedAt: now }, now)).toBeCloseTo(5 / 6);
  expect(trustOf({ good: 0, bad: 4, weighedAt: now }, now)).toBeCloseTo(1 / 6);
});

test('an experience counts half after thirty days and hardly after a year', () => {
  expect(trustOf({ good: 2, bad: 0, weighedAt: daysAgo(30) }, now)).toBeCloseTo(2 / 3);
  expect(trustOf({ good: 0, bad: 9, weighedAt: daysAgo(365) }, now)).toBeGreaterThan(0.49);
});

test('a clock that ran ahead does not raise a weight', () => {
  expect(trustOf({ good: 1, bad: 0, weighedAt: daysAgo(-300) }, now)).toBeCloseTo(2 / 3);
});

test.each([
  [{ delivered: 4, failed: 0, refused: 0, badFiles: 0 }, 'Has delivered 4 of 4 files.'],
  [{ delivered: 0, failed: 1, refused: 0, badFiles: 0 }, 'Has delivered 0 of 1 file.'],
  [{ delivered: 2, failed: 1, refused: 1, badFiles: 1 }, 'Has delivered 2 of 5 files. One was bad.'],
])('the record %o reads “%s”', (counts, sentence) => {
  expect(recordOf(counts).sentence).toBe(sentence);
});
