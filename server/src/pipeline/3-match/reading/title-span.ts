import { distance } from 'fastest-levenshtein';
import { isBeyondLatin, memo, nearlySame, slipsBetween, slipsFor, soundSkeleton, type Tokens } from '#music';
import { findSpans, type Span } from './spans.ts';
import type { PreparedWish } from './wanted.ts';

/** How the wanted title was found in a file name; `loose`: romanised and only nearly the same; `partial`: one script's part of a title in two. */
export type TitleFit = 'exact' | 'typo' | 'romanised' | 'loose' | 'partial' | 'missing';

/** How far two romanised names are apart, 0..; -1 when they are different names. */
function soundDistance(left: string, right: string): number {
  if (left.length < 2 || right.length < 2) return -1;
  if (left === right) return 0;
  const longer = Math.max(left.length, right.length);
  if (longer < 5 || Math.abs(left.length - right.length) > longer * 0.3) return -1;
  const apart = distance(left, right);
  return apart <= Math.floor(longer * 0.25) ? apart : -1;
}

const soundOf = memo(4000, soundSkeleton);

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

/** The run of whole words that sounds most like the wanted title once romanised. */
function soundSpan(tokens: Tokens, wanted: string): { readonly span: Span; readonly apart: number } | null {
  const sounds = tokens.words.slice(0, 40).map((word) => soundOf(word));
  let best: { span: Span; apart: number } | null = null;
  for (let from = 0; from < sounds.length; from += 1) {
    let sound = '';
    for (let to = from + 1; to <= sounds.length && sound.length <= wanted.length * 1.4 + 2; to += 1) {
      sound += sounds[to - 1] ?? '';
      const apart = soundDistance(sound, wanted);
      if (apart !== -1 && (best === null || apart < best.apart)) best = { span: { from, to }, apart };
    }
  }
  return best;
}

/** Whether one text may be the other romanised: letters of another script here, Latin ones there. */
function differInScript(wanted: string, found: string): boolean {
  return isBeyondLatin(wanted) ? /[a-z]/.test(found) : isBeyondLatin(found);
}

/** Where the wanted title stands in a file name: exactly, with slips, or romanised; the surest way that finds anything. */
export function titleSpans(wish: PreparedWish, tokens: Tokens): { spans: Span[]; fit: TitleFit } {
  let spans = findSpans(tokens, wish.base);
  if (spans.length > 0) return { spans, fit: 'exact' };
  for (const form of wish.otherBases) {
    spans = findSpans(tokens, form);
    if (spans.length > 0) return { spans, fit: 'exact' };
  }
  const slips = slipsFor(wish.base.length);
  if (slips > 0) {
    const loose = looseSpan(tokens, wish.base.length, slips, (text) =>
      nearlySame(text, wish.base) ? slipsBetween(text, wish.base) : -1,
    );
    if (loose !== null) return { spans: [loose], fit: 'typo' };
  }
  if (wish.foreignScript && wish.sound.length > 1 && differInScript(wish.base, tokens.compact)) {
    const heard = soundSpan(tokens, wish.sound);
    if (heard !== null) return { spans: [heard.span], fit: heard.apart === 0 ? 'romanised' : 'loose' };
  }
  for (const part of wish.scriptParts) {
    spans = findSpans(tokens, part);
    if (spans.length > 0) return { spans, fit: 'partial' };
  }
  return { spans, fit: 'missing' };
}

/** Whether some artist of the wish is meant by this text, slips and other scripts included. */
export function isArtist(wish: PreparedWish, text: string): boolean {
  const heard = !wish.foreignScript && isBeyondLatin(text) ? soundOf(text) : '';
  for (const form of wish.artists) {
    if (nearlySame(form.compact, text)) return true;
    if (heard.length > 4 && soundDistance(soundOf(form.compact), heard) !== -1) return true;
    if (wish.foreignScript && soundDistance(form.sound, soundSkeleton(text)) !== -1) return true;
  }
  return false;
}

/** A subtitle of the wish or its title once more, in another script or misspelt. */
export function isSubtitle(wish: PreparedWish, text: string): boolean {
  if (nearlySame(wish.base, text)) return true;
  if (wish.foreignScript) {
    const sound = soundSkeleton(text);
    if (soundDistance(wish.sound, sound) !== -1) return true;
    if (wish.scriptSounds.some((part) => part === sound || soundDistance(part, sound) !== -1)) return true;
  }
  return wish.subtitles.some(
    (subtitle, at) =>
      nearlySame(subtitle, text) ||
      (wish.foreignScript && soundDistance(wish.subtitleSounds[at] ?? '', soundSkeleton(text)) !== -1),
  );
}
