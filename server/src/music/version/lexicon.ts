import { memo } from '../memo.ts';
import { isSlip } from '../slips.ts';
import { isBeyondLatin } from '../text.ts';
import type { VersionKind } from './kinds.ts';
import { glued, languages, neutral, phrases } from './phrases.ts';
import { afterLive, neutralSpellings } from './words.ts';

/** Some words that mean one kind of version. */
export interface Phrase {
  readonly words: readonly string[];
  readonly kind: VersionKind;
}

const split = (list: string): string[] => list.split(',').map((phrase) => phrase.trim().replace(/\s+/g, ' '));
const year = /^(?:19|20)\d\d$/;
/** Catalogue numbers (`MOTH012`), fingerprints and video ids that uploaders append. */
const catalogue = /^[a-z]{2,6}\d{2,5}[a-z]?$/;
const checksum = /^(?:(?=.*\d)[0-9a-f]{8,32}|(?=[a-z0-9]*\d)(?=[a-z0-9]*[a-z])[a-z0-9]{10,32})$/;
const byFirstWord = new Map<string, Phrase[]>();
for (const [kind, list] of Object.entries(phrases)) {
  for (const phrase of split(list)) {
    const words = phrase.split(' ');
    const first = words[0] ?? '';
    const entry: Phrase = { words, kind: kind as VersionKind };
    byFirstWord.set(
      first,
      [...(byFirstWord.get(first) ?? []), entry].sort((a, b) => b.words.length - a.words.length),
    );
  }
}
const languageWords: ReadonlySet<string> = new Set(split(languages));
const neutralWords: ReadonlySet<string> = new Set(split(neutral).flatMap((phrase) => phrase.split(' ')));

/** Whether a word is a language in which songs are sung. */
export function isLanguage(word: string): boolean {
  return languageWords.has(word);
}

/** Whether a word is a year, a catalogue number or a technical fingerprint. */
export function isStamp(word: string): boolean {
  return year.test(word) || checksum.test(word) || catalogue.test(word);
}

/** Whether a word says nothing about which recording it is: edition, mastering, packaging, quality, or a year. */
export function isNeutralWord(word: string): boolean {
  return neutralWords.has(word) || isStamp(word);
}

function isLivingWord(group: readonly string[], at: number): boolean {
  if (at === 0 || group[at] !== 'live') return false;
  const next = group[at + 1];
  return (
    next !== undefined && !afterLive.has(next) && !/^\d/.test(next) && !byFirstWord.has(next) && !neutralWords.has(next)
  );
}

/** The longest known phrase that starts at a word of a group. */
export function phraseAt(group: readonly string[], at: number): Phrase | null {
  const list = byFirstWord.get(group[at] ?? '');
  if (list === undefined || isLivingWord(group, at)) return null;
  for (const phrase of list) {
    let fits = at + phrase.words.length <= group.length;
    for (let k = 1; fits && k < phrase.words.length; k += 1) fits = group[at + k] === phrase.words[k];
    if (fits) return phrase;
  }
  return null;
}

/** The version kind that a word of a script without spaces holds somewhere inside. */
export function kindInside(word: string): VersionKind | null {
  return isBeyondLatin(word) ? (glued.find(([part]) => word.includes(part))?.[1] ?? null) : null;
}

function deletions(word: string): Set<string> {
  const out = new Set([word]);
  for (let at = 0; at < word.length; at += 1) out.add(word.slice(0, at) + word.slice(at + 1));
  return out;
}

/** Vocabulary by every way to lose one letter, itself included: two words one slip apart share an entry (symmetric deletion). */
const byDeletion = new Map<string, string[]>();
const phraseWords = [...byFirstWord.values()].flat().flatMap(({ words }) => words);
for (const word of new Set([
  ...phraseWords.filter((word) => word.length >= 5),
  ...languageWords,
  ...neutralSpellings,
])) {
  for (const shorter of deletions(word)) byDeletion.set(shorter, [...(byDeletion.get(shorter) ?? []), word]);
}

/** The vocabulary word that is meant by a misspelt one (`Remsater`, `Acousuic`, `Ottake`); `null` when none is near. */
export const respell = memo<string | null>(4000, (word) => {
  if (word.length < 4 || word.length > 16 || byFirstWord.has(word) || neutralWords.has(word) || isBeyondLatin(word))
    return null;
  for (const key of deletions(word)) {
    for (const known of byDeletion.get(key) ?? []) {
      if ((!neutralSpellings.has(known) || word.length >= 6) && isSlip(word, known)) return known;
    }
  }
  return null;
});
