import { type Entry, type EntryReader, rejected } from '../entry.ts';
import { excerpt } from '../fields/clean.ts';
import { describe } from '../fields/describe.ts';
import { parseLine } from '../text/line-grammar.ts';
import { describeObject, isObject, isSpoken } from './row.ts';
import { jsonSplitter, type Slice } from './slices.ts';

// Lists of an account export that hold something else than wishes.
const otherLists: Readonly<Record<string, string>> = {
  albums: 'This is a saved album; only tracks are imported.',
  artists: 'This is a followed artist; only tracks are imported.',
  shows: 'This is a podcast; only music tracks are imported.',
  episodes: 'This is a podcast episode; only music tracks are imported.',
  bannedTracks: 'This track was hidden by you at Spotify; it is not imported.',
  bannedArtists: 'This artist was hidden by you at Spotify; only tracks are imported.',
  other: 'This entry is no track; only tracks are imported.',
};

/** JSON documents and JSON lines of every shape; one array element or root object is one entry. */
export function jsonReader(format: string): EntryReader {
  const splitter = jsonSplitter();
  return {
    format,
    push: (text) => splitter.push(text).map(toEntry),
    end: () => splitter.end().map(toEntry),
  };
}

/** Names the kind of JSON from the keys at its beginning; only for people, reading does not depend on it. */
export function jsonFormat(sample: string): string {
  const has = (key: string): boolean => sample.includes(`"${key}"`);
  if (has('master_metadata_track_name')) return 'spotify-extended-history';
  if (has('endTime') && has('msPlayed')) return 'spotify-history';
  if (has('track_metadata')) return 'listenbrainz';
  if (has('playlists') && has('items')) return 'spotify-playlists';
  if (has('tracks') && has('artist') && has('track') && has('uri')) return 'spotify-library';
  if (has('playlist') && has('track') && has('creator')) return 'jspf';
  return 'json';
}

function toEntry(slice: Slice): Entry | null {
  const place = { line: slice.ordinal, raw: '' };
  if (slice.problem === 'truncated')
    return rejected('failed', place, 'truncated', 'The file ends in the middle of this entry; export it again.');
  if (slice.problem === 'too_long')
    return rejected('failed', place, 'too_long', 'The entry is far too long for one track.');
  let value: unknown;
  try {
    value = JSON.parse(slice.text);
  } catch {
    return rejected('failed', place, 'invalid_json', 'The entry is not valid JSON.');
  }
  if (typeof value === 'string') return fromText(value, slice.ordinal);
  if (Array.isArray(value)) return fromPair(value, slice.ordinal);
  if (!isObject(value))
    return rejected('failed', place, 'not_an_entry', 'The entry is neither text nor an object with title and artist.');

  const found = describeObject(value);
  // Exports hold addresses and device names beside the track: what people see is made from the names alone.
  const shown = {
    ...place,
    raw: excerpt([found.artists?.join(', '), found.title].filter(Boolean).join(' - ') || (found.reference ?? '')),
  };
  const other = otherLists[slice.list];
  if (other !== undefined) return rejected('skipped', shown, 'not_a_track', other);
  if (isSpoken(value))
    return rejected(
      'skipped',
      shown,
      'not_music',
      'This is spoken audio (podcast or audiobook); only music tracks are imported.',
    );
  return describe(found, shown);
}

function fromText(text: string, ordinal: number): Entry {
  // A list element holds one line; an empty one still counts.
  const place = { line: ordinal, raw: excerpt(text) };
  return (
    parseLine(text.replace(/[\r\n]+/g, ' '), ordinal) ?? rejected('skipped', place, 'empty', 'The entry is empty.')
  );
}

function fromPair(values: readonly unknown[], ordinal: number): Entry {
  const [artist, title, album] = values.map((value) => (typeof value === 'string' ? value : ''));
  const place = { line: ordinal, raw: excerpt([artist, title].filter(Boolean).join(' - ')) };
  return describe({ title: title ?? '', artists: [artist ?? ''], album: album ?? '' }, place);
}
