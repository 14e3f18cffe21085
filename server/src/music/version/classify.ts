import { isSlip } from '../slips.ts';
import type { VersionKind, VersionMark } from './kinds.ts';
import { glued, languages, neutral, phrases } from './phrases.ts';

/** What a bracket, a dash suffix or a run of left-over words says about a recording. */
export interface Qualifier {
  readonly marks: readonly VersionMark[];
  /** It names guests or producers (`feat. X`, `prod. Y`): no statement about the version. */
  readonly credit: boolean;
  /** Words that are neither version, nor neutral, nor part of a mark's detail. Empty: fully understood. */
  readonly unknown: readonly string[];
}

interface Phrase {
  readonly words: readonly string[];
  readonly kind: VersionKind;
}

const split = (list: string): string[] => list.split(',').map((phrase) => phrase.trim().replace(/\s+/g, ' '));

const byFirstWord = new Map<string, Phrase[]>();
for (const [kind, list] of Object.entries(phrases)) {
  for (const phrase of split(list)) {
    const parts = phrase.split(' ');
    const first = parts[0] ?? '';
    const known = byFirstWord.get(first);
    const entry: Phrase = { words: parts, kind: kind as VersionKind };
    if (known === undefined) byFirstWord.set(first, [entry]);
    else known.push(entry);
  }
}
for (const list of byFirstWord.values()) list.sort((a, b) => b.words.length - a.words.length);

const languageWords: ReadonlySet<string> = new Set(split(languages));
const neutralWords: ReadonlySet<string> = new Set(split(neutral).flatMap((phrase) => phrase.split(' ')));
const creditWords: ReadonlySet<string> = new Set([
  'feat',
  'ft',
  'featuring',
  'feats',
  'fts',
  'with',
  'w',
  'prod',
  'produced',
  'producer',
  'duet',
  'con',
  'avec',
  'mit',
  'met',
  'guest',
  'vocal',
  'vocals',
  'arr',
  'arranged',
  'при',
  'уч',
  'совместно',
]);
const featureWords: ReadonlySet<string> = new Set(['feat', 'ft', 'featuring', 'feats']);
const partWords: ReadonlySet<string> = new Set([
  'part',
  'pt',
  'pts',
  'parts',
  'vol',
  'volume',
  'chapter',
  'ch',
  'teil',
  'parte',
  'partie',
  'deel',
  'del',
  'cast',
  'czesc',
  'часть',
  'ч',
  'episode',
  'no',
  'nr',
  'number',
  'act',
  'book',
  'movement',
]);
const fillers: ReadonlySet<string> = new Set([
  'the',
  'a',
  'an',
  'at',
  'in',
  'on',
  'by',
  'from',
  'of',
  'and',
  'de',
  'del',
  'la',
  'le',
  'en',
  'for',
  'to',
  's',
  'y',
  'e',
  'et',
  'und',
  'im',
  'am',
  'au',
  'du',
  'los',
  'version',
  'ver',
  'mix',
  'edit',
  'take',
  '版',
  'ver',
]);
const romans: ReadonlyMap<string, string> = new Map([
  ['i', '1'],
  ['ii', '2'],
  ['iii', '3'],
  ['iv', '4'],
  ['v', '5'],
  ['vi', '6'],
  ['vii', '7'],
  ['viii', '8'],
  ['ix', '9'],
  ['x', '10'],
  ['xi', '11'],
  ['xii', '12'],
  ['one', '1'],
  ['two', '2'],
  ['three', '3'],
  ['four', '4'],
  ['five', '5'],
  ['six', '6'],
  ['seven', '7'],
  ['eight', '8'],
  ['nine', '9'],
  ['ten', '10'],
]);
const digits = /^\d+$/;
const year = /^(?:19|20)\d\d$/;
/** Hexadecimal fingerprints that some uploaders append. */
const checksum = /^(?=.*\d)[0-9a-f]{8,32}$/;
const beyondLatin = /[^\u0000-\u024f]/;

