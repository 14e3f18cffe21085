import { albumRule } from './album.ts';
import { artistRule } from './artist.ts';
import { audioRule } from './audio.ts';
import { durationRule } from './duration.ts';
import { folderVersionRule } from './folder-version.ts';
import { foreignWordsRule } from './foreign-words.ts';
import { impliedLengthRule } from './implied-length.ts';
import type { Rule } from './rule.ts';
import { titleRule } from './title.ts';
import { versionRule } from './version.ts';

/** Every rule, in the order in which reasons are told. */
export const rules: readonly Rule[] = [
  audioRule,
  titleRule,
  foreignWordsRule,
  versionRule,
  folderVersionRule,
  artistRule,
  durationRule,
  impliedLengthRule,
  albumRule,
];
