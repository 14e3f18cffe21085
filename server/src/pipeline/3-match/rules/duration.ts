import { type Rule, refuse } from './rule.ts';
import { say } from './sentences.ts';

/** Same recordings differ by a few seconds of silence between editions; more than that is another cut. An unknown length is not held against a file. */
export const durationRule: Rule = {
  name: 'duration',
  weigh({ lengthDelta, wish }) {
    if (lengthDelta === null) return -0.02;
    const off = Math.abs(lengthDelta);
    if (off <= 3) return 0;
    // Longer masters are more common than shorter ones: count-ins, trailing silence.
    const limit = Math.max(lengthDelta > 0 ? 15 : 10, (wish.seconds ?? 0) * 0.03);
    if (off > limit) return refuse;
    return off <= 6 ? -0.08 : -0.3;
  },
  explain({ lengthDelta }) {
    if (lengthDelta === null) return say('length_unknown', {});
    const seconds = Math.round(Math.abs(lengthDelta));
    return say(lengthDelta > 0 ? 'length_longer' : 'length_shorter', { seconds });
  },
};
