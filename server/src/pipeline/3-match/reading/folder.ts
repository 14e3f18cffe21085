import { classify, gap, isBeyondLatin, memo, type Tokens, tokenise, type VersionMark, wordSet } from '#music';
import type { FolderReading } from './folder-reading.ts';
import {
  concertWords,
  coverBefore,
  coverOf,
  ensembles,
  generic,
  mixing,
  placing,
  strong,
  various,
} from './folder-words.ts';
import { findSpans, type Span } from './spans.ts';
import { articles, type PreparedWish } from './wanted.ts';

const disc = /^(?:cd|disc|disk|dvd|lp|vinyl|side|platte|disque|disco)?(?:\d{1,2}|[a-d])(?:of\d+)?$/;
const claimable: ReadonlySet<string> = wordSet(
  'live remix acoustic instrumental acappella demo speed stem cover commentary rerecording',
);
const nameEnds = wordSet('feat ft featuring with the discography x vs und y et e meets presents pres');
const digits = /^\d+$/;
/** `周杰倫 Jay Chou`: the same name in two scripts; the border between them ends each. */
const scriptsDiffer = (left: string, right: string): boolean =>
  !digits.test(left) && !digits.test(right) && isBeyondLatin(left) !== isBeyondLatin(right);

/** Whether a name in a folder or file is complete there: not the start or end of a longer name (`Crown` in `Crown of Thorns`). */
export function isWholeName(tokens: Tokens, span: Span): boolean {
  const before =
    span.from === 0 ||
    (tokens.gaps[span.from] ?? 0) >= gap.hyphen ||
    tokens.brackets[span.from] !== tokens.brackets[span.from - 1] ||
    digits.test(tokens.words[span.from - 1] ?? '') ||
    scriptsDiffer(tokens.words[span.from - 1] ?? '', tokens.words[span.from] ?? '') ||
    (articles.has(tokens.words[span.from - 1] ?? '') &&
      (span.from === 1 || (tokens.gaps[span.from - 1] ?? 0) >= gap.hyphen));
  if (!before) return false;
  if (span.to >= tokens.words.length) return true;
  if ((tokens.gaps[span.to] ?? 0) >= gap.hyphen || tokens.brackets[span.to] !== tokens.brackets[span.to - 1])
    return true;
  const next = tokens.words[span.to] ?? '';
  return (
    digits.test(next) ||
    nameEnds.has(next) ||
    ensembles.has(next) ||
    scriptsDiffer(tokens.words[span.to - 1] ?? '', next)
  );
}

/** `Yuki Tamura (田村ゆき)`: a bracket that holds nothing but the name in another script than what stands before it. */
function isOtherScript({ words, brackets }: Tokens, { from, to }: Span): boolean {
  return from > 0 && brackets[to] !== brackets[from] && scriptsDiffer(words[from - 1] ?? '', words[from] ?? '');
}

function claimsOfRegion(region: readonly string[], bracketed: boolean): readonly VersionMark[] {
  const said = classify(region);
  if (said.marks.length === 0) return [];
  if (region.some((word) => mixing.has(word))) return [];
  const marks = said.marks
    .filter(({ kind }) => claimable.has(kind))
    // A bootleg track is a remix, a bootleg record is a concert.
    .map(
      (mark): VersionMark =>
        mark.kind === 'remix' && region.includes('bootleg') ? { kind: 'live', detail: mark.detail } : mark,
    );
  if (marks.length === 0 || bracketed) return marks;
  return marks.filter(({ kind, detail }) => {
    if (kind !== 'live')
      return (
        detail === '' || region.some((word) => strong.has(word) && word !== 'live') || isBeyondLatin(region.join(''))
      );
    const at = region.indexOf('live');
    if (at === -1) return true;
    const next = region[at + 1];
    // "Live Through This" is a title; "Live at Wembley", "Tokyo Live", "1986 Live" are claims.
    return next === undefined || placing.has(next) || digits.test(next);
  });
}

/** Reads a folder name for a wish; readings are remembered in the wish. */
export function readFolder(wish: PreparedWish, name: string): FolderReading {
  const known = wish.folders.get(name);
  if (known !== undefined) return known;
  const reading = read(wish, name);
  wish.folders.set(name, reading);
  return reading;
}