/** The plain number that a part is called by: `II`, `two`, `02` are `2`; `null` for anything else. */
export function partNumber(word: string): string | null {
  if (digits.test(word)) return word.replace(/^0+(?=\d)/, '');
  return romans.get(word) ?? null;
}

/** Whether a word opens a credit that may stand without brackets (`feat`, `ft`, `featuring`). */
export function isFeatureWord(word: string): boolean {
  return featureWords.has(word);
}

/** Whether a word says nothing about which recording it is: edition, mastering, packaging, quality, or a year. */
export function isNeutralWord(word: string): boolean {
  return neutralWords.has(word) || year.test(word) || checksum.test(word);
}

/** What follows `live` when it speaks of a concert and not of living (`Live at Leeds`, not `We Live Forever`). */
const afterLive: ReadonlySet<string> = new Set([
  'at',
  'in',
  'from',
  'on',
  'im',
  'en',
  'au',
  'a',
  'bei',
  'auf',
  'by',
  'with',
  'for',
  'and',
  'acoustic',
  'version',
  'session',
  'sessions',
  'recording',
  'take',
  'mix',
  'edit',
  'bootleg',
  'lounge',
  'medley',
  'remaster',
  'remastered',
  'concert',
  'tour',
  'performance',
  'broadcast',
  'studio',
  'ver',
  'instrumental',
  'unplugged',
  'demo',
  'bonus',
  'audio',
  'video',
  'aus',
  'aus',
  'dal',
  'dall',
  'from',
  'the',
  'radio',
  'bbc',
]);

function isLivingWord(group: readonly string[], at: number): boolean {
  if (at === 0 || group[at] !== 'live') return false;
  const next = group[at + 1];
  return (
    next !== undefined && !afterLive.has(next) && !/^\d/.test(next) && !byFirstWord.has(next) && !neutralWords.has(next)
  );
}

/** Words long and telling enough to be recognised with a slip of the pen (`Remsater`, `Acousuic`, `Ottake`). */
const spellings: readonly string[] = [
  ...new Set(
    [...byFirstWord.values()]
      .flat()
      .flatMap(({ words }) => words)
      .filter((word) => word.length >= 5),
  ),
  ...languageWords,
  'remaster',
  'remastered',
  'original',
  'explicit',
  'version',
  'edition',
];
const neutralSpellings: ReadonlySet<string> = new Set([
  'remaster',
  'remastered',
  'original',
  'explicit',
  'version',
  'edition',
]);

/** Vocabulary by every way to lose one letter, itself included: two words one slip apart share an entry. */
const byDeletion = new Map<string, string[]>();
for (const word of spellings) {
  for (const shorter of deletions(word)) {
    const known = byDeletion.get(shorter);
    if (known === undefined) byDeletion.set(shorter, [word]);
    else known.push(word);
  }
}

function deletions(word: string): Set<string> {
  const out = new Set([word]);
  for (let at = 0; at < word.length; at += 1) out.add(word.slice(0, at) + word.slice(at + 1));
  return out;
}

/** The vocabulary word that is meant by a misspelt one; `null` when none is near. */
function respell(word: string): string | null {
  if (word.length < 4 || word.length > 16 || byFirstWord.has(word) || beyondLatin.test(word)) return null;
  for (const key of deletions(word)) {
    for (const known of byDeletion.get(key) ?? []) {
      if ((!neutralSpellings.has(known) || word.length >= 6) && isSlip(word, known)) return known;
    }
  }
  return null;
}

function phraseAt(group: readonly string[], at: number): Phrase | null {
  const list = byFirstWord.get(group[at] ?? '');
  if (list === undefined || isLivingWord(group, at)) return null;
  for (const phrase of list) {
    let fits = at + phrase.words.length <= group.length;
    for (let k = 1; fits && k < phrase.words.length; k += 1) fits = group[at + k] === phrase.words[k];
    if (fits) return phrase;
  }
  return null;
}

/**
 * Reads one group of words (a bracket, a dash suffix). The kind words are taken out, what is left becomes the detail of the mark (remixer, place, language);
 * `X Version`, `X Mix` and `X Edit` are versions even when X is not in any list.
 */
