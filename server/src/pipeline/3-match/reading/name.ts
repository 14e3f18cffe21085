import { classify, gap, isBeyondLatin, type Tokens, type VersionMark, wordSet } from '#music';
import { type NamedArtist, owners, ownWords } from './name-owners.ts';
import type { Span } from './spans.ts';
import { isArtist, isSubtitle, type TitleFit, titleSpans } from './title-span.ts';
import { articles, type PreparedWish } from './wanted.ts';

/** What a file name says about a wish. */
export interface NameReading {
  readonly fit: TitleFit;
  readonly artist: NamedArtist;
  readonly marks: readonly VersionMark[];
  /** Words before the title that are nobody and nothing known: most likely another artist. */
  readonly before: string;
  /** Words right behind the title, outside brackets, that nothing explains: most likely another title. */
  readonly after: string;
  /** Unexplained words in brackets. */
  readonly aside: string;
  /** The name says in its own words that it is the plain version (`Original Mix`, `Album Version`). */
  readonly plain: boolean;
  /** The unexplained bracket is written in another script than the title: most likely what the title means. */
  readonly translated: boolean;
}

const nothing: NameReading = {
  fit: 'missing',
  artist: null,
  marks: [],
  before: '',
  after: '',
  aside: '',
  plain: false,
  translated: false,
};
const plainWords = wordSet('original album lp');
const joiners = wordSet('vs x with y et e con und pres presents meets');
const copyNumber = /^\d$/;

/** Reads a file name (without extension) for a wish; `folder` gives the compact name of the folder that holds it. */
export function readName(wish: PreparedWish, tokens: Tokens, folder: () => string): NameReading {
  const { spans, fit } = titleSpans(wish, tokens);
  if (spans.length === 0) return nothing;
  let best = nothing;
  let least = Number.POSITIVE_INFINITY;
  // A title may stand in a name twice (as the album's, as the artist's): the reading that leaves least unexplained is meant.
  for (let at = spans.length - 1; at >= 0 && least > 0; at -= 1) {
    const reading = explain(wish, tokens, spans[at] as Span, fit, folder);
    const cost =
      reading.before.length + reading.after.length * 2 + reading.aside.length + (reading.artist === null ? 1 : 0);
    if (cost >= least) continue;
    best = reading;
    least = cost;
  }
  return best;
}

/** The end of a region: neighbouring words in the same bracket or segment; the title itself divides. */
function regionEnd({ words, gaps, brackets }: Tokens, title: Span, from: number): number {
  let to = from + 1;
  while (to < words.length && brackets[to] === brackets[from] && to !== title.from && to !== title.to) {
    if (brackets[to] === 0 && (gaps[to] ?? 0) >= gap.dash) break;
    to += 1;
  }
  return to;
}

/** `周杰倫 Jay Chou - 青花瓷`: the words beside the artist's name are all in another script, so they are the same name once more. */
function saysItAgain({ words }: Tokens, owner: Uint8Array, from: number, to: number): boolean {
  let named: boolean | null = null;
  for (let at = from; at < to; at += 1) {
    if (owner[at] !== owners.named) continue;
    named = isBeyondLatin(words[at] as string);
    break;
  }
  if (named === null) return false;
  for (let at = from; at < to; at += 1)
    if (owner[at] === owners.free && isBeyondLatin(words[at] as string) === named) return false;
  return true;
}

/** `Artist - Some Album - 08 - Title`: what stands between the artist and a track number is a record, whatever its name. */
function isAlbumPart({ words, gaps }: Tokens, owner: Uint8Array, title: Span, from: number, to: number): boolean {
  return (
    from > 0 &&
    to === title.from - 1 &&
    owner[from - 1] === owners.named &&
    gaps[from] === gap.dash &&
    gaps[to] === gap.dash &&
    gaps[title.from] === gap.dash &&
    /^\d{1,3}$/.test(words[to] ?? '')
  );
}

const joined = (text: string, more: readonly string[]): string =>
  text === '' ? more.join(' ') : `${text} ${more.join(' ')}`;

function explain(wish: PreparedWish, tokens: Tokens, title: Span, fit: TitleFit, folder: () => string): NameReading {
  const { words, brackets } = tokens;
  const owned = ownWords(wish, tokens, title);
  const { owner } = owned;
  let { artist } = owned;
  const marks: VersionMark[] = [...owned.marks];
  let known = fit;
  let before = '';
  let after = '';
  let aside = '';
  let plain = false;
  let translated = false;
  for (let from = 0, to = 0; from < words.length; from = to) {
    to = regionEnd(tokens, title, from);
    if (from >= title.from && from < title.to) continue;
    const said: string[] = [];
    const open: string[] = [];
    for (let at = from; at < to; at += 1) {
      if (owner[at] === owners.taken) continue;
      said.push(words[at] as string);
      if (owner[at] === owners.free) open.push(words[at] as string);
    }
    if (open.length === 0) continue;
    const bracketed = brackets[from] !== 0;
    // Behind the title the artist's name belongs to what is said of the version ("X Remix").
    const whole = said.length === open.length;
    const read = classify(bracketed || from >= title.to ? said : open);
    if (from < title.from && artist !== null && open.every((word) => joiners.has(word))) continue;
    if (from < title.from && artist !== null && saysItAgain(tokens, owner, from, to)) continue;
    if (isAlbumPart(tokens, owner, title, from, to)) continue;
    marks.push(...read.marks);
    if (read.marks.length > 0 || read.credit) continue;
    const unknown = (whole ? read : classify(open)).unknown.filter((word) => artist === null || !articles.has(word));
    const text = unknown.join('');
    if (text === '' || (bracketed && copyNumber.test(text))) {
      plain ||= open.some((word) => plainWords.has(word));
    } else if (isSubtitle(wish, text)) {
      // The other script's part of the title stands beside it.
      if (known === 'partial') known = 'romanised';
    } else if (bracketed) {
      if (!isArtist(wish, text)) {
        aside = joined(aside, unknown);
        translated = text.length > 3 && isBeyondLatin(text) !== isBeyondLatin(wish.base);
      }
    } else if (from >= title.to) after = joined(after, unknown);
    else if (isArtist(wish, open.join('')) || isArtist(wish, text)) artist = 'whole';
    else if (artist === null || !folder().includes(text)) before = joined(before, unknown);
  }
  return { fit: known, artist, marks, before, after, aside, plain, translated };
}
