import type { Rule } from './rule.ts';
import { say } from './sentences.ts';

/** The wanted album's folder is a small plus among otherwise equal files. */
export const albumRule: Rule = {
  name: 'album',
  weigh: ({ album, wish }) => (album && wish.album !== wish.base ? 0.02 : 0),
  explain: () => say('album_folder', {}),
};