export function classify(group: readonly string[]): Qualifier {
  const said = classifyAsWritten(group);
  if (
    said.unknown.length === 0 &&
    !said.marks.some(({ kind, detail }) => detail !== '' && (kind === 'variant' || kind === 'remix'))
  )
    return said;
  let respelt: string[] | null = null;
  for (let at = 0; at < group.length; at += 1) {
    const word = group[at] as string;
    const meant = neutralWords.has(word) ? null : respell(word);
    if (meant !== null) (respelt ??= [...group])[at] = meant;
  }
  return respelt === null ? said : classifyAsWritten(respelt);
}

const sourceWords: ReadonlySet<string> = new Set([
  'soundtrack',
  'ost',
  'film',
  'movie',
  'musical',
  'pictures',
  '主題歌',
  '主题曲',
  '主題曲',
  '插曲',
  '片尾曲',
  '片头曲',
  '片頭曲',
]);

/** Where a song comes from (`From "Pretty Woman"`, `Music from the Motion Picture`): a credit to a film, not a version. */
function isSource(group: readonly string[]): boolean {
  const [first = '', second = ''] = group;
  if (
    first === 'from' ||
    (second === 'from' &&
      (first === 'music' || first === 'theme' || first === 'song' || first === 'songs' || first === 'taken'))
  )
    return !group.includes('live');
  return group.some((word, at) => sourceWords.has(word) || (word === 'motion' && group[at + 1] === 'picture'));
}

function classifyAsWritten(group: readonly string[]): Qualifier {
  if (group.length === 0) return { marks: [], credit: false, unknown: [] };
  if (creditWords.has(group[0] ?? '') && phraseAt(group, 0) === null) return { marks: [], credit: true, unknown: [] };
  if (isSource(group)) return { marks: [], credit: true, unknown: [] };
  const kinds: VersionKind[] = [];
  const rest: string[] = [];
  const marks: VersionMark[] = [];
  let generic = '';
  for (let at = 0; at < group.length; ) {
    const word = group[at] ?? '';
    const next = group[at + 1];
    if (partWords.has(word) && next !== undefined && partNumber(next) !== null) {
      marks.push({ kind: 'part', detail: partNumber(next) ?? '' });
      at += 2;
      continue;
    }
    const phrase = phraseAt(group, at);
    if (phrase !== null) {
      kinds.push(phrase.kind);
      at += phrase.words.length;
      continue;
    }
    const glue = beyondLatin.test(word) ? glued.find(([part]) => word.includes(part)) : undefined;
    if (glue !== undefined) kinds.push(glue[1]);
    else if (languageWords.has(word)) marks.push({ kind: 'language', detail: word });
    else rest.push(word);
    if (word === 'version' || word === 'ver' || word === 'mix' || word === '版') generic = word;
    at += 1;
  }
  const detailWords = rest.filter((word) => !fillers.has(word) && !neutralWords.has(word));
  const names = detailWords.filter((word) => !year.test(word) && !checksum.test(word));
  const detail = detailWords.join(' ');
  const distinct = [...new Set(kinds)];

  // "Acoustic Session", "Live Acoustic": a session is live only where nothing stronger is said.
  for (const kind of distinct) {
    if (kind === 'edit' && names.length > 0 && !distinct.includes('remix'))
      marks.push({ kind: 'remix', detail: names.join(' ') });
    else marks.push({ kind, detail: kind === 'live' ? detail : names.join(' ') });
  }
  if (marks.length > 0) return { marks, credit: false, unknown: [] };
  if (names.length > 0 && generic !== '')
    return {
      marks: [{ kind: generic === 'mix' ? 'remix' : 'variant', detail: names.join(' ') }],
      credit: false,
      unknown: [],
    };
  if (generic !== '' && rest.some((word) => word === 'us' || word === 'uk' || word === 'usa' || word === 'eu')) {
    return {
      marks: [{ kind: 'variant', detail: rest.filter((word) => word !== generic).join(' ') }],
      credit: false,
      unknown: [],
    };
  }
  return { marks: [], credit: false, unknown: names };
}
