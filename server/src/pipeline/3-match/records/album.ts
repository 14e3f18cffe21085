import { compareVersions, nearlySame, nearlySameWords, parseTitle, partNumber, type VersionMark } from '#music';
import { artistLikeness } from './artists.ts';
import type { Likeness } from './recording.ts';

/** An album as somebody names it. */
export interface AlbumRecord {
  readonly title: string;
  readonly artists: readonly string[];
  readonly year?: number | null;
}

/** Kinds that make another album of the same name; editions and masterings do not. */
const dividing = new Set([
  'live',
  'remix',
  'acoustic',
  'instrumental',
  'acappella',
  'demo',
  'rerecording',
  'language',
  'part',
  'speed',
  'stem',
  'medley',
  'cover',
]);
const soundtrack =
  /\b(?:original|music|score|songs)\b.*\b(?:soundtrack|score|motion picture|film|movie|picture|series|cast)\b|\bo\.?s\.?t\b\.?|\bsoundtrack\b/i;
const packaging = new Set([
  'single',
  'ep',
  'lp',
  'bonus',
  'edition',
  'version',
  'deluxe',
  'remaster',
  'remastered',
  'expanded',
  'anniversary',
  'explicit',
  'clean',
]);
const number = /^\d+$/;
/** Roman numbers as volumes are counted with; `i` and single letters inside a name are words. */
const roman = /^(?:ii|iii|iv|v|vi|vii|viii|ix|x|xi|xii)$/;

interface ReadAlbum {
  readonly words: readonly string[];
  readonly base: string;
  readonly rest: string;
  readonly numbers: string;
  readonly versions: readonly VersionMark[];
  readonly soundtrack: boolean;
}

function read(title: string): ReadAlbum {
  const parsed = parseTitle(title.slice(0, 500));
  const isSoundtrack = soundtrack.test(title);
  const base = parsed.base.filter((word, at) => !(at > 0 && isSoundtrack && (word === 'ost' || word === 'soundtrack')));
  const rest = parsed.subtitles.filter(
    (words) => !words.some((word) => packaging.has(word)) && !soundtrack.test(words.join(' ')),
  );
  const words = [...base, ...rest.flat()];
  return {
    words: base,
    base: base.join(''),
    rest: rest.map((group) => group.join('')).join(''),
    numbers: [
      ...[...title.slice(0, 500).matchAll(/\d+\.\d+/g)].map(([found]) => found),
      ...words.flatMap((word, at) =>
        number.test(word) || (at > 0 && roman.test(word)) ? [partNumber(word) ?? word] : [],
      ),
      ...parsed.versions.filter(({ kind }) => kind === 'part').map(({ detail }) => detail),
    ].join(' '),
    versions: parsed.versions.filter(({ kind }) => dividing.has(kind) && kind !== 'part'),
    soundtrack: isSoundtrack,
  };
}

/** Whether two names mean the same album in any edition: deluxe, anniversary, remaster and regional ones are the same; live, remix and other volumes are not. */
export function compareAlbums(left: AlbumRecord, right: AlbumRecord): Likeness {
  const artist = artistLikeness(left.artists, right.artists);
  if (artist === 0) return { score: 0, match: false, because: 'artist' };
  const [a, b] = [read(left.title), read(right.title)];
  let name = 0;
  if (a.base !== '' && a.base === b.base)
    name = a.rest === b.rest ? 1 : a.rest === '' || b.rest === '' ? 0.8 : nearlySame(a.rest, b.rest) ? 0.9 : 0.3;
  else if (a.base + a.rest === b.base + b.rest) name = 0.95;
  else if (a.rest === b.rest && nearlySameWords(a.words, b.words)) name = 0.85;
  if (name < 0.5) return { score: 0.3 * name, match: false, because: 'title' };
  if (a.numbers !== b.numbers) return { score: 0.3, match: false, because: 'version' };
  const version = compareVersions(a.versions, b.versions);
  const vagueRemix = version.vague && a.versions.some(({ kind }) => kind === 'remix');
  if (vagueRemix || version.extra.length > 0 || version.missing.length > 0 || version.conflict.length > 0)
    return { score: 0.25, match: false, because: 'version' };
  const score = name * artist;
  return { score, match: score >= 0.6, because: 'agreement' };
}
