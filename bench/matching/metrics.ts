/** One answered retrieval query. `label` 1 right, 0 wrong, null undecidable. */
export interface Answered {
  readonly answerable: boolean;
  readonly candidates: readonly { readonly score: number; readonly accept: boolean; readonly label: 0 | 1 | null }[];
}

/** Measures of a retrieval set, each 0..1; definitions as in the data's README. */
export interface RetrievalFigures {
  readonly top1: number;
  readonly endToEnd: number;
  readonly falseAccepts: number;
  readonly pickPrecision: number;
}

/** Ties at the top share credit; undecidable files never count as errors. */
export function retrievalFigures(queries: readonly Answered[]): RetrievalFigures {
  let answerable = 0;
  let top1 = 0;
  let endToEnd = 0;
  let unanswerable = 0;
  let fooled = 0;
  let picks = 0;
  let rightPicks = 0;
  for (const { answerable: has, candidates } of queries) {
    const best = Math.max(...candidates.map(({ score }) => score));
    const top = candidates.filter(({ score }) => score === best);
    const credit = top.filter(({ label }) => label !== 0).length / Math.max(1, top.length);
    const accepted = top.some(({ accept }) => accept);
    if (has) {
      answerable += 1;
      top1 += credit;
      if (accepted) endToEnd += credit;
    } else {
      unanswerable += 1;
      if (candidates.some(({ accept, label }) => accept && label !== null)) fooled += 1;
    }
    if (!accepted || (!has && top.every(({ label }) => label === null))) continue;
    picks += 1;
    if (has) rightPicks += credit;
  }
  const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
  return {
    top1: share(top1, answerable),
    endToEnd: share(endToEnd, answerable),
    falseAccepts: share(fooled, unanswerable),
    pickPrecision: share(rightPicks, picks),
  };
}

/** Harmonic mean of precision and recall of yes/no decisions. */
export function f1(decisions: readonly { readonly said: boolean; readonly truth: boolean }[]): number {
  const hits = decisions.filter(({ said, truth }) => said && truth).length;
  const wrong = decisions.filter(({ said, truth }) => said !== truth).length;
  return hits === 0 ? 0 : (2 * hits) / (2 * hits + wrong);
}

/** The lowest score to accept that gives the best F1 on a tuning set. */
export function bestThreshold(scored: readonly { readonly score: number; readonly truth: boolean }[]): number {
  let best = { threshold: Number.POSITIVE_INFINITY, value: -1 };
  for (const threshold of new Set(scored.map(({ score }) => score))) {
    const value = f1(scored.map(({ score, truth }) => ({ said: score >= threshold, truth })));
    if (value > best.value || (value === best.value && threshold > best.threshold)) best = { threshold, value };
  }
  return best.threshold;
}

/** Comparable form of an expected field: letters and digits only. */
function bare(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number'
    ? String(value)
        .normalize('NFKD')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, '')
    : '';
}

/** Whether every expected field was read. */
export function fieldsRight(
  expected: Readonly<Record<string, unknown>>,
  found: Readonly<Record<string, unknown>>,
): boolean {
  return Object.entries(expected).every(([name, value]) => bare(found[name]) === bare(value));
}
