import { fold } from './text.ts';

/** What stands between a word and the one before it; the strongest sign wins. */
export const gap = { space: 0, hyphen: 1, list: 2, dash: 3 } as const;

/** A text cut into comparable words, with what stood between them. All arrays have one entry per word. */
export interface Tokens {
  readonly words: readonly string[];
  /** `gap` before the word: space, tight hyphen, list sign (`,` `&` `;` `/` `+`, the word `and`), or a dash with spaces. The first word has `dash`. */
  readonly gaps: readonly number[];
  /** 0 outside brackets, else the number of the bracket, counted from 1. */
  readonly brackets: readonly number[];
  /** All words without spaces. */
  readonly compact: string;
  /** Where in `compact` each word starts; one entry more than words: the length. */
  readonly starts: readonly number[];
}

const other = 1;
const letter = 2;
const silent = 3;
const opener = 4;
const closer = 5;
const listing = 6;
const hyphen = 7;

/** Class of every UTF-16 unit, filled when first met. Surrogates count as letters: rare scripts and emoji then still equal themselves. */
const classes = new Uint8Array(65_536);
const isLetter = /[\p{L}\p{N}\p{M}\p{Cs}]/u;

function classOf(code: number): number {
  const known = classes[code] as number;
  if (known !== 0) return known;
  const sign = String.fromCharCode(code);
  let kind: number = other;
  if ((code >= 0xd800 && code <= 0xdfff) || isLetter.test(sign)) kind = letter;
  else if ("'’‘‚‛ʼʹ´`′".includes(sign)) kind = silent;
  else if ('([{<【〔［（'.includes(sign)) kind = opener;
  else if (')]}>】〕］）'.includes(sign)) kind = closer;
  else if (',;&/+、，×・'.includes(sign)) kind = listing;
  else if ('-‐‑‒–—―−~'.includes(sign)) kind = hyphen;
  classes[code] = kind;
  return kind;
}

/** Signs that decorate or separate and never make a name by themselves. */
const ornaments: ReadonlySet<string> = new Set('._#":|*<>…°•·\\');
const partNames: ReadonlyMap<string, string> = new Map(
  ['part', 'parts', 'pts', 'teil', 'parte', 'partie', 'deel', 'часть']
    .map((word): [string, string] => [word, 'pt'])
    .concat([['volume', 'vol']]),
);
const afterPart: ReadonlyMap<string, string> = new Map(
  [
    'one i',
    'two ii',
    'three iii',
    'four iv',
    'five v',
    'six vi',
    'seven vii',
    'eight viii',
    'nine ix',
    'ten x',
  ].flatMap((pair, at) => pair.split(' ').map((word): [string, string] => [word, String(at + 1)])),
);

/** Sign that stands for a letter in a stylised name (`Ke$ha`, `P!nk`); empty when it is punctuation here. */
function stylised(text: string, at: number): string {
  const sign = text.charAt(at);
  if (sign !== '$' && sign !== '!' && sign !== '@') return '';
  const before = at > 0 && classOf(text.charCodeAt(at - 1)) === letter;
  const after = at + 1 < text.length && classOf(text.charCodeAt(at + 1)) === letter;
  if (sign === '$') return before || after ? 's' : '';
  if (!before || !after) return '';
  return sign === '!' ? 'i' : 'a';
}

/**
 * Cuts a title, folder or file name into words. Linear. Underscores are spaces; initials are one word; `and` and `n` are list signs, not words; `Part II`, `Pt. two` become `pt 2`.
 * A text of nothing but symbols gives one word of them.
 */
export function tokenise(text: string): Tokens {
  const folded = fold(text);
  const words: string[] = [];
  const gaps: number[] = [];
  const brackets: number[] = [];
  const starts: number[] = [];
  let compact = '';
  let word = '';
  let initials = false;
  // A segment of symbols only (`Artist - ÷`, `!!! - Song`) is a word, too.
  let symbols = '';
  let segmentWords = 0;
  let between: number = gap.dash;
  let bracket = 0;
  let count = 0;
  let depth = 0;
  let wordBracket = 0;
  const end = folded.length;
  for (let at = 0; at <= end; at += 1) {
    const kind: number = at === end ? other : classOf(folded.charCodeAt(at));
    if (kind === letter) {
      // Runs of letters are cut out whole: the hottest loop of the engine.
      const from = at;
      while (at + 1 < end && classOf(folded.charCodeAt(at + 1)) === letter) at += 1;
      if (word === '') {
        wordBracket = bracket;
        word = folded.slice(from, at + 1);
      } else word += folded.slice(from, at + 1);
      continue;
    }
    if (kind === silent && word !== '') continue;
    if (word !== '' && at < end && isInitialDot(folded, at, word, initials)) {
      initials = true;
      continue;
    }
    if (kind === other && at < end) {
      const standsFor = stylised(folded, at);
      if (standsFor !== '') {
        if (word === '') wordBracket = bracket;
        word += standsFor;
        continue;
      }
    }
    if (word !== '') {
      if (word === 'and' || (word === 'n' && words.length > 0)) between = Math.max(between, gap.list);
      else {
        const previous = words[words.length - 1];
        if (previous === 'pt' || previous === 'vol') word = afterPart.get(word) ?? word.replace(/^0+(?=\d)/, '');
        else word = partNames.get(word) ?? word;
        words.push(word);
        gaps.push(between);
        brackets.push(wordBracket);
        starts.push(compact.length);
        compact += word;
        between = gap.space;
      }
      word = '';
      initials = false;
    }
    if (kind === other && at < end && !isBlank(folded.charCodeAt(at)) && !ornaments.has(folded.charAt(at)))
      symbols += folded.charAt(at);
    const ends =
      at === end || (kind === hyphen && (isBlank(folded.charCodeAt(at - 1)) || isBlank(folded.charCodeAt(at + 1))));
    if (ends) {
      if (symbols !== '' && words.length === segmentWords && (words.length > 0 || at < end)) {
        words.push(symbols);
        gaps.push(between);
        brackets.push(0);
        starts.push(compact.length);
        compact += symbols;
        between = gap.space;
      }
      segmentWords = words.length;
      symbols = '';
    }
    if (kind === listing) between = Math.max(between, gap.list);
    else if (kind === hyphen) {
      const spaced = at === 0 || isBlank(folded.charCodeAt(at - 1)) || isBlank(folded.charCodeAt(at + 1));
      between = Math.max(between, spaced ? gap.dash : gap.hyphen);
    } else if (kind === opener) {
      depth += 1;
      count += 1;
      bracket = count;
    } else if (kind === closer && depth > 0) {
      depth -= 1;
      if (depth === 0) bracket = 0;
    }
  }
  if (words.length === 0) {
    const symbols = folded.replace(/\s+/g, '');
    if (symbols !== '')
      return { words: [symbols], gaps: [gap.dash], brackets: [0], compact: symbols, starts: [0, symbols.length] };
  }
  starts.push(compact.length);
  return { words, gaps, brackets, compact, starts };
}

/** A dot inside initials (`R.E.M.`, `D.A.N.C.E.`): after a single letter and before another single one. */
function isInitialDot(text: string, at: number, word: string, initials: boolean): boolean {
  if (text.charCodeAt(at) !== 46 || (word.length !== 1 && !initials) || word.toLowerCase() === word.toUpperCase())
    return false;
  return (
    at + 1 < text.length &&
    classOf(text.charCodeAt(at + 1)) === letter &&
    (at + 2 >= text.length || classOf(text.charCodeAt(at + 2)) !== letter)
  );
}

/** Space or underscore. */
function isBlank(code: number): boolean {
  return code === 32 || code === 95;
}
