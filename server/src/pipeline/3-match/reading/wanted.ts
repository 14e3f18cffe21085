import {
  builtInAliases,
  classify,
  compact,
  cutBrackets,
  isBeyondLatin,
  type ParsedTitle,
  parseTitle,
  soundSkeleton,
  tokenise,
  type VersionMark,
  type WantedTrack,
} from '#music';
import type { FolderReading } from './folder-reading.ts';
import { ensembles } from './folder-words.ts';

/** One way to write one of the wanted artists. */
export interface ArtistForm {
  readonly compact: string;
  /** Only part of a joint name (`Bob Marley` of `Bob Marley & The Wailers`). */
  readonly part: boolean;
  readonly sound: string;
}

/** A wish prepared once for judging many files. Everything is folded and compact (see `#music`). */
export interface PreparedWish {
  readonly title: string;
  /** Words of the song's name; empty only for a blank title. */
  readonly base: string;
  readonly baseWords: readonly string[];
  /** Other ways to write the base: without a leading article, with `&` as `and`. */
  readonly otherBases: readonly string[];
  readonly sound: string;
  /** Of a title in two scripts, each script's part; else empty. */
  readonly scriptParts: readonly string[];
  readonly scriptSounds: readonly string[];
  /** Whether the title or an artist is written in other than Latin letters. */
  readonly foreignScript: boolean;
  readonly subtitles: readonly string[];
  readonly subtitleSounds: readonly string[];
  /** All artists in one compact text. */
  readonly everyArtist: string;
  readonly versions: readonly VersionMark[];
  /** The wanted versions in the wish's own words; see `ParsedTitle`. */
  readonly wordings: ParsedTitle['wordings'];
  readonly artists: readonly ArtistForm[];
  /** The album's whole name and its name without edition and version. */
  readonly album: string;
  readonly wholeAlbum: string;
  /** Versions in the album's own name (`Live at Leeds`), without brackets; then all of them. */
  readonly albumNameVersions: readonly VersionMark[];
  readonly albumVersions: readonly VersionMark[];
  readonly seconds: number | null;
  /** Readings of folders already met while judging this wish. */
  readonly folders: Map<string, FolderReading>;
}

/** Articles that people leave out or put behind (`Beatles, The`). */
export const articles: ReadonlySet<string> = new Set([
  'the',
  'a',
  'an',
  'die',
  'der',
  'das',
  'le',
  'la',
  'les',
  'los',
  'las',
  'el',
]);
function withoutArticle(name: readonly string[]): string {
  return name.length > 1 && articles.has(name[0] ?? '') ? name.slice(1).join('') : name.join('');
}

const leet: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't' };

/** A stylised name typed plainly: its signs left out (`P!nk` as `Pnk`), digits inside words as the letters they stand for (`deadmau5`). */
function plainSpellings(name: string): string[] {
  const out: string[] = [];
  if (/\p{L}[!$@*]\p{L}/u.test(name)) out.push(compact(name.replace(/[!$@*]/g, '')));
  if (/\p{L}{3}[013457]|[013457]\p{L}{3}/u.test(name))
    out.push(compact(name.replace(/(?<=\p{L})[013457]|[013457](?=\p{L})/gu, (digit) => leet[digit] ?? digit)));
  return out.filter((spelling) => spelling.length > 2);
}

/** A work of classical music: a number in a catalogue of works, or a key. */
const work =
  /\b(?:op|opus|bwv|kv|k|woo|hob|rv|d|hwv|wwv|sz|s)\.?\s?\d+|\bin [a-h](?:[- ]?(?:flat|sharp|dur|moll))? ?(?:major|minor)?\b|\b(?:symphony|sonata|concerto|nocturne|étude|etude|prelude|fugue|quartet|variations)\b.*\d/i;
const movement = /^(?:i{1,3}|iv|vi{0,3}|ix|x)$/;
const romans = 'i ii iii iv v vi vii viii ix x'.split(' ');

/** A movement's number as digits: `… Op. 67: I. Allegro` is written `… Op.67 - 1. Allegro`, too. */
function countedMovements(words: readonly string[]): string {
  return words.map((word) => (movement.test(word) ? String(romans.indexOf(word) + 1) : word)).join('');
}

