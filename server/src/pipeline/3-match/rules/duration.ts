import { type Rule, refuse } from './rule.ts';

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
    if (lengthDelta === null) return 'The length of the file or of the wanted track is unknown.';
    return `The file is ${Math.round(Math.abs(lengthDelta))} s ${lengthDelta > 0 ? 'longer' : 'shorter'} than the wanted track.`;
  },
};
