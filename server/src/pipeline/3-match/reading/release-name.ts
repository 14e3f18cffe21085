/** What a release or folder name says; text as written, `null` where it says nothing. */
export interface ReleaseName {
  readonly artist: string | null;
  readonly album: string | null;
  readonly year: number | null;
}

const year = /^(?:19|20)\d\d$/;
const anyYear = /(?<!\d)((?:19|20)\d\d)(?!\d)/;
const tagWord =
  /^(?:flac|mp3|m4a|aac|ogg|opus|alac|wav|ape|wma|lossless|lossy|web|webrip|cd|cda|cdr|cdm|cds|cdrip|cdep|\d?cds?|\d?lps?|ep|vinyl|vinylrip|lp|rip|kbps|kbit|kbit\/s|khz|bit|24bit|16bit|hi-?res|vbr|cbr|v0|v2|eac|log|cue|tracks|album|single|retail|promo|advance|bootleg|reissue|remaster(?:ed)?|deluxe|expanded|limited|proper|repack|dvd|sacd|tape|cassette|split|\d{2,4} ?k(?:bps)?|320|256|192|128|24-\d+|16-44(?:\.1)?|mp3-\d+)$/i;
const tagInside =
  /(?:19|20)\d\d|flac|mp3|m4a|aac|lossless|kbps|web|vinyl|cd|rip|album|edition|deluxe|remaster|version|ep|single|bonus|anniversary|expanded|label|24-\d|16-\d|\b(?:320|256|192|128|v0|v2)\b|explicit|clean|ost|soundtrack|reissue|mono|stereo|japan|limited|disc|log|cue/i;
const bracket = /[([{]([^()[\]{}]*)[)\]}]/;

/** Cuts the technical tail: brackets with formats, years and editions, and trailing words of that kind. Never leaves nothing. */
function withoutTags(text: string): string {
  let kept = text.trim();
  for (let guard = 0; guard < 12; guard += 1) {
    const found = bracket.exec(kept);
    if (found === null || found.index === 0 || !tagInside.test(found[1] ?? '')) break;
    kept = kept.slice(0, found.index).trim();
  }
  const words = kept.split(/\s+/);
  while (words.length > 1) {
    const last = (words.at(-1) ?? '').replace(/[,;.]+$/, '');
    if (last !== '' && last !== '-' && !year.test(last) && !tagWord.test(last)) break;
    words.pop();
  }
  return (
    words
      .join(' ')
      .replace(/[\s,;-]+$/, '')
      .trim() || kept
  );
}

/** Reads `Artist - Album (2009) [FLAC]`, `Artist-Album-WEB-2009-GRP`, `2009 - Album`, `[2009] Album` and the like. */
export function parseReleaseName(name: string): ReleaseName {
  const text = name.slice(0, 400).trim();
  const found = anyYear.exec(text);
  const released = found === null ? null : Number(found[1]);
  let rest = text;
  for (let guard = 0; guard < 6; guard += 1) {
    const lead = /^[([{][^()[\]{}]*[)\]}]\s*/.exec(rest);
    if (lead === null || lead[0].length === rest.length) break;
    rest = rest.slice(lead[0].length);
  }
  if (!/\s[-–—]\s/.test(rest) && /\w-\w|_|\)-/.test(rest)) {
    const parts = rest
      .split('-')
      .map((part) => part.replaceAll('_', ' ').trim())
      .filter((part) => part !== '');
    const end = parts.findIndex(
      (part, at) =>
        at >= 2 && (year.test(part) || tagWord.test(part) || /^[([{]/.test(part) || /^[A-Z0-9]{2,5}$/.test(part)),
    );
    if (parts.length >= 3 && end !== -1)
      return { artist: parts[0] ?? null, album: withoutTags(parts.slice(1, end).join('-')), year: released };
    if (parts.length === 2) return { artist: parts[0] ?? null, album: withoutTags(parts[1] ?? ''), year: released };
  }
  const parts = rest
    .replaceAll('_', ' ')
    .split(/\s[-–—]+\s/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const first = parts[0] ?? '';
  if (parts.length > 1 && year.test(first))
    return { artist: null, album: withoutTags(parts.slice(1).join(' - ')), year: Number(first) };
  if (parts.length > 1) {
    let last = parts.length;
    while (
      last > 2 &&
      (year.test(parts[last - 1] ?? '') ||
        withoutTags(`x ${parts[last - 1] ?? ''}`) === 'x' ||
        tagWord.test((parts[last - 1] ?? '').split(/[\s,]/)[0] ?? '') ||
        year.test((parts[last - 1] ?? '').split(/[\s,]/)[0] ?? ''))
    )
      last -= 1;
    return { artist: first, album: withoutTags(parts.slice(1, last).join(' - ')), year: released };
  }
  const led = /^((?:19|20)\d\d)[.\s]+(?=\S)/.exec(first);
  return { artist: null, album: withoutTags(led === null ? first : first.slice(led[0].length)), year: released };
}
