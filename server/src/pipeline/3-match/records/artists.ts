import { builtInAliases, compact, isBeyondLatin, nearlySame, romanise, soundSkeleton, tokenise } from '#music';

const joining = new Set([
  'feat',
  'ft',
  'featuring',
  'with',
  'vs',
  'x',
  'presents',
  'pres',
  'con',
  'y',
  'et',
  'und',
  'e',
  'avec',
  'mit',
  'meets',
]);
/** The single artists within credits such as `A, B & C feat. D`, compact; each whole credit itself comes first. */
export function artistNames(credits: readonly string[]): {
  readonly whole: readonly string[];
  readonly single: readonly string[];
} {
  const whole: string[] = [];
  const single = new Set<string>();
  for (const credit of credits) {
    const { words, gaps, brackets } = tokenise(credit.slice(0, 400));
    const bare =
      words[0] === 'the' && words.length > 1
        ? words.slice(1)
        : words.at(-1) === 'the' && words.length > 1
          ? words.slice(0, -1)
          : words;
    if (bare.length > 0) whole.push(bare.join(''));
    let name: string[] = [];
    for (let at = 0; at <= words.length; at += 1) {
      const word = words[at];
      const breaks =
        word === undefined ||
        (at > 0 && ((gaps[at] ?? 0) === 2 || brackets[at] !== brackets[at - 1])) ||
        joining.has(word);
      if (breaks && name.length > 0) {
        const rest = name[0] === 'the' && name.length > 1 ? name.slice(1) : name;
        if (rest.join('').length > 1 || words.length === 1) single.add(rest.join(''));
        name = [];
      }
      if (word !== undefined && !(joining.has(word) && at > 0)) name.push(word);
    }
  }
  return { whole, single: [...single] };
}

function sameName(left: string, right: string): boolean {
  if (left === right) return true;
  if (left.length >= 5 && right.length >= 5 && nearlySame(left, right)) return true;
  if (isBeyondLatin(left) === isBeyondLatin(right)) return false;
  const sound = soundSkeleton(left);
  return sound.length > 2 && (sound === soundSkeleton(right) || nearlySame(romanise(left), romanise(right)));
}

/** How far two credits name the same people: 1 the same credit, 0.9 one artist in common, 0 nobody. `aliases` are other names of the left ones. */
export function artistLikeness(
  left: readonly string[],
  right: readonly string[],
  aliases: readonly string[] = [],
): number {
  const ours = artistNames([...left, ...aliases, ...left.flatMap((name) => builtInAliases(name))]);
  const theirs = artistNames(right);
  if (ours.whole.length === 0 || theirs.whole.length === 0) return 0;
  if (left.length === right.length && compact(left.join(' ')) === compact(right.join(' '))) return 1;
  for (const name of ours.whole) if (theirs.whole.some((other) => sameName(name, other))) return 1;
  const a = [...ours.single, ...ours.whole];
  const b = [...theirs.single, ...theirs.whole];
  return a.some((name) => b.some((other) => sameName(name, other))) ? 0.9 : 0;
}
