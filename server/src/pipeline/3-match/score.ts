import type { Verdict } from '#music';
import type { Evidence } from './reading/evidence.ts';
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

/** Steps within the accepted: 0 everything agrees, 1 small doubts (a slip, a vague version), 2 the rest. Within a step quality decides. */
export function fitOf(sum: number): 0 | 1 | 2 {
  return sum >= 0.95 ? 0 : sum >= 0.86 ? 1 : 2;
}
