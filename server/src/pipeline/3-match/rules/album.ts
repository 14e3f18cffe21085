import type { Rule } from './rule.ts';

/** The wanted album's folder is a small plus among otherwise equal files. */
export const albumRule: Rule = {
  name: 'album',
  weigh: ({ album, wish }) => (album && wish.album !== wish.base ? 0.02 : 0),
  explain: () => 'The folder is named like the wanted album.',
};
