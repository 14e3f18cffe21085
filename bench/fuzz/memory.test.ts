import { expect, test } from 'vitest';
import { growthOf, type Held, lowest } from './memory.ts';

/** A run that is looked at every 100 requests: what stays, and garbage that is collected every 1900. */
function run(stays: (requests: number) => number): Held[] {
  return Array.from({ length: 501 }, (_, at) => [at * 100, stays(at * 100) + (at % 19) * 5000]);
}

test('garbage that comes and goes is no growth, whenever it was collected last', () => {
  expect(growthOf(run(() => 400_000))).toBe(0);
});

test('what leaks is growth, however much garbage there is beside it', () => {
  expect(growthOf(run((requests) => 400_000 + requests * 2))).toBeCloseTo(2000, -3);
});

test('what a house fills once, as its caches, is no growth afterwards', () => {
  expect(growthOf(run((requests) => 400_000 + Math.min(requests, 20_000) * 3))).toBe(0);
});

test('a run that is too short says nothing, and the last span counts only when there is one after it', () => {
  const short: Held[] = [
    [100, 3],
    [200, 2],
    [2500, 4],
    [4000, 9],
  ];
  expect(growthOf(short)).toBeNull();
  expect(lowest(short)).toEqual([
    [200, 2],
    [2500, 4],
  ]);
});
