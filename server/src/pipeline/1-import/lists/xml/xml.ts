import { type Entry, type EntryReader, rejected } from '../entry.ts';
import { excerpt } from '../fields/clean.ts';
import { splitArtists } from '../fields/credits.ts';
import { describe } from '../fields/describe.ts';
import { parseDuration, parseIsrc, parsePosition, parseReleaseDate } from '../fields/values.ts';
import { type XmlEvent, xmlScanner } from './events.ts';

type Row = Map<string, string>;

/** iTunes and Apple Music `Library.xml`: every track of the `Tracks` dictionary, playlists are not looked at. */
export function itunesReader(): EntryReader {
  let ordinal = 0;
  let depth = 0;
  // Depth of the dictionary of tracks, 0 outside of it.
  let tracksAt = 0;
  let key = '';
  let text = '';
  let row: Row | null = null;

  const take = (event: XmlEvent): Entry | null => {
    if (event.kind === 'text') {
      if (text.length < 4096) text += event.text;
      return null;
    }
    if (event.kind === 'open') {
      text = '';
      if (event.name !== 'dict') return null;
      depth += 1;
      if (tracksAt === 0 && key === 'Tracks') tracksAt = depth;
      else if (tracksAt > 0 && depth === tracksAt + 1) row = new Map();
      key = '';
      return null;
    }
    if (event.name === 'dict') {
      const done = row !== null && depth === tracksAt + 1 ? row : null;
      if (depth === tracksAt) tracksAt = 0;
      depth -= 1;
      if (done === null) return null;
      row = null;
      ordinal += 1;
      return fromItunes(done, ordinal);
    }
    if (event.name === 'key') key = text.trim();
    else if (key !== '') {
      row?.set(key, event.name === 'true' || event.name === 'false' ? event.name : text);
      key = '';
    }
    return null;
  };
  return xmlReader('itunes-xml', take);
}

/** XSPF: `<track>` with title, creator, album, duration in ms. */
export function xspfReader(): EntryReader {
  let ordinal = 0;
  let text = '';
  let row: Row | null = null;
  const take = (event: XmlEvent): Entry | null => {
    if (event.kind === 'text') {
      if (text.length < 4096) text += event.text;
      return null;
    }
    if (event.kind === 'open') {
      text = '';
      if (event.name === 'track') row = new Map();
      return null;
    }
    if (event.name !== 'track') {
      if (row !== null && !row.has(event.name)) row.set(event.name, text);
      return null;
    }
    const done = row;
    row = null;
    if (done === null) return null;
    ordinal += 1;
    return fromXspf(done, ordinal);
  };
  return xmlReader('xspf', take);
}

function xmlReader(format: string, take: (event: XmlEvent) => Entry | null): EntryReader {
  const scanner = xmlScanner();
  return {
    format,
    push: (text) => scanner.push(text).map(take),
    end: () => [],
  };
}

function fromItunes(row: Row, line: number): Entry {
  const cell = (name: string): string => row.get(name) ?? '';
  const place = { line, raw: excerpt([cell('Artist'), cell('Name')].filter(Boolean).join(' - ')) };
  if (['Podcast', 'Movie', 'TV Show', 'Has Video', 'Audiobook'].some((name) => cell(name) === 'true'))
    return rejected('skipped', place, 'not_music', 'This is a podcast, film or video; only music tracks are imported.');
  return describe(
    {
      title: cell('Name'),
      artists: splitArtists(cell('Artist')),
      album: cell('Album'),
      albumArtist: cell('Album Artist'),
      durationMs: parseDuration(cell('Total Time'), 'ms'),
      trackNumber: parsePosition(cell('Track Number')).number,
      trackTotal: parsePosition(cell('Track Count')).number,
      discNumber: parsePosition(cell('Disc Number')).number,
      discTotal: parsePosition(cell('Disc Count')).number,
      releaseDate: parseReleaseDate(cell('Year')),
    },
    place,
  );
}

function fromXspf(row: Row, line: number): Entry {
  const cell = (name: string): string => row.get(name)?.trim() ?? '';
  const place = {
    line,
    raw: excerpt([cell('creator'), cell('title')].filter(Boolean).join(' - ') || cell('location')),
  };
  return describe(
    {
      title: cell('title'),
      artists: splitArtists(cell('creator')),
      album: cell('album'),
      durationMs: parseDuration(cell('duration'), 'ms'),
      trackNumber: parsePosition(cell('trackNum')).number,
      isrc: parseIsrc(cell('identifier').replace(/^isrc:/i, '')),
      reference: /spotify/i.test(cell('location')) ? cell('location') : cell('identifier'),
    },
    place,
  );
}
