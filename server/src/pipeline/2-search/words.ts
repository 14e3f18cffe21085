/**
 * The words of a question or a name as peers' programs see them: lower case, split at everything but letters, digits and the star; not folded,
 * because to the network `é` is not `e`.
 */
export function askedWords(text: string): readonly string[] {
  const words = text
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}*]+/u);
  return [...new Set(words.filter((word) => word !== ''))];
}

/** Whether every file that `narrow` finds is also found by `wide`: all words of the wide question occur in the narrow one. */
export function covers(wide: readonly string[], narrow: readonly string[]): boolean {
  return wide.length > 0 && wide.every((word) => holds(narrow, word));
}

/** `*eatles` stands for any word that ends so. */
function holds(words: readonly string[], word: string): boolean {
  if (words.includes(word)) return true;
  if (!word.startsWith('*') || word.length < 3) return false;
  const ending = word.slice(1);
  return words.some((each) => each.endsWith(ending));
}
