import type { Rule } from './rule.ts';
import { refuse } from './rule.ts';

/** A folder can claim a version for all its files: a concert, a karaoke disc, a tribute. Mixed folders claim nothing; see `folder.ts`. */
export const folderVersionRule: Rule = {
  name: 'folder-version',
  weigh({ folderVersions, name }) {
    if (folderVersions.length === 0) return 0;
    if (folderVersions.every(({ kind }) => kind === 'remix')) return name.plain ? 0 : -0.15;
    return refuse;
  },
  explain({ folderVersions }) {
    return `The folder holds another kind of recording: ${folderVersions.map(({ kind }) => kind).join(', ')}.`;
  },
};
