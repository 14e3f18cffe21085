import { distance } from 'fastest-levenshtein';
import {
  classify,
  gap,
  isFeatureWord,
  nearlySame,
  romanise,
  slipsFor,
  soundSkeleton,
  type Tokens,
  type VersionMark,
} from '#music';
import { isWholeName } from './folder.ts';
import { findSpans, type Span } from './spans.ts';
import { articles, type PreparedWish } from './wanted.ts';

/** How the wanted title was found in a file name. */
export type TitleFit = 'exact' | 'typo' | 'romanised' | 'missing';

/** What a file name says about a wish. */
export interface NameReading {
  readonly fit: TitleFit;
  /** `whole`/`part`: named outside brackets; `aside`: only within brackets. */
  readonly artist: 'whole' | 'part' | 'aside' | null;
  readonly marks: readonly VersionMark[];
  /** Words before the title that are nobody and nothing known: most likely another artist. */
  readonly before: string;
  /** Words right behind the title, outside brackets, that nothing explains: most likely another title. */
  readonly after: string;
  /** Unexplained words in brackets. */
  readonly aside: string;
  /** The name says in its own words that it is the plain version (`Original Mix`, `Album Version`). */
  readonly plain: boolean;
}

const nothing: NameReading = {
  fit: 'missing',
  artist: null,
  marks: [],
  before: '',
  after: '',
  aside: '',
  plain: false,
};
const free = 0;
const taken = 1;
const named = 2;
const numeric = /^(?:\d{1,4}|[a-h]\d{1,2}|cd\d|disc\d|track|disc|cd|disk)$/;
const credits = new Set(['feat', 'ft', 'featuring', 'with', 'prod', 'w']);
const plainWords = new Set(['original', 'album', 'lp']);

/** How far two romanised names are apart, 0..; -1 when they are different names. */
function soundDistance(left: string, right: string): number {
  if (left.length < 2 || right.length < 2) return -1;
  if (left === right) return 0;
  const longer = Math.max(left.length, right.length);
  if (longer < 5 || Math.abs(left.length - right.length) > longer * 0.3) return -1;
  const apart = distance(left, right);
  return apart <= Math.floor(longer * 0.25) ? apart : -1;
}

/** The run of whole words near the wanted length that `apart` finds closest (0..; -1: not the same). */
function looseSpan(tokens: Tokens, wanted: number, slack: number, apart: (text: string) => number): Span | null {
  const { words, starts } = tokens;
  const count = Math.min(words.length, 40);
  let best: Span | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (let from = 0; from < count; from += 1) {
    for (let to = from + 1; to <= count; to += 1) {
      const length = (starts[to] ?? 0) - (starts[from] ?? 0);
      if (length > wanted + slack) break;
      if (length < wanted - slack) continue;
      const off = apart(tokens.compact.slice(starts[from], starts[to]));
      if (off === -1 || off >= least) continue;
      best = { from, to };
      least = off;
    }
  }
  return best;
}

function titleSpans(wish: PreparedWish, tokens: Tokens): { spans: Span[]; fit: TitleFit } {
  let spans = findSpans(tokens, wish.base);
  if (spans.length > 0) return { spans, fit: 'exact' };
  for (const form of wish.otherBases) {
    spans = findSpans(tokens, form);
    if (spans.length > 0) return { spans, fit: 'exact' };
  }
  const slips = slipsFor(wish.base.length);
  if (slips > 0) {
    const loose = looseSpan(tokens, wish.base.length, slips, (text) =>
      nearlySame(text, wish.base) ? distance(text, wish.base) : -1,
    );
    if (loose !== null) return { spans: [loose], fit: 'typo' };
  }
  if (wish.foreignScript && wish.sound.length > 1) {
    const whole = romanise(wish.base).length;
    const loose = looseSpan(tokens, whole, Math.ceil(whole * 0.35), (text) =>
      soundDistance(soundSkeleton(text), wish.sound),
    );
    if (loose !== null) return { spans: [loose], fit: 'romanised' };
  }
  for (const part of wish.scriptParts) {
    spans = findSpans(tokens, part);
    if (spans.length > 0) return { spans, fit: 'romanised' };
  }
  return { spans, fit: 'missing' };
}

/** Whether some artist of the wish is meant by this text, slips and other scripts included. */
export function isArtist(wish: PreparedWish, text: string): boolean {
  for (const form of wish.artists) {
    if (nearlySame(form.compact, text)) return true;
    if (wish.foreignScript && soundDistance(form.sound, soundSkeleton(text)) !== -1) return true;
  }
  return false;
}

/** Reads a file name (without extension) for a wish; `folder` gives the compact name of the folder that holds it. */
export function readName(wish: PreparedWish, tokens: Tokens, folder: () => string): NameReading {
  const { spans, fit } = titleSpans(wish, tokens);
  if (spans.length === 0) return nothing;
  let best: NameReading | null = null;
  let bestCost = Number.POSITIVE_INFINITY;
  for (let at = spans.length - 1; at >= 0; at -= 1) {
    const reading = explain(wish, tokens, spans[at] as Span, fit, folder);
    const cost =
      reading.before.length + reading.after.length * 2 + reading.aside.length + (reading.artist === null ? 1 : 0);
    if (cost < bestCost) {
      best = reading;
      bestCost = cost;
    }
    if (cost === 0) break;
  }
  return best ?? nothing;
}

