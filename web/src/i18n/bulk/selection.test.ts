import { expect, it } from 'vitest';
import { allOf, extended, kept, nothing, toggled } from './selection.ts';

const order = [9, 7, 5, 3, 1];
const chosen = (selection: { ids: ReadonlySet<number> }): number[] => [...selection.ids].toSorted((a, b) => a - b);

it('a row is chosen by the first touch and let go by the second', () => {
  const one = toggled(nothing, 7);
  expect(chosen(one)).toEqual([7]);
  expect(chosen(toggled(one, 7))).toEqual([]);
});

it('a range goes from the row touched last to this one, in either direction, and adds to what is chosen', () => {
  expect(chosen(extended(toggled(nothing, 7), 3, order))).toEqual([3, 5, 7]);
  expect(chosen(extended(toggled(toggled(nothing, 9), 3), 5, order))).toEqual([3, 5, 9]);
});

it('a range without a beginning, or with one that has left the list, is this row', () => {
  expect(chosen(extended(nothing, 5, order))).toEqual([5]);
  expect(chosen(extended(toggled(nothing, 100), 5, order))).toEqual([5, 100]);
});

it('choosing a single row ends the choice of everything', () => {
  const everything = { ...allOf(order), everything: true };
  expect(toggled(everything, 5)).toMatchObject({ everything: false });
  expect(chosen(toggled(everything, 5))).toEqual([1, 3, 7, 9]);
});

it('a row that has left the list is not chosen any more; of everything, what the list shows is', () => {
  expect(chosen(kept(allOf(order), [9, 7]))).toEqual([7, 9]);
  const same = allOf([9, 7]);
  expect(kept(same, order)).toBe(same);
  expect(chosen(kept({ ...allOf([9]), everything: true }, [9, 11]))).toEqual([9, 11]);
});
