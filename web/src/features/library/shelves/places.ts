import type { AlbumTracks, LibraryFile } from '../../../api/index.ts';

/** A place on an album: a file, or nothing where one is missing. */
export interface Place {
  readonly number: number | null;
  readonly file: LibraryFile | null;
}

/** The places of an album disc by disc: the files in the order in which they came, missing numbers where they belong. */
export function placesOf(
  files: readonly LibraryFile[],
  missing: AlbumTracks['missing'],
): readonly { readonly disc: number; readonly places: readonly Place[] }[] {
  const all = [
    ...files.map((file) => ({ disc: file.disc_number ?? 1, number: file.track_number, file })),
    ...missing.map((gap) => ({ ...gap, file: null })),
  ];
  const discs = Map.groupBy(all, ({ disc }) => disc);
  const behind = Number.POSITIVE_INFINITY;
  return [...discs]
    .sort(([a], [b]) => a - b)
    .map(([disc, places]) => ({
      disc,
      // sorting keeps the order of equals, so copies and files without a number stay as they came
      places: places.toSorted((a, b) => {
        const [left, right] = [a.number ?? behind, b.number ?? behind];
        return left === right ? 0 : left - right;
      }),
    }));
}
