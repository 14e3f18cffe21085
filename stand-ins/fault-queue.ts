/** How often a rule hits: so many matching requests (default 1), after so many that pass (default 0). */
export interface Turns {
  readonly times?: number;
  readonly after?: number;
}

/** Rules that wait for their requests. */
export interface FaultQueue<R extends Turns> {
  add(rule: R): void;
  clear(): void;
  /** The first rule that fits and whose turn it is; counts it. */
  take(fits: (rule: R) => boolean): R | undefined;
}

/** Makes an empty queue. */
export function createFaultQueue<R extends Turns>(): FaultQueue<R> {
  let rules: { readonly rule: R; skip: number; left: number }[] = [];
  return {
    add(rule) {
      rules.push({ rule, skip: rule.after ?? 0, left: rule.times ?? 1 });
    },
    clear() {
      rules = [];
    },
    take(fits) {
      for (const each of rules) {
        if (each.left === 0 || !fits(each.rule)) continue;
        if (each.skip > 0) {
          each.skip--;
          continue;
        }
        each.left--;
        return each.rule;
      }
      return undefined;
    },
  };
}
