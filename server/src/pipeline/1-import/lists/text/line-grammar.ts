import { type Entry, rejected } from '../entry.ts';
import { cleanText, excerpt } from '../fields/clean.ts';
import { splitArtists } from '../fields/credits.ts';
import { compact, splitArtistTitle } from '../fields/dash.ts';
import { describe } from '../fields/describe.ts';
import { parseReference, parseVideoId, type Reference } from '../fields/reference.ts';
import { isYear, parseDuration } from '../fields/values.ts';

/** Longest line that can be one track: three names and some links. */
export const maxTextLength = 5000;

const linkToken = /<?(?:spotify:[a-z]+:\S+|https?:\/\/[^\s<>"]+)>?/gi;
const numbering = /^(?:\(?\d{1,4}[.)\]:]\s+|#\d{1,4}[.:)]?\s+|\d{1,3}\s+[-–—]\s+(?=\S.*\s[-–—]\s)|[-*•·‣►▶–—]\s+)/u;
const bracketedTime = /\s*[([]\s*((?:\d{1,2}:)?\d{1,3}:[0-5]\d)\s*[)\]]\s*/;
const leadingTime = /^((?:\d{1,2}:)?\d{1,3}:[0-5]\d)\s+(?=\S)/;
const trailingTime = /(?<=\S)\s+((?:\d{1,2}:)?\d{1,3}:[0-5]\d)$/;

/**
 * One line of plain text, contract §9.2 and §9.3: Spotify references anywhere, numbering or a bullet, a duration `[h:]mm:ss`,
 * then `Artist - Title [| Album] [| Year]`. Gives a wish, a link, or a reason; `null` for blank lines and comments.
 */
export function parseLine(text: string, line: number): Entry | null {
  if (text.trim() === '' || /^\s*(?:#(?!\d)|\/\/)/.test(text)) return null;
  const place = { line, raw: excerpt(text) };
  if (text.includes('\0'))
    return rejected(
      'failed',
      place,
      'nul_byte',
      'The line contains NUL bytes; the file is damaged here. Export it again.',
    );

  if (text.length > maxTextLength)
    return rejected(
      'failed',
      place,
      'line_too_long',
      `The line has more than ${maxTextLength} characters; one line holds one track.`,
    );

  const links = text.match(linkToken) ?? [];
  const bare = tidy(links.length === 0 ? text : text.replace(linkToken, ' '));
  const references = links.map((link) => parseReference(link.replace(/^<|>$/g, ''))).filter((found) => found !== null);
  const { rest, durationMs } = takeDuration(bare);
  const names = readNames(rest);
  const best = strongest(references);
  if (names === null && best === null && links.length > 0) return unusableLink(links[0] ?? '', place);
  if (names === null && best === null)
    return rejected('failed', place, 'no_separator', 'No artist can be told from the title; write "Artist - Title".');
  return describe(
    {
      ...names,
      durationMs,
      ...(best === null ? {} : { reference: best }),
      ...albumOf(references),
    },
    place,
  );
}

/** `Artist - Title | Album | Year`; an extra segment of four digits is the year, any other one the album. `null` without a separator. */
function readNames(text: string) {
  const [first = '', ...extra] = text.split(/\s+\|\s+/);
  const both = splitArtistTitle(first);
  // Without a dash the pipe itself separates: "Artist | Title | Album".
  const pair = both ?? (extra.length > 0 ? splitArtistTitle(`${first} | ${extra.shift() ?? ''}`) : null);
  if (pair === null) return null;
  const [title = '', ...cells] = pair.title.split('\t').map((cell) => cell.trim());
  const segments = [...cells, ...extra].map((segment) => segment.trim()).filter((segment) => segment !== '');
  const year = segments.findLast(isYear);
  const album = segments.find((segment) => segment !== year);
  return {
    title,
    artists: splitArtists(pair.artist),
    ...(album === undefined ? {} : { album }),
    releaseDate: year ?? null,
  };
}

/** Takes a duration from brackets, the start or the end, unless the title would be gone (`JAY-Z - 4:44`). */
function takeDuration(text: string): { readonly rest: string; readonly durationMs: number | null } {
  for (const pattern of [bracketedTime, leadingTime, trailingTime]) {
    const found = pattern.exec(text);
    const durationMs = parseDuration(found?.[1] ?? '', 's');
    if (!found || durationMs === null) continue;
    const rest = tidy(`${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`);
    if (splitArtistTitle(rest)) return { rest, durationMs };
  }
  return { rest: text, durationMs: null };
}

/** Numbering and bullets off, blanks to one, separators without a right side off; tabs stay, they separate. */
function tidy(text: string): string {
  const trimmed = compact(text).trim();
  const without = trimmed.replace(numbering, '').trim();
  if (cleanText(without) === '') return trimmed;
  let end = without.length;
  while (end > 1 && ' \t-–—|'.includes(without[end - 1] ?? '')) end -= 1;
  // "Title -": only what stands behind a blank is a separator.
  return /^\s/.test(without.slice(end)) ? without.slice(0, end) : without;
}

/** The reference that says most about a line: a track before a playlist before anything else. */
function strongest(references: readonly Reference[]): string | null {
  for (const kind of [
    'track',
    'local',
    'playlist',
    'album',
    'episode',
    'show',
    'artist',
    'user',
    'collection',
    'short-link',
  ] as const) {
    const found = references.find((reference) => reference.kind === kind);
    if (found === undefined) continue;
    if (found.kind !== 'local') return found.url;
    const cell = (value: string): string => encodeURIComponent(value);
    return `spotify:local:${cell(found.artist)}:${cell(found.album)}:${cell(found.title)}:${found.seconds}`;
  }
  return null;
}

function albumOf(references: readonly Reference[]): { readonly albumReference?: string } {
  const album = references.find((reference) => reference.kind === 'album');
  return album?.kind === 'album' ? { albumReference: album.url } : {};
}

function unusableLink(link: string, place: { readonly line: number; readonly raw: string }): Entry {
  if (parseVideoId(link) !== null) return describe({ video: true }, place);
  const spotify = /^<?(?:spotify:|https?:\/\/(?:open|play)\.spotify\.com)/i.test(link);
  return spotify
    ? rejected('failed', place, 'invalid_link', 'The Spotify link is damaged: its id must have 22 letters and digits.')
    : rejected(
        'failed',
        place,
        'unsupported_link',
        'Only Spotify links are understood; write "Artist - Title" instead.',
      );
}
