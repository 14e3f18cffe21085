/** Whether something may happen now; if not, after how many milliseconds. */
export type Taken = { readonly ok: true } | { readonly ok: false; readonly retryAfterMs: number };

/** Token buckets by name. */
export interface Buckets {
  /** Takes a token out of this bucket. */
  take(name: string): Taken;
  /** What `take` would say, without taking. */
  look(name: string): Taken;
  /** How many buckets are remembered. */
  size(): number;
}

interface Bucket {
  tokens: number;
  at: number;
}

/**
 * Each name may do `capacity` things at once and `refillPerS` per second in the long run. At most `most` buckets are remembered; the one that was
 * not used for the longest goes first, and would be full again or nearly so. `now` in milliseconds, monotonic.
 */
export function createBuckets(options: {
  readonly capacity: number;
  readonly refillPerS: number;
  readonly most?: number;
  readonly now?: () => number;
}): Buckets {
  const { capacity, refillPerS, most = 20_000, now = () => performance.now() } = options;
  const buckets = new Map<string, Bucket>();
  const tokensOf = (name: string, at: number): number => {
    const known = buckets.get(name);
    return known === undefined ? capacity : Math.min(capacity, known.tokens + ((at - known.at) / 1000) * refillPerS);
  };
  const answer = (tokens: number): Taken =>
    tokens >= 1 ? { ok: true } : { ok: false, retryAfterMs: Math.ceil(((1 - tokens) / refillPerS) * 1000) };
  return {
    look: (name) => answer(tokensOf(name, now())),
    take(name) {
      const at = now();
      const tokens = tokensOf(name, at);
      buckets.delete(name);
      buckets.set(name, { tokens: tokens >= 1 ? tokens - 1 : tokens, at });
      if (buckets.size > most) {
        const oldest = buckets.keys().next();
        if (oldest.done !== true) buckets.delete(oldest.value);
      }
      return answer(tokens);
    },
    size: () => buckets.size,
  };
}
