import type { IAudioMetadata } from 'music-metadata';
import type { FileNames } from './types.ts';

/** Longer texts than these are rubbish in a tag; they would only fill rows. */
const longest = 1000;
const mostArtists = 50;

/**
 * What a file is called: by its tags, and where they say nothing by its path, as people lay out music: `Artist/Album/04 - Title.ext` or
 * `Artist - Title.ext`.
 */
export function namesOf(path: string, metadata: IAudioMetadata | null): FileNames {
  const common = metadata?.common;
  const guess = guessFromPath(path);
  const artists = (common?.artists ?? (common?.artist === undefined ? [] : [common.artist]))
    .map(clean)
    .filter((artist) => artist !== '')
    .slice(0, mostArtists);
  const albumArtist = textOf(common?.albumartist);
  const fallback = albumArtist ?? guess.artist;
  return {
    title: textOf(common?.title) ?? guess.title,
    artists: artists.length > 0 ? artists : fallback === null ? [] : [fallback],
    album: textOf(common?.album) ?? guess.album,
    albumArtist,
    trackNumber: numberOf(common?.track.no) ?? guess.trackNumber,
    discNumber: numberOf(common?.disk.no),
    releaseDate: dateOf(common?.date ?? (common?.year === undefined ? undefined : String(common.year))),
    isrc: isrcOf(common?.isrc?.[0]),
  };
}

function guessFromPath(path: string) {
  const segments = path.normalize('NFC').split('/');
  const stem = clean((segments.pop() ?? '').replace(/\.[^.]*$/, '')) || 'Untitled';
  const disc = /^(?:cd|disc|disk)\s*\d+$/i;
  if (disc.test(segments.at(-1) ?? '')) segments.pop();
  const album = segments.length > 1 ? clean(segments.at(-1) ?? '') : null;
  const folderArtist = segments.length > 1 ? segments.at(-2) : segments.at(-1);
  // numbers are followed by a mark or a space: "99 Luftballons" alone in a name keeps its number
  const [, number, rest] = /^(\d{1,3})(?:\s*[-–.]\s*|\s+-?\s*)(\S.*)$/u.exec(stem) ?? [];
  const named = number !== undefined && (/^\d{1,3}\s*[-–.]/u.test(stem) || number.startsWith('0')) ? rest : undefined;
  const parts = (named ?? stem).split(/\s+[-–]\s+/u);
  const title = parts.length > 1 ? parts.slice(1).join(' - ') : (named ?? stem);
  const artist = parts.length > 1 ? parts[0] : folderArtist;
  return {
    title,
    artist: artist === undefined || clean(artist) === '' ? null : clean(artist),
    album: album === '' ? null : album,
    trackNumber: named === undefined ? null : numberOf(Number(number)),
  };
}

/** One line of well-formed text; PostgreSQL holds no NUL. */
function clean(text: string): string {
  return text
    .slice(0, longest * 2)
    .toWellFormed()
    .normalize('NFC')
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, longest)
    .toWellFormed();
}

function textOf(text: string | null | undefined): string | null {
  const cleaned = clean(typeof text === 'string' ? text : '');
  return cleaned === '' ? null : cleaned;
}

function numberOf(number: number | null | undefined): number | null {
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 && number < 100_000 ? number : null;
}

function dateOf(text: string | undefined): string | null {
  return /^\d{4}(?:-\d{2}(?:-\d{2})?)?/.exec(text ?? '')?.[0] ?? null;
}

/** ISO 3901: two letters, three letters or digits, seven digits; people write hyphens between them. */
function isrcOf(text: string | undefined): string | null {
  const code = (text ?? '').replace(/[^a-z0-9]/gi, '').toUpperCase();
  return /^[A-Z]{2}[A-Z0-9]{3}\d{7}$/.test(code) ? code : null;
}
