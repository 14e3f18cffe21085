import { type Rule, refuse } from './rule.ts';
import { say } from './sentences.ts';

/** Words that neither the wish nor music vocabulary explains: in front they are another artist, behind another title, in brackets an unknown version. */
export const foreignWordsRule: Rule = {
  name: 'foreign-words',
  weigh({ name, artist, lengthDelta }) {
    if (name.after !== '') return refuse;
    if (name.before !== '') return artist === 'name' && name.before.length <= 60 ? -0.3 : refuse;
    if (name.aside === '') return 0;
    return name.translated && lengthDelta !== null && Math.abs(lengthDelta) <= 3 ? -0.1 : -0.3;
  },
  explain({ name }) {
    if (name.after !== '') return say('words_after', { words: name.after });
    return name.before === '' ? say('words_aside', { words: name.aside }) : say('words_before', { words: name.before });
  },
};
