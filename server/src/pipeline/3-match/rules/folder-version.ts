import type { Rule } from './rule.ts';
import { refuse } from './rule.ts';
import { say } from './sentences.ts';

/** A folder can claim a version for all its files: a concert, a karaoke disc, a tribute. Mixed folders claim nothing; see `folder.ts`. */
export const folderVersionRule: Rule = {
  name: 'folder-version',
  weigh({ folderVersions, name, lengthDelta }) {
    if (folderVersions.length === 0) return 0;
    if (folderVersions.every(({ kind }) => kind === 'remix'))
      // A remix single also holds the original; the length tells.
      return name.plain ? 0 : lengthDelta !== null && Math.abs(lengthDelta) <= 3 ? -0.1 : -0.3;
    return refuse;
  },
  explain({ folderVersions }) {
    return say('folder_version', { offered: folderVersions.map(({ kind }) => ({ kind, detail: '' })) });
  },
};
