/** A row of the source, in its order, with the track of Plex that is to stand for it. */
export interface WantedRow {
  readonly key: string;
  readonly ratingKey: string | null;
}

/** A row that stands in the list at Plex already. */
export interface PlacedRow {
  readonly key: string;
  readonly itemId: string;
  /** Its place in the source at the last time. */
  readonly position: number;
  /** Whether it was put where it belongs since it was added or the source moved it. */
  readonly settled: boolean;
}

/** What is to be done, and the order that follows. */
export interface MergePlan {
  /** Places to be removed: the source has their rows no more. */
  readonly remove: readonly string[];
  /** Rows to be added, in the order of the source. */
  readonly add: readonly { readonly key: string; readonly ratingKey: string }[];
  /** Placed rows that the source moved, or that were never put in place. */
  readonly misplaced: ReadonlySet<string>;
  /** The whole list afterwards: places at Plex, and rows that get one. */
  readonly order: readonly MergedEntry[];
}

/** One place of the list: one that is there, or a row that is to be added. */
export type MergedEntry = { readonly itemId: string } | { readonly key: string };

/**
 * Joins what changed in the source with what people changed in Plex since the last time. The list at Plex is the beginning: what was added or put elsewhere by hand
 * stays as it is. From it go the rows that the source has no more; a row that is new or was moved in the source comes right behind the row that
 * stands in front of it there. `left`: rows that people took out of the list; they are not added again.
 */
export function merge(
  source: readonly WantedRow[],
  placed: readonly PlacedRow[],
  atPlex: readonly string[],
  left: ReadonlySet<string>,
): MergePlan {
  const places = new Map(source.map((row, at) => [row.key, at]));
  const there = new Set(atPlex);
  const mine = placed.filter((row) => there.has(row.itemId));
  const remove = mine.filter((row) => !places.has(row.key)).map((row) => row.itemId);
  const staying = mine.filter((row) => places.has(row.key)).toSorted((a, b) => a.position - b.position);
  const settled = staying.filter((row) => row.settled);
  const inOrder = rising(settled.map((row) => places.get(row.key) ?? 0));
  const misplaced = new Set([
    ...staying.filter((row) => !row.settled).map((row) => row.key),
    ...settled.filter((_row, at) => !inOrder.has(at)).map((row) => row.key),
  ]);

  const itemOf = new Map(staying.map((row) => [row.key, row.itemId]));
  const lifted = new Set([...remove, ...staying.flatMap((row) => (misplaced.has(row.key) ? [row.itemId] : []))]);
  const rowOf = new Map(staying.map((row) => [row.itemId, row.key]));
  // a row in front, or the beginning, with what comes behind it
  const behind = new Map<string | null, MergedEntry[]>();
  const add: { key: string; ratingKey: string }[] = [];
  let anchor: string | null = null;
  for (const row of source) {
    const itemId = itemOf.get(row.key);
    if (itemId !== undefined && !misplaced.has(row.key)) {
      anchor = row.key;
      continue;
    }
    if (itemId === undefined && (row.ratingKey === null || left.has(row.key))) continue;
    if (itemId === undefined && row.ratingKey !== null) add.push({ key: row.key, ratingKey: row.ratingKey });
    behind.set(anchor, [...(behind.get(anchor) ?? []), itemId === undefined ? { key: row.key } : { itemId }]);
  }
  const order: MergedEntry[] = [...(behind.get(null) ?? [])];
  for (const itemId of atPlex) {
    if (lifted.has(itemId)) continue;
    order.push({ itemId });
    const key = rowOf.get(itemId);
    if (key !== undefined) order.push(...(behind.get(key) ?? []));
  }
  return { remove, add, misplaced, order };
}

/** The fewest moves that bring `current` into the order `target`: each puts a place behind another, or at the top. Both have the same places. */
export function movesBetween(
  current: readonly string[],
  target: readonly string[],
): readonly { readonly itemId: string; readonly after: string | null }[] {
  const at = new Map(current.map((itemId, place) => [itemId, place]));
  const stay = rising(target.map((itemId) => at.get(itemId) ?? -1));
  return target.flatMap((itemId, place) => (stay.has(place) ? [] : [{ itemId, after: target[place - 1] ?? null }]));
}

/** Which indexes belong to a longest rising part of these different numbers. */
function rising(numbers: readonly number[]): ReadonlySet<number> {
  const tails: number[] = [];
  const before: number[] = [];
  for (const [at, number] of numbers.entries()) {
    let low = 0;
    for (let high = tails.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((numbers[tails[middle] ?? 0] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    before[at] = low === 0 ? -1 : (tails[low - 1] ?? -1);
    tails[low] = at;
  }
  const found = new Set<number>();
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) found.add(at);
  return found;
}
