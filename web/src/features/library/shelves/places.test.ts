import { expect, test } from 'vitest';
import type { LibraryFile } from '../../../api/index.ts';
import { placesOf } from './places.ts';

const file = (id: number, track_number: number | null, disc_number: number | null = null) =>
  ({ id, track_number, disc_number }) as LibraryFile;

test('missing numbers stand where they belong, disc by disc, and files without a number at the end', () => {
  const files = [file(1, 1), file(2, 3), file(3, 3), file(4, null), file(5, null), file(6, 2, 2)];
  const discs = placesOf(files, [
    { disc: 1, number: 2 },
    { disc: 2, number: 1 },
  ]);
  expect(discs.map(({ disc }) => disc)).toEqual([1, 2]);
  expect(discs[0]?.places.map((place) => place.file?.id ?? `no ${place.number}`)).toEqual([1, 'no 2', 2, 3, 4, 5]);
  expect(discs[1]?.places.map((place) => place.file?.id ?? `no ${place.number}`)).toEqual(['no 1', 6]);
});