function artistForms(wanted: WantedTrack, foreign: boolean): ArtistForm[] {
  const forms = new Map<string, boolean>();
  const isWork = work.test(wanted.title.slice(0, 500));
  const names = wanted.artists.flatMap((name) => [
    name,
    ...(wanted.artistAliases?.[name] ?? []),
    ...builtInAliases(name),
  ]);
  const add = (form: string, part: boolean): void => {
    if (form !== '' && (forms.get(form) ?? true)) forms.set(form, part);
  };
  for (const name of names) {
    const tokens = tokenise(name);
    add(tokens.compact, false);
    add(withoutArticle(tokens.words), false);
    add(compact(name), false);
    if (tokens.words.length > 2 && ensembles.has(tokens.words.at(-1) ?? ''))
      add(withoutArticle(tokens.words.slice(0, -1)), false);
    // Composers and conductors go by their family name.
    if (isWork && tokens.words.length > 1) add(tokens.words.at(-1) ?? '', true);
    for (const spelling of plainSpellings(name)) add(spelling, false);
    // `Young, Neil`
    if (tokens.words.length === 2) add(tokens.words.toReversed().join(''), false);
    // `Yonge Jaundice (영 잔디스)`, `라라 Lara`: each script alone is the artist as well.
    const outside = tokens.words.filter((_, at) => tokens.brackets[at] === 0);
    const inside = tokens.words.filter((_, at) => tokens.brackets[at] !== 0);
    if (inside.length > 0 && outside.length > 0) {
      add(withoutArticle(outside), false);
      if (inside.join('').length > 2) add(inside.join(''), false);
    }
    const latin = tokens.words.filter((word) => !isBeyondLatin(word));
    if (latin.length > 0 && latin.length < tokens.words.length && latin.join('').length > 2) {
      add(latin.join(''), false);
      add(tokens.words.filter((word) => isBeyondLatin(word)).join(''), false);
    }
    for (let at = 1, from = 0; at <= tokens.words.length; at += 1) {
      if (at < tokens.words.length && (tokens.gaps[at] ?? 0) !== 2) continue;
      const part = withoutArticle(tokens.words.slice(from, at));
      if (part.length > 4) add(part, true);
      from = at;
    }
  }
  return [...forms]
    .map(([form, part]) => ({ compact: form, part, sound: foreign ? soundSkeleton(form) : '' }))
    .sort((a, b) => b.compact.length - a.compact.length);
}

/** Of a title in two scripts (`지켜줄게 Save You`) each part: people keep the one they can type. */
function scripts(words: readonly string[]): string[] {
  const latin = words.filter((word) => !isBeyondLatin(word));
  if (latin.length === 0 || latin.length === words.length) return [];
  const native = words.filter((word) => isBeyondLatin(word));
  return [latin.length > 1 ? latin.join('') : '', native.join('')];
}

/** Prepares a wish. Any text is welcome: blank, endless or symbols only. */
export function prepareWish(wanted: WantedTrack): PreparedWish {
  const parsed = parseTitle(wanted.title.slice(0, 500));
  const foreign =
    isBeyondLatin(wanted.title.slice(0, 500).normalize('NFKC')) ||
    wanted.artists.some((name) => isBeyondLatin(compact(name)));
  const album = parseTitle((wanted.album ?? '').slice(0, 500));
  const albumName = classify(album.base).marks;
  const base = parsed.base.join('');
  const parts = scripts(parsed.base).filter((part) => part.length > 1);
  const bare = withoutArticle(parsed.base);
  // Brackets in the middle of a name: `Hats Off to (Roy) Harper`.
  const inOrder = tokenise(wanted.title.slice(0, 500)).compact;
  const spelledOut = compact(cutBrackets(wanted.title.slice(0, 500)).main.split(/\s[-–—]\s/)[0] ?? '');
  const seconds = wanted.durationMs !== null && wanted.durationMs > 0 ? wanted.durationMs / 1000 : null;
  return {
    title: wanted.title,
    base,
    baseWords: parsed.base,
    otherBases: [
      ...new Set([
        bare,
        spelledOut,
        inOrder,
        ...(work.test(wanted.title.slice(0, 500)) ? [countedMovements(parsed.base)] : []),
      ]),
    ].filter((form) => form !== base && form.length > 2),
    sound: foreign ? parsed.base.map((word) => soundSkeleton(word)).join('') : '',
    scriptParts: parts,
    scriptSounds: parts.map((part) => soundSkeleton(part)),
    foreignScript: foreign,
    subtitles: parsed.subtitles.map((words) => words.join('')),
    subtitleSounds: parsed.subtitles.map((words) => (foreign ? soundSkeleton(words.join('')) : '')),
    everyArtist: wanted.artists
      .slice(0, 40)
      .map((name) => compact(name.slice(0, 300)))
      .join(' '),
    versions: parsed.versions,
    wordings: parsed.wordings.filter((wording) => wording.compact.length > 2),
    artists: artistForms(
      { ...wanted, artists: wanted.artists.slice(0, 40).map((name) => name.slice(0, 300)) },
      foreign,
    ),
    album: album.base.join(''),
    wholeAlbum: tokenise((wanted.album ?? '').slice(0, 500)).compact,
    albumNameVersions: albumName,
    albumVersions: [...albumName, ...album.versions],
    seconds,
    folders: new Map(),
  };
}
