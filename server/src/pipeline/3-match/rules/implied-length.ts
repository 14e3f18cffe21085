import type { Rule } from './rule.ts';
import { say } from './sentences.ts';

/** Where a peer tells no length, size and bitrate tell one; covers and padding blur it, so only a gross difference counts, and only as a doubt. */
export const impliedLengthRule: Rule = {
  name: 'implied-length',
  weigh({ impliedLength, wish }) {
    if (impliedLength === null || wish.seconds === null) return 0;
    const ratio = impliedLength / wish.seconds;
    return ratio < 0.7 || ratio > 1.5 ? -0.28 : 0;
  },
  explain: ({ impliedLength, wish }) =>
    say('length_implied', { seconds: Math.round(impliedLength ?? 0), wanted: Math.round(wish.seconds ?? 0) }),
};
