/** A place on an album that no file has. */
export interface Gap {
  readonly disc: number;
  readonly number: number;
}

/** More gaps than these are not listed: a tag that says track 9999 is no album of so many. */
const mostGaps = 100;

/**
 * The places of an album that no file has: below the highest number of each disc and, where one disc is all there is, up to `total`. Files without a
 * number stand for as many gaps, because any of them may be theirs: then nothing is said.
 */
export function gapsOf(
  files: readonly { readonly disc_number: number | null; readonly track_number: number | null }[],
  total: number | null,
): readonly Gap[] {
  if (files.length === 0 || files.some(({ track_number }) => track_number === null || track_number < 1)) return [];
  const discs = Map.groupBy(files, ({ disc_number }) => disc_number ?? 1);
  const gaps: Gap[] = [];
  for (const [disc, own] of [...discs].sort(([a], [b]) => a - b)) {
    const there = new Set(own.map(({ track_number }) => track_number ?? 0));
    const last = Math.max(...there, discs.size === 1 ? (total ?? 0) : 0);
    for (let number = 1; number <= last && gaps.length < mostGaps; number += 1)
      if (!there.has(number)) gaps.push({ disc, number });
  }
  return gaps;
}
