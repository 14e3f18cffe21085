import type { Said } from '#music';
import type { Evidence } from '../reading/evidence.ts';

/** One consideration. It weighs evidence and, only when asked, says why in a sentence. */
export interface Rule {
  /** Stable kebab-case name. */
  readonly name: string;
  /** 0: nothing to say; below 0: speaks against; -1 or less: refuses. Added up over all rules, starting from 1. */
  weigh(evidence: Evidence): number;
  /** One sentence for people, of `sentences.ts`; only called when `weigh` is not 0. */
  explain(evidence: Evidence): Said;
}

/** Refusal: no other evidence makes up for it. */
export const refuse = -1;
