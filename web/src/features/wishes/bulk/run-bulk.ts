import type { BulkAnswer, BulkWishes, WishQuery } from '../../../api/index.ts';

/** What is done with many wishes. */
export type Deed = BulkWishes['action'];

/** Which wishes: named, or all that match. */
export type Which = { readonly ids: number[] } | { readonly filter: WishQuery };

/** What came of it. */
export interface Outcome {
  readonly taken: number[];
  /** How many of them start again with their search. */
  readonly anew: number;
  /** How many were left alone, by the code of the reason, with the server's sentence. */
  readonly refused: Map<string, { readonly count: number; readonly sentence: string }>;
  /** Whether it was broken off before the end. */
  readonly stopped: boolean;
}

/** What the server takes in one request. */
const portion = 200;

/** Asks the server portion by portion, so that each answers soon, a person sees how far it is, and can stop it in between. */
export async function runBulk(options: {
  readonly deed: Deed;
  readonly priority?: number;
  readonly which: Which;
  readonly ask: (body: Omit<BulkWishes, 'dry_run'>) => Promise<BulkAnswer>;
  readonly onProgress?: (done: number) => void;
  readonly signal: AbortSignal;
}): Promise<Outcome> {
  const { which } = options;
  const base = { action: options.deed, ...(options.priority === undefined ? {} : { priority: options.priority }) };
  const taken: number[] = [];
  const refused: Outcome['refused'] = new Map();
  let anew = 0;
  const parts = 'filter' in which ? [which] : portionsOf(which.ids);
  for (const part of parts) {
    for (let after: number | null = 0; after !== null; ) {
      if (options.signal.aborted) return { taken, anew, refused, stopped: true };
      const answer: BulkAnswer = await options.ask({ ...base, ...part, after });
      taken.push(...answer.taken_ids);
      anew += answer.anew;
      for (const { code, sentence, count } of answer.refused)
        refused.set(code, { sentence, count: (refused.get(code)?.count ?? 0) + count });
      options.onProgress?.(taken.length);
      after = answer.next;
    }
  }
  return { taken, anew, refused, stopped: false };
}

function portionsOf(ids: readonly number[]): { readonly ids: number[] }[] {
  const parts = [];
  for (let from = 0; from < ids.length; from += portion) parts.push({ ids: ids.slice(from, from + portion) });
  return parts;
}