function explain(wish: PreparedWish, tokens: Tokens, title: Span, fit: TitleFit, folder: () => string): NameReading {
  const { words, gaps, brackets } = tokens;
  const owner = new Uint8Array(words.length).fill(taken, title.from, title.to);
  let artist: NameReading['artist'] = null;
  const isFree = (span: Span): boolean => {
    for (let at = span.from; at < span.to; at += 1) if (owner[at] !== free) return false;
    return true;
  };
  for (const subtitle of wish.subtitles) {
    for (const span of findSpans(tokens, subtitle, 1)) if (isFree(span)) owner.fill(taken, span.from, span.to);
  }
  for (const form of wish.artists) {
    for (const span of findSpans(tokens, form.compact)) {
      if (!isFree(span)) continue;
      if (brackets[span.from] !== 0) {
        artist ??= 'aside';
        owner.fill(named, span.from, span.to);
        continue;
      }
      const whole = isWholeName(tokens, span) || span.to === title.from || owner[span.to] === named;
      if (!whole) continue;
      owner.fill(named, span.from, span.to);
      if (form.part) artist = artist === 'whole' ? 'whole' : 'part';
      else artist = 'whole';
    }
  }
  for (const album of [wish.wholeAlbum, wish.album]) {
    for (const span of findSpans(tokens, album, 1))
      if (isFree(span) && span.to <= title.from) owner.fill(taken, span.from, span.to);
  }
  // Credits run to the end of their bracket or segment.
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as string;
    if (owner[at] !== free || !credits.has(word)) continue;
    const opens = at === 0 || brackets[at] !== brackets[at - 1] || (gaps[at] ?? 0) >= gap.hyphen;
    if (!isFeatureWord(word) && !(opens && brackets[at] !== 0)) continue;
    for (
      let to = at;
      to < words.length &&
      owner[to] !== taken &&
      brackets[to] === brackets[at] &&
      (to === at || (gaps[to] ?? 0) < gap.dash);
      to += 1
    )
      owner[to] = taken;
  }
  for (let at = 0; at < title.from; at += 1)
    if (owner[at] === free && numeric.test(words[at] as string)) owner[at] = taken;

  const marks: VersionMark[] = [];
  let before = '';
  let after = '';
  let aside = '';
  let plain = false;
  for (let from = 0, to = 0; from < words.length; from = to) {
    // A region: neighbouring words in the same bracket and segment; the title itself divides.
    to = from + 1;
    while (
      to < words.length &&
      brackets[to] === brackets[from] &&
      (brackets[to] !== 0 || (gaps[to] ?? 0) < gap.dash) &&
      to !== title.from &&
      to !== title.to
    )
      to += 1;
    const inTitle = from >= title.from && from < title.to;
    if (!inTitle) {
      const said: string[] = [];
      let open = 0;
      for (let at = from; at < to; at += 1) {
        if (owner[at] === taken) continue;
        if (owner[at] === free) open += 1;
        said.push(words[at] as string);
      }
      if (open > 0) {
        const free = said.length === open ? said : freeWords(words, owner, from, to);
        const read = classify(brackets[from] !== 0 || from >= title.to ? said : free);
        if (read.marks.length > 0) marks.push(...read.marks);
        else if (!read.credit) {
          const unknown = (said.length === open ? read : classify(free)).unknown.filter(
            (word) => !(artist !== null && articles.has(word)),
          );
          const bracketed = brackets[from] !== 0;
          if (unknown.length === 0) plain ||= free.some((word) => plainWords.has(word));
          else if (bracketed && !isSubtitle(wish, unknown.join('')) && !isArtist(wish, unknown.join('')))
            aside += (aside === '' ? '' : ' ') + unknown.join(' ');
          else if (!bracketed && from < title.from) {
            const text = unknown.join('');
            if (isArtist(wish, free.join('')) || isArtist(wish, text)) artist = 'whole';
            else if (isSubtitle(wish, text)) continue;
            else if (!folder().includes(text) || artist === null)
              before += (before === '' ? '' : ' ') + unknown.join(' ');
          } else if (!bracketed) after += (after === '' ? '' : ' ') + unknown.join(' ');
        }
      }
    }
  }
  return { fit, artist, marks, before, after, aside, plain };
}

/** A subtitle of the wish, in another script or misspelt. */
function isSubtitle(wish: PreparedWish, text: string): boolean {
  if (wish.foreignScript && soundDistance(wish.sound, soundSkeleton(text)) !== -1) return true;
  return wish.subtitles.some(
    (subtitle, at) =>
      nearlySame(subtitle, text) ||
      (wish.foreignScript && soundDistance(wish.subtitleSounds[at] ?? '', soundSkeleton(text)) !== -1),
  );
}

function freeWords(words: readonly string[], owner: Uint8Array, from: number, to: number): string[] {
  const out: string[] = [];
  for (let at = from; at < to; at += 1) if (owner[at] === free) out.push(words[at] as string);
  return out;
}
