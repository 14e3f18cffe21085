const spacedDash = /\s+[-‐‑‒–—―−﹣－]+\s+/u;
const longDash = /\s*[–—―]\s*/u;
// "Stand by Me" and "Day by Day" are titles.
const by =
  /\s+by\s+(?!(?:me|you|us|him|her|them|it|day|night|step|one|myself|yourself|my side|your side)(?:\s|$))(?=\S)/i;
const leaningDash = /(?:\s[-−](?=\S))|(?:(?<=\S)[-−]\s)/u;

/**
 * Splits `Artist - Title` at the first separator: a dash of any kind between blanks, else a long dash without blanks, else ` | ` or a tab,
 * else ` by ` (title first). `null` when there is none or one side is empty. A bare hyphen is part of too many names to split at.
 */
export function splitArtistTitle(text: string): { readonly artist: string; readonly title: string } | null {
  return splitCompact(compact(text));
}

/** Runs of blanks to one: besides tidiness, patterns that begin with blanks would take quadratic time on long runs. */
export function compact(text: string): string {
  return text.replace(/[^\S\t]+/g, ' ').replace(/ ?\t[ \t]*/g, '\t');
}

function splitCompact(text: string): { readonly artist: string; readonly title: string } | null {
  for (const separator of [spacedDash, longDash, /\t+/, /\s*\|\s*/]) {
    const found = separator.exec(text);
    if (found) return sides(text.slice(0, found.index), text.slice(found.index + found[0].length));
  }
  const credit = by.exec(text);
  if (credit) return sides(text.slice(credit.index + credit[0].length), text.slice(0, credit.index));
  const leaning = leaningDash.exec(text);
  return leaning ? sides(text.slice(0, leaning.index), text.slice(leaning.index + leaning[0].length)) : null;
}

function sides(artist: string, title: string): { readonly artist: string; readonly title: string } | null {
  return artist.trim() === '' || title.trim() === '' ? null : { artist: artist.trim(), title: title.trim() };
}
