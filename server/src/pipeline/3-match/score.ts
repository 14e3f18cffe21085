import type { Verdict } from '#music';
import type { Evidence } from './evidence.ts';
import { rules } from './rules/index.ts';

/** From here on a file is taken without asking. */
export const autoFrom = 0.75;
/** From here on a person may be asked. */
export const reviewFrom = 0.4;

/** The sum of all rules, starting from 1; not limited to 0..1, so that even refused files keep an order. */
export function weigh(evidence: Evidence): number {
  let sum = 1;
  for (const rule of rules) sum += rule.weigh(evidence);
  return sum;
}

/** What a sum of weights means. */
export function verdictOf(sum: number): Verdict {
  return sum >= autoFrom ? 'auto' : sum >= reviewFrom ? 'review' : 'reject';
}