const concertDate =
  /(?:19|20)\d\d[-._/ ](?:0[1-9]|1[0-2])[-._/ ](?:0[1-9]|[12]\d|3[01])|(?:0[1-9]|[12]\d|3[01])[-._/ ](?:0[1-9]|1[0-2])[-._/ ](?:19|20)\d\d/;

/** What a folder's name is by itself, whoever is wanted; the same folders come again and again. */
function cutFolder(name: string): {
  readonly tokens: Tokens;
  readonly kind: FolderReading['kind'];
  readonly concert: boolean;
} {
  const tokens = tokenise(name.length > 300 ? name.slice(0, 300) : name);
  const concert = concertDate.test(name) && tokens.words.some((word) => concertWords.has(word));
  const spoken = tokens.words.join(' ');
  if (generic.has(spoken) || name.startsWith('@@')) return { tokens, kind: 'generic', concert };
  if (disc.test(tokens.compact)) return { tokens, kind: 'disc', concert };
  const [first = '', second] = tokens.words;
  return {
    tokens,
    concert,
    kind:
      various.has(spoken) || various.has(first) || (first === 'various' && second === 'artists') ? 'various' : 'named',
  };
}

const cutKnown = memo(5000, cutFolder);

function read(wish: PreparedWish, name: string): FolderReading {
  // Long names are seldom met twice.
  const { tokens, kind, concert } = name.length <= 40 ? cutKnown(name) : cutFolder(name);
  const { words, compact } = tokens;
  const owned = new Uint8Array(words.length);
  let album: FolderReading['album'] = null;
  for (const name of [wish.wholeAlbum, wish.album]) {
    const span = album === null ? findSpans(tokens, name, 1)[0] : undefined;
    if (span === undefined) continue;
    album = name === wish.wholeAlbum ? 'whole' : 'base';
    owned.fill(2, span.from, span.to);
  }
  let artist: FolderReading['artist'] = null;
  let covered = false;
  for (const form of wish.artists) {
    for (const span of findSpans(tokens, form.compact)) {
      const before = words[span.from - 1] ?? '';
      if (
        span.from > 0 &&
        owned[span.from] === 0 &&
        tokens.gaps[span.from] === gap.space &&
        tokens.brackets[span.from] === tokens.brackets[span.from - 1]
      ) {
        if (coverBefore.has(before) || (before === 'of' && coverOf.has(words[span.from - 2] ?? ''))) covered = true;
      }
      if (isWholeName(tokens, span) && (tokens.brackets[span.from] === 0 || isOtherScript(tokens, span))) {
        if (!form.part) artist = 'whole';
        else artist ??= 'part';
        owned.fill(1, span.from, span.to);
      } else if (before === 'of' && !covered) artist ??= form.part ? 'part' : 'whole';
    }
  }
  if (kind === 'disc' || (kind === 'generic' && artist === null))
    return { artist, album, claims: [], kind, onlyClaims: false, compact };
  const claims: VersionMark[] = covered ? [{ kind: 'cover', detail: '' }] : [];
  // `1977-05-08 Barton Hall (SBD)` is a concert, `2003.04.02 Album` a release.
  if (concert && album === null) claims.push({ kind: 'live', detail: '' });
  let explained = true;
  let region: string[] = [];
  for (let at = 0; at <= words.length; at += 1) {
    const closes =
      at === words.length ||
      (at > 0 &&
        (tokens.brackets[at] !== tokens.brackets[at - 1] ||
          (tokens.gaps[at] === gap.dash && at > 0) ||
          owned[at] !== owned[at - 1]));
    if (closes && region.length > 0) {
      const found = claimsOfRegion(region, tokens.brackets[at - 1] !== 0);
      claims.push(...found);
      if (found.length === 0 || found.some(({ detail }) => detail !== '' && detail !== 'hits')) explained = false;
      region = [];
    }
    if (at < words.length && owned[at] === 0) region.push(words[at] as string);
  }
  return {
    artist,
    album,
    claims,
    kind: kind === 'generic' ? 'named' : kind,
    onlyClaims: explained && claims.length > 0,
    compact,
  };
}

/** Whether a folder name only says which disc (`CD1`, `Disc 2`). */
export function isDiscFolder(name: string): boolean {
  return cutFolder(name).kind === 'disc';
}

/** Whether a folder name says nothing about the music in it (`Music`, `Downloads`, `FLAC`, a peer's share root). */
export function isGenericFolder(name: string): boolean {
  return cutFolder(name).kind === 'generic';
}
