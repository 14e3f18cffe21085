import { isBeyondLatin } from '../text.ts';
import type { VersionKind, VersionMark } from './kinds.ts';
import { isLanguage, isNeutralWord, isStamp, kindInside, phraseAt, respell } from './lexicon.ts';
import {
  creditWords,
  featureWords,
  fillers,
  genericWords,
  masteringWords,
  partWords,
  regionWords,
  siteWords,
  sourceWords,
} from './words.ts';

/** What a bracket, a dash suffix or a run of left-over words says about a recording. */
export interface Qualifier {
  readonly marks: readonly VersionMark[];
  /** It names guests, producers or a film (`feat. X`, `prod. Y`, `From "Z"`): no statement about the version. */
  readonly credit: boolean;
  /** Words that are neither version, nor neutral, nor part of a mark's detail. Empty: fully understood. */
  readonly unknown: readonly string[];
}

const nothing: Qualifier = { marks: [], credit: false, unknown: [] };
const aCredit: Qualifier = { marks: [], credit: true, unknown: [] };
const romans = new Map(
  'i ii iii iv v vi vii viii ix x xi xii'.split(' ').map((word, at): [string, string] => [word, String(at + 1)]),
);
const counted = new Map(
  'one two three four five six seven eight nine ten'
    .split(' ')
    .map((word, at): [string, string] => [word, String(at + 1)]),
);

/** The plain number that a part is called by: `II`, `two`, `02` are `2`; `null` for anything else. */
export function partNumber(word: string): string | null {
  if (/^\d+$/.test(word)) return word.replace(/^0+(?=\d)/, '');
  return romans.get(word) ?? counted.get(word) ?? null;
}

/** Whether a word opens a credit that may stand without brackets (`feat`, `ft`, `featuring`). */
export function isFeatureWord(word: string): boolean {
  return featureWords.has(word);
}

const filmSongs = ['主題歌', '主题曲', '主題曲', '插曲', '片尾曲', '片头曲', '片頭曲', '主题歌'];
const isSongOfFilm = (word: string): boolean => isBeyondLatin(word) && filmSongs.some((name) => word.includes(name));

/** Where a song comes from (`From "Pretty Woman"`, `Music from the Motion Picture`): a credit to a film, not a version. */
function isSource(group: readonly string[]): boolean {
  const [first = '', second = ''] = group;
  if (first === 'from' || (second === 'from' && ['music', 'theme', 'song', 'songs', 'taken'].includes(first)))
    return !group.includes('live');
  return group.some(
    (word, at) => sourceWords.has(word) || isSongOfFilm(word) || (word === 'motion' && group[at + 1] === 'picture'),
  );
}

/** `Vocal Mix`, `With Strings Version`: a credit word that begins the name of a version. */
function isVersionOf(group: readonly string[]): boolean {
  return group.length < 5 && genericWords.has(group.at(-1) ?? '') && !isFeatureWord(group[0] ?? '');
}

/** An uploader's internet address. */
function isSite(group: readonly string[]): boolean {
  return group[0] === 'www' || (group.length > 1 && group.length < 5 && siteWords.has(group.at(-1) ?? ''));
}

/**
 * Reads one group of words (a bracket, a dash suffix). The kind words are taken out, what is left becomes the detail of the mark (remixer, place,
 * language); `X Version`, `X Mix` and `X Edit` are versions even when X is in no list. Misspelt version words are understood.
 */
export function classify(group: readonly string[]): Qualifier {
  const said = asWritten(group);
  if (
    said.unknown.length === 0 &&
    !said.marks.some(({ kind, detail }) => detail !== '' && (kind === 'variant' || kind === 'remix'))
  )
    return said;
  let meant: string[] | null = null;
  for (let at = 0; at < group.length && at < 40; at += 1) {
    const word = respell(group[at] as string);
    if (word !== null) (meant ??= [...group])[at] = word;
  }
  return meant === null ? said : asWritten(meant);
}

function asWritten(group: readonly string[]): Qualifier {
  if (group.length === 0) return nothing;
  if (creditWords.has(group[0] ?? '') && phraseAt(group, 0) === null && !isVersionOf(group)) return aCredit;
  if (isSource(group) || isSite(group)) return aCredit;
  const kinds: VersionKind[] = [];
  const rest: string[] = [];
  const marks: VersionMark[] = [];
  let generic = '';
  for (let at = 0; at < group.length; ) {
    const word = group[at] as string;
    const part = partWords.has(word) ? partNumber(group[at + 1] ?? '') : null;
    if (part !== null) {
      marks.push({ kind: 'part', detail: part });
      at += 2;
      continue;
    }
    const phrase = phraseAt(group, at);
    if (phrase !== null) {
      if (!kinds.includes(phrase.kind)) kinds.push(phrase.kind);
      at += phrase.words.length;
      continue;
    }
    const inside = kindInside(word);
    if (inside !== null) kinds.push(inside);
    else if (isLanguage(word)) marks.push({ kind: 'language', detail: word });
    else rest.push(word);
    if (genericWords.has(word)) generic = word;
    at += 1;
  }
  const detail = rest.filter((word) => !fillers.has(word) && (!isNeutralWord(word) || isStamp(word)));
  const names = detail.filter((word) => !isStamp(word));
  for (const kind of kinds) {
    if (kind === 'edit' && names.length > 0 && !kinds.includes('remix'))
      marks.push({ kind: 'remix', detail: names.join(' ') });
    else marks.push({ kind, detail: (kind === 'live' ? detail : names).join(' ') });
  }
  if (marks.length > 0) return { marks, credit: false, unknown: [] };
  if (generic !== '' && names.length > 0)
    return {
      marks: [{ kind: generic === 'mix' ? 'remix' : 'variant', detail: names.join(' ') }],
      credit: false,
      unknown: [],
    };
  if (generic !== '' && rest.some((word) => regionWords.has(word))) {
    return {
      marks: [{ kind: 'variant', detail: rest.filter((word) => word !== generic).join(' ') }],
      credit: false,
      unknown: [],
    };
  }
  // `2019 Version` is a new recording; `2019 Remastered Version` is not.
  if (
    generic !== '' &&
    generic !== 'mix' &&
    rest.some((word) => isStamp(word)) &&
    !rest.some((word) => masteringWords.has(word))
  ) {
    return { marks: [{ kind: 'rerecording', detail: '' }], credit: false, unknown: [] };
  }
  return names.length === 0 ? nothing : { marks: [], credit: false, unknown: names };
}
