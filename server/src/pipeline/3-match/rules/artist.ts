import type { Rule } from './rule.ts';

/** The wanted artist must be named somewhere; without that nothing is fetched unasked. */
export const artistRule: Rule = {
  name: 'artist',
  weigh({ artist }) {
    if (artist === null) return -0.5;
    if (artist === 'aside') return -0.3;
    return artist === 'part' ? -0.04 : 0;
  },
  explain({ artist }) {
    if (artist === null) return 'The artist is named neither in the file name nor in a folder.';
    return artist === 'aside'
      ? 'The artist is named only in brackets, which may be a credit or a cover.'
      : 'Only one of the joint artists is named.';
  },
};
