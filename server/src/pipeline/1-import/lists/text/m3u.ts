import { type Entry, type EntryReader, rejected } from '../entry.ts';
import { cleanText, excerpt } from '../fields/clean.ts';
import { splitArtists } from '../fields/credits.ts';
import { splitArtistTitle } from '../fields/dash.ts';
import { type Description, describe } from '../fields/describe.ts';
import { parseReference } from '../fields/reference.ts';
import { parseDuration } from '../fields/values.ts';
import { type Line, lineSplitter } from './lines.ts';
import { lineTooLong } from './text.ts';

interface Directives {
  info: string;
  seconds: string;
  album: string;
  artist: string;
}

const nothing = (): Directives => ({ info: '', seconds: '', album: '', artist: '' });

/** M3U and M3U8: `#EXTINF:<seconds>[ attributes],Artist - Title` before a path; without it the path speaks. */
export function m3uReader(): EntryReader {
  const splitter = lineSplitter();
  let said = nothing();

  const toEntry = (line: Line): Entry | null => {
    if (line.cut) return lineTooLong(line);
    const text = line.text.trim();
    if (text === '') return null;
    if (text.startsWith('#')) {
      listen(said, text);
      return null;
    }
    const before = said;
    said = nothing();
    return fromPath(before, text, line.number);
  };
  return {
    format: 'm3u',
    push: (text) => splitter.push(text).map(toEntry),
    end: () => splitter.end().map(toEntry),
  };
}

function listen(said: Directives, directive: string): void {
  const info = /^#EXTINF:\s*(-?\d+(?:\.\d+)?)?((?:\s+[\w-]+="[^"]*")*)\s*,(.*)$/i.exec(directive);
  if (info) {
    said.seconds = info[1] ?? '';
    said.info = info[3]?.trim() ?? '';
  } else if (/^#EXTALB:/i.test(directive)) said.album = directive.slice(8).trim();
  else if (/^#EXTART:/i.test(directive)) said.artist = directive.slice(8).trim();
}

function fromPath(said: Directives, path: string, line: number): Entry {
  const place = { line, raw: excerpt(said.info === '' ? path : `${said.info} (${path})`) };
  if (`${path}${said.info}`.includes('\0'))
    return rejected(
      'failed',
      place,
      'nul_byte',
      'The entry contains NUL bytes; the file is damaged here. Export it again.',
    );
  const reference = parseReference(path);
  const durationMs = parseDuration(said.seconds, 's');
  if (reference) return describe({ ...names(said), durationMs, reference: path }, place);
  const parts = pathParts(path);
  const pair = names(said);
  if (pair.artists !== undefined) return describe({ ...fromFolders(parts, pair.artists), ...pair, durationMs }, place);
  if (/^(?:https?|rtsp|mms):/i.test(path))
    return rejected('skipped', place, 'stream', 'This is an internet stream, not a track.');
  return describe({ ...fromName(parts), ...pair, durationMs }, place);
}

/** Names from the directives; `artists` only when they are told. */
function names(said: Directives): Pick<Description, 'title' | 'artists' | 'album'> {
  const both = said.artist === '' ? splitArtistTitle(said.info) : null;
  const artist = said.artist === '' ? both?.artist : said.artist;
  const title = both?.title ?? said.info;
  return {
    ...(title === '' ? {} : { title }),
    ...(artist === undefined ? {} : { artists: splitArtists(artist) }),
    ...(said.album === '' ? {} : { album: said.album }),
  };
}

/** Folder names and the file's stem, outermost first; `file://` and percent escapes decoded. */
function pathParts(path: string): string[] {
  let plain = path;
  if (/^file:/i.test(path)) {
    try {
      plain = decodeURIComponent(path.replace(/^file:(?:\/\/[^/]*)?/i, ''));
    } catch {
      plain = path; // Not an escaped address after all.
    }
  }
  const parts = plain.split(/[\\/]+/).filter((part) => part !== '' && part !== '.' && part !== '..');
  const name = parts.pop() ?? '';
  return [...parts, name.replace(/\.[A-Za-z0-9]{2,4}$/, '')];
}

/** Album and track number, where the folders are `<Artist>/<Album>` with the artist that we know. */
function fromFolders(parts: readonly string[], artists: readonly string[]): Pick<Description, 'album' | 'trackNumber'> {
  const [artist = '', album = '', stem = ''] = parts.slice(-3);
  const same = artists.some((name) => cleanText(name).toLowerCase() === cleanText(artist).toLowerCase());
  if (parts.length < 3 || !same) return {};
  return { album, trackNumber: leadingNumber(stem) };
}

/** `Artist - Title` in the stem, else `<Artist>/<Album>/NN Title`; a title alone otherwise, which is then refused for want of an artist. */
function fromName(parts: readonly string[]): Description {
  const stem = parts.at(-1) ?? '';
  const title = stem.replace(/^\d{1,3}(?:-\d{1,3})?[\s._-]+(?=\S)/, '');
  const both = splitArtistTitle(title);
  if (both) return { title: both.title, artists: splitArtists(both.artist), trackNumber: leadingNumber(stem) };
  const [artist, album] = parts.slice(-3);
  if (parts.length >= 3 && title !== stem && artist !== undefined && album !== undefined && !/^[A-Za-z]:$/.test(artist))
    return { title, artists: [artist], album, trackNumber: leadingNumber(stem) };
  return { title };
}

function leadingNumber(stem: string): number | null {
  const number = Number(/^(\d{1,3})(?=[\s._-])/.exec(stem)?.[1] ?? 0);
  return number > 0 ? number : null;
}
