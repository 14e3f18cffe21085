/**
 * Letters that Unicode decomposition leaves whole although people type the plain one; lower case.
 * Source: the "Latin-ASCII" transform of Unicode CLDR, reduced to the letters seen in names.
 */
// biome-ignore format: a table reads better in rows
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', đ: 'd', ð: 'd', ł: 'l', ı: 'i', þ: 'th', ħ: 'h', ŋ: 'n', ƒ: 'f', ə: 'e', ς: 'σ',
};
const plainLetter = /[ßøæœđðłıþħŋƒəς]/g;
const ascii = /^[ -~]*$/;
/** Letters outside Latin: Greek begins at U+0370, after the marks that fold away. */
const otherScript = /[\u0370-\u1dff\u1f00-\u1fff\u2c00-\ud7ff\uf900-\ufdff\ufe70-\ufefe\uff66-\uffdc]/;
/** Marks that only decorate: Latin/Greek/Cyrillic accents, Hebrew points, Arabic vowel signs and kashida. Others (Thai, Indic, kana) are letters. */
const decorations =
  /(?:[\u0300-\u036f]|[\u0591-\u05bd\u05bf-\u05c7]|[\u0610-\u061a\u064b-\u065f\u0670]|[\u0640\u200b-\u200f\u2060]|[\ufe0e\ufe0f])/gu;
const apostrophes = /['\u2018\u2019\u201a\u201b\u02bc\u02b9\u00b4`\u2032\uff07]/g;
/** Letters, digits and the marks that belong to a letter. */
const wordRun = /[\p{L}\p{N}\p{M}]+/gu;

/** Whether a text has letters of another script than Latin. */
export function isBeyondLatin(text: string): boolean {
  return otherScript.test(text);
}

/** Lower case, width, ligatures, accents and decorative marks folded; every script stays what it is. Punctuation is kept. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (ascii.test(lower)) return lower;
  return lower
    .normalize('NFKD')
    .replace(decorations, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(plainLetter, (letter) => plainLetters[letter] ?? letter)
    .replace(/(?<=[a-z])я|я(?=[a-z])/g, 'r');
}

/** Characters that stand for a letter inside a stylised name: P!nk, Ke$ha, A$AP, M@ry. */
const stylised = /\$(?=[\p{L}])|(?<=[\p{L}])\$|(?<=\p{L})[!@](?=\p{L})/gu;
const stylisedLetter: Readonly<Record<string, string>> = { $: 's', '!': 'i', '@': 'a' };

/**
 * Splits a text into comparable words: folded, apostrophes dropped (`don't` is `dont`), `&` and `+` read as `and`, initials joined (`R.E.M.` is `rem`).
 * A text of symbols only (`!!!`, `÷`) is one word of these symbols, so that it still equals itself; blank text gives no word.
 */
export function words(text: string): string[] {
  let folded = fold(text);
  if (folded.includes('$') || folded.includes('!') || folded.includes('@')) {
    folded = folded.replace(stylised, (sign) => stylisedLetter[sign] ?? ' ');
  }
  folded = folded.replace(apostrophes, '');
  if (folded.includes('&') || folded.includes('+'))
    folded = folded.replace(/(?<=[\p{L}\p{N}\s)\]])[&+](?=[\p{L}\p{N}\s([])/gu, ' and ');
  if (folded.includes('.')) folded = folded.replace(/(?<![\p{L}\p{N}])(\p{L})\.(?=\p{L}(?![\p{L}\p{N}]))/gu, '$1');
  const found = folded.match(wordRun);
  if (found !== null) return found;
  const symbols = folded.replace(/\s+/g, '');
  return symbols === '' ? [] : [symbols];
}

/** The comparable form of a text: its words with one space between. Unicode first: native scripts are kept, never transliterated. */
export function normalise(text: string): string {
  return words(text).join(' ');
}

/** The comparable form without spaces: equal for `5/5`, `5_5` and `55`, the ways in which file systems spoil a name. */
export function compact(text: string): string {
  return words(text).join('');
}
