/** Which rows: named, or all that match. */
export type Which<Filter> = { readonly ids: number[] } | { readonly filter: Filter };

/** What the server did with a portion. */
export interface BulkPart {
  readonly taken_ids: readonly number[];
  /** How many of them start from the beginning, where that is told. */
  readonly anew?: number;
  readonly refused: readonly { readonly code: string; readonly sentence: string; readonly count: number }[];
  /** Where the next portion begins; `null`: nothing is left. */
  readonly next: number | null;
}

/** What came of it. */
export interface Outcome {
  readonly taken: number[];
  /** How many of them start from the beginning. */
  readonly anew: number;
  /** How many were left alone, by the code of the reason, with the server's sentence. */
  readonly refused: Map<string, { readonly count: number; readonly sentence: string }>;
  /** Whether it was broken off before the end. */
  readonly stopped: boolean;
}

/** Asks the server portion by portion, so that each answers soon, a person sees how far it is, and can stop it in between. */
export async function runBulk<Filter>(options: {
  readonly which: Which<Filter>;
  /** How many named rows the server takes in one request. */
  readonly portion: number;
  /** `from`: `next` of the portion before; `null` at first. */
  readonly ask: (part: Which<Filter>, from: number | null) => Promise<BulkPart>;
  readonly onProgress?: (done: number) => void;
  readonly signal: AbortSignal;
}): Promise<Outcome> {
  const { which } = options;
  const taken: number[] = [];
  const refused: Outcome['refused'] = new Map();
  let anew = 0;
  for (const part of 'filter' in which ? [which] : portionsOf(which.ids, options.portion)) {
    let from: number | null = null;
    do {
      if (options.signal.aborted) return { taken, anew, refused, stopped: true };
      const answer: BulkPart = await options.ask(part, from);
      taken.push(...answer.taken_ids);
      anew += answer.anew ?? 0;
      for (const { code, sentence, count } of answer.refused)
        refused.set(code, { sentence, count: (refused.get(code)?.count ?? 0) + count });
      options.onProgress?.(taken.length);
      from = answer.next;
    } while (from !== null);
  }
  return { taken, anew, refused, stopped: false };
}

function portionsOf(ids: readonly number[], portion: number): { readonly ids: number[] }[] {
  const parts = [];
  for (let from = 0; from < ids.length; from += portion) parts.push({ ids: ids.slice(from, from + portion) });
  return parts;
}
