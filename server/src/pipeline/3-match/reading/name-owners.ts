import { classify, gap, isFeatureWord, type Tokens, type VersionMark, wordSet } from '#music';
import { isWholeName } from './folder.ts';
import { ensembles } from './folder-words.ts';
import { findSpans, type Span } from './spans.ts';
import type { PreparedWish } from './wanted.ts';

/** Who explains each word of a file name: nobody yet, the title and other known text, or the wanted artists. */
export const owners = { free: 0, taken: 1, named: 2 } as const;

/** How a file name names the artist: outside brackets (`whole`, `part` of a joint name), alone in a bracket behind the title, or only within other brackets. */
export type NamedArtist = 'whole' | 'part' | 'behind' | 'aside' | null;

/** Every word's owner (`owners`), and how the artist is named. */
export interface Ownership {
  readonly owner: Uint8Array;
  readonly artist: NamedArtist;
  /** Wanted versions that the name tells in the wish's own words. */
  readonly marks: readonly VersionMark[];
}

const numeric = /^(?:\d{1,4}|[a-h]\d{1,2}|\d{1,2}[a-h]|d\d{1,2}t\d{1,2}|cd\d|disc\d|track|disc|cd|disk)$/;
const credits = wordSet('feat ft featuring with prod w');

function isFree(owner: Uint8Array, span: Span): boolean {
  for (let at = span.from; at < span.to; at += 1) if (owner[at] !== owners.free) return false;
  return true;
}

function ownArtists(wish: PreparedWish, tokens: Tokens, title: Span, owner: Uint8Array): NamedArtist {
  const { words, brackets } = tokens;
  let artist: NamedArtist = null;
  for (const form of wish.artists) {
    for (const span of findSpans(tokens, form.compact)) {
      if (!isFree(owner, span)) continue;
      if (brackets[span.from] !== 0) {
        // `[Artist] Title` names the artist; `Title (Artist)` may also be a cover's credit.
        const alone = brackets[span.from - 1] !== brackets[span.from] && brackets[span.to] !== brackets[span.from];
        artist = alone && span.from === 0 ? 'whole' : (artist ?? (alone ? 'behind' : 'aside'));
        owner.fill(owners.named, span.from, span.to);
        continue;
      }
      const byline = span.from === title.to + 1 && words[title.to] === 'by';
      if (byline) owner[title.to] = owners.taken;
      if (!byline && !isWholeName(tokens, span) && span.to !== title.from && owner[span.to] !== owners.named) continue;
      owner.fill(owners.named, span.from, span.to);
      if (ensembles.has(words[span.to] ?? '') && span.to !== title.from) owner[span.to] = owners.named;
      if (!form.part) artist = 'whole';
      else if (artist !== 'whole') artist = 'part';
    }
  }
  return artist;
}

/** Credits (`feat. X`) run to the end of their bracket or segment. */
function ownCredits({ words, gaps, brackets }: Tokens, owner: Uint8Array): void {
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as string;
    if (owner[at] !== owners.free || !credits.has(word)) continue;
    const opens = at === 0 || brackets[at] !== brackets[at - 1];
    if (!isFeatureWord(word) && !(opens && brackets[at] !== 0)) continue;
    let to = at;
    while (
      to < words.length &&
      owner[to] !== owners.taken &&
      brackets[to] === brackets[at] &&
      (to === at || (gaps[to] ?? 0) < gap.dash)
    ) {
      owner[to] = owners.taken;
      to += 1;
    }
  }
}

/** An album named `Live` says nothing of a title that is followed by `(Live)`. */
function isVersion({ words }: Tokens, { from, to }: Span): boolean {
  return classify(words.slice(from, to)).marks.length > 0;
}

/** Explains the words of a file name around the wanted title. */
export function ownWords(wish: PreparedWish, tokens: Tokens, title: Span): Ownership {
  const owner = new Uint8Array(tokens.words.length).fill(owners.taken, title.from, title.to);
  for (const subtitle of wish.subtitles) {
    for (const span of findSpans(tokens, subtitle, 1))
      if (isFree(owner, span)) owner.fill(owners.taken, span.from, span.to);
  }
  const marks: VersionMark[] = [];
  for (const wording of wish.wordings) {
    for (const span of findSpans(tokens, wording.compact, 2)) {
      if (span.from < title.to || !isFree(owner, span)) continue;
      owner.fill(owners.taken, span.from, span.to);
      marks.push(...wording.marks);
    }
  }
  const artist = ownArtists(wish, tokens, title, owner);
  for (const album of [wish.wholeAlbum, wish.album]) {
    for (const span of findSpans(tokens, album, 1)) {
      const beside = tokens.brackets[span.from] !== 0 && !isVersion(tokens, span);
      if ((span.to <= title.from || beside) && isFree(owner, span)) owner.fill(owners.taken, span.from, span.to);
    }
  }
  ownCredits(tokens, owner);
  for (let at = 0; at < title.from; at += 1) {
    if (owner[at] === owners.free && numeric.test(tokens.words[at] as string)) owner[at] = owners.taken;
  }
  return { owner, artist, marks };
}
