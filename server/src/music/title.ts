import { tokenise } from './tokens.ts';
import { classify, isFeatureWord, partNumber } from './version/classify.ts';
import type { VersionMark } from './version/kinds.ts';

/** A title taken apart: what the song is called, and in which version. */
export interface ParsedTitle {
  /** Words of the song's own name, normalised; never empty unless the title is blank. */
  readonly base: readonly string[];
  /** Bracketed or dashed parts that are neither version, nor edition, nor credit: subtitles. Normalised words each. */
  readonly subtitles: readonly (readonly string[])[];
  readonly versions: readonly VersionMark[];
  /** Every bracket and dash part as compact text with the versions it says: equal text says the same, however oddly it is worded. */
  readonly wordings: readonly { readonly compact: string; readonly marks: readonly VersionMark[] }[];
  /** Credits as normalised text, without the word that introduces them. */
  readonly featured: readonly string[];
}

const openers = '([{<【〔［（';
const closers = ')]}>】〕］）';

/** Cuts a text into the part outside brackets and each bracket's content, nested ones flattened. Unclosed brackets run to the end. Linear. */
export function cutBrackets(text: string): { readonly main: string; readonly groups: readonly string[] } {
  let main = '';
  const groups: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (openers.includes(sign)) {
      if (depth === 0) main += `${text.slice(from, at)} `;
      else if (at > from) groups.push(text.slice(from, at));
      depth += 1;
      from = at + 1;
    } else if (depth > 0 && closers.includes(sign)) {
      if (at > from) groups.push(text.slice(from, at));
      depth -= 1;
      from = at + 1;
    }
  }
  if (depth === 0) main += text.slice(from);
  else if (from < text.length) groups.push(text.slice(from));
  return { main, groups };
}

/** A dash between parts: with spaces around, or with one before a word (`Song -Japanese ver.-`). */
const dash = /\s[-\u2010-\u2015\u2212~]+(?:\s|(?=\p{L}))/u;

/** Parses a track title as services and taggers write it. Every input has an answer; work is linear in its length. */
export function parseTitle(title: string): ParsedTitle {
  const { main, groups } = cutBrackets(title);
  const versions: VersionMark[] = [];
  const wordings: { compact: string; marks: readonly VersionMark[] }[] = [];
  const subtitles: (readonly string[])[] = [];
  const featured: string[] = [];
  const [head = '', ...tails] = main.split(dash);
  let base = [...tokenise(head).words];
  const cut = base.findIndex((word, at) => at > 0 && at < base.length - 1 && isFeatureWord(word));
  if (cut > 0) {
    featured.push(base.slice(cut + 1).join(' '));
    base = base.slice(0, cut);
  }
  const [called, number] = base.slice(-2);
  if (base.length > 2 && (called === 'pt' || called === 'vol') && number !== undefined && partNumber(number) !== null) {
    versions.push({ kind: 'part', detail: partNumber(number) ?? '' });
    base = base.slice(0, -2);
  }
  for (const piece of [...tails, ...groups]) {
    const group = tokenise(piece).words;
    const said = classify(group);
    wordings.push({ compact: group.join(''), marks: said.marks });
    if (said.credit) featured.push(group.slice(1).join(' '));
    else if (said.marks.length > 0) {
      versions.push(...said.marks);
    } else if (said.unknown.length > 0) subtitles.push(group);
  }
  if (base.length === 0) base = (subtitles.shift() as string[] | undefined) ?? [...tokenise(title).words];
  return { base, subtitles, versions, wordings, featured };
}
