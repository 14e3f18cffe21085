import { expect, it } from 'vitest';
import { inBulk } from './in-bulk.ts';

it('does everything, never more than four at a time, and goes on after a refusal', async () => {
  let running = 0;
  let highest = 0;
  const { changed, failed } = await inBulk([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], async (item) => {
    running += 1;
    highest = Math.max(highest, running);
    await Promise.resolve();
    running -= 1;
    if (item % 5 === 0) throw new Error('refused');
  });
  expect(changed.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 6, 7, 8, 9]);
  expect(failed).toBe(2);
  expect(highest).toBe(4);
});
