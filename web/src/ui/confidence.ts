/** Above it a match can be relied on. */
const sureFrom = 0.85;
/** Below it something is wrong with the question or the settings. */
const doubtfulBelow = 0.45;

/** The tone of how well something that was found answers a question: only what can be relied on has a colour, a weak answer is no fault. */
export function toneOfAnswer(share: number): 'sea' | 'neutral' {
  return share > sureFrom ? 'sea' : 'neutral';
}

/** The tone of a confidence from 0 to 1: above 85 % good, below 45 % a warning sign, amber up to 65 %. */
export function toneOfConfidence(share: number): 'sea' | 'neutral' | 'amber' | 'coral' {
  if (share > sureFrom) return 'sea';
  if (share < doubtfulBelow) return 'coral';
  return share < 0.65 ? 'amber' : 'neutral';
}
