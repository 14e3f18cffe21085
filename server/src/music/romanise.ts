import anyAscii from 'any-ascii';

const initials = 'g kk n d tt r m b pp s ss  j jj ch k t p h'.split(' ');
const vowels = 'a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(' ');
const finals = ' k k k n n n t l k m l l l p l m p p t t ng t t k t p t'.split(' ');
// Final consonants move over to a following vowel: 사랑하니까 stays, 임우혁 is Imuhyeok, 먹어 is meogeo.
const linked = ' g kk gs n nj n d r lg lm lb ls lt lp r m b bs s ss ng j ch k t p h'.split(' ');

/** Hangul syllables by Revised Romanisation of Korean (2000), without the assimilations inside clusters. */
function hangul(text: string): string {
  let out = '';
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at) - 0xac00;
    if (code < 0 || code > 11_171) {
      out += text.charAt(at);
      continue;
    }
    const final = code % 28;
    const next = text.charCodeAt(at + 1) - 0xac00;
    const vowelFollows = next >= 0 && next <= 11_171 && Math.floor(next / 588) === 11;
    out += `${initials[Math.floor(code / 588)]}${vowels[Math.floor(code / 28) % 21]}${(vowelFollows ? linked : finals)[final]}`;
  }
  return out;
}

const hasHangul = /[가-힣]/;

/** Latin letters for any script, lower case without spaces and signs. A second chance only: kanji, for one, get their Chinese reading. */
export function romanise(text: string): string {
  const latin = anyAscii(hasHangul.test(text) ? hangul(text) : text);
  return latin.toLowerCase().replace(/[^a-z0-9]+/g, '');
}

/**
 * Romanised text reduced to what all romanisations agree on: voiced and unvoiced, l and r, long vowels and doubled letters fold together. For comparing
 * `Imuhyeog` with `Im U-hyeok`, `Tchaikovsky` with `Chaykovskiy`.
 */
export function soundSkeleton(text: string): string {
  return (
    romanise(text)
      // Inside a word `j` is the glide of Slavic romanisations (`Lilija`, `Pej`).
      .replace(/(?<=[a-z])j/g, 'y')
      .replace(/tsch|tch|ch|zh|j|dz|ts|tz|c(?=[ei])|q/g, 'z')
      .replace(/sh|sch|x/g, 's')
      .replace(/kh|gh|ck|g|c/g, 'k')
      .replace(/ph|f|v|w|b/g, 'p')
      .replace(/th|d/g, 't')
      .replace(/l/g, 'r')
      .replace(/y/g, 'i')
      .replace(/ou|oo|wo|eo/g, 'o')
      .replace(/eu|uu/g, 'u')
      .replace(/ei|ae|ie/g, 'e')
      .replace(/h/g, '')
      .replace(/(.)\1+/g, '$1')
  );
}
