import { type Rule, refuse } from './rule.ts';
import { say } from './sentences.ts';

/** The song's name must be in the file's name; a folder of that name is not enough. */
export const titleRule: Rule = {
  name: 'title',
  weigh({ name, wish, lengthDelta }) {
    if (name.fit === 'missing') return refuse;
    // In a short title one other letter is as often another song; then the length has to agree.
    const lengthAgrees = lengthDelta !== null && Math.abs(lengthDelta) <= 3;
    if (name.fit === 'typo') return wish.base.length >= 8 || lengthAgrees ? -0.06 : -0.3;
    if (name.fit === 'loose') return lengthAgrees ? -0.1 : -0.3;
    if (name.fit === 'partial') return -0.3;
    return name.fit === 'romanised' ? -0.08 : 0;
  },
  explain({ name, wish: { title } }) {
    if (name.fit === 'missing') return say('title_missing', { title });
    if (name.fit === 'partial') return say('title_partial', { title });
    return say(name.fit === 'typo' ? 'title_typo' : 'title_other_script', { title });
  },
};
