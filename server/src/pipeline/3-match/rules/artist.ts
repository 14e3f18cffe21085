import type { Rule } from './rule.ts';
import { say } from './sentences.ts';

/** The wanted artist must be named somewhere; without that nothing is fetched unasked. */
export const artistRule: Rule = {
  name: 'artist',
  weigh({ artist }) {
    if (artist === null) return -0.5;
    if (artist === 'aside') return -0.3;
    return artist === 'part' ? -0.04 : 0;
  },
  explain({ artist }) {
    if (artist === null) return say('artist_missing', {});
    return say(artist === 'aside' ? 'artist_aside' : 'artist_part', {});
  },
};
