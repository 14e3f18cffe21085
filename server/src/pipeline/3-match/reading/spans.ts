import type { Tokens } from '#music';

/** A run of words `[from, to)` of a tokenised text. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Index of the word that starts exactly at `offset` of the compact text (the length counts as one behind the last); -1 when none does. */
function wordAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const start = starts[middle] as number;
    if (start === offset) return middle;
    if (start < offset) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Whole-word runs whose compact text is `target`, left to right, at most `limit`; word borders of the target itself do not matter (`5/5` is `55`). */
export function findSpans(tokens: Tokens, target: string, limit = 4): Span[] {
  const found: Span[] = [];
  if (target === '') return found;
  for (
    let at = tokens.compact.indexOf(target);
    at !== -1 && found.length < limit;
    at = tokens.compact.indexOf(target, at + 1)
  ) {
    const from = wordAt(tokens.starts, at);
    if (from === -1) continue;
    const to = wordAt(tokens.starts, at + target.length);
    if (to > from) found.push({ from, to });
  }
  return found;
}
