import { expect, test } from 'vitest';
import { retryDelaySeconds } from './backoff.ts';
import { priorityOf } from './create.ts';

const policy = { baseSeconds: 60, jitter: 0.2 };

test('pauses double from two minutes to 64 and stay there', () => {
  const minutes = [1, 2, 3, 4, 5, 6, 7, 10].map((attempt) => retryDelaySeconds(attempt, policy, () => 0.5) / 60);
  expect(minutes).toEqual([2, 4, 8, 16, 32, 64, 64, 64]);
});

test('chance moves a pause by at most the jitter, both ways', () => {
  expect(retryDelaySeconds(1, policy, () => 0)).toBeCloseTo(96);
  expect(retryDelaySeconds(1, policy, () => 1)).toBeCloseTo(144);
});

test('a number goes before a favourite, a favourite before nothing', () => {
  expect(priorityOf({ filename: 'a', priority: 3, liked: true })).toBe(3);
  expect(priorityOf({ filename: 'a', priority: 0, liked: true })).toBe(0);
  expect(priorityOf({ filename: 'a', spotify_like: true })).toBe(10);
  expect(priorityOf({ filename: 'a', source: 'spotify_saved' })).toBe(10);
  expect(priorityOf({ filename: 'a', source: 'somewhere', favorite: false })).toBe(0);
});
