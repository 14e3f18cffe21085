import { splitArtists } from '../fields/credits.ts';
import type { Description } from '../fields/describe.ts';
import { parseDuration, parseIsrc, parsePosition, parseReleaseDate } from '../fields/values.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Reads one JSON object of any known shape (Spotify account data, Web API, ListenBrainz, JSPF, Soundiiz, plain objects). */
export function describeObject(object: Fields): Description {
  const row = flatten(object);
  const text = (...keys: readonly string[]): string => firstText(row, keys);
  const names = artistNames(row);
  const durationMs =
    parseDuration(text('duration_ms', 'durationMs', 'trackDurationMs'), 'ms') ??
    parseDuration(text('duration_s', 'duration_sec', 'durationSeconds'), 's') ??
    parseDuration(text('duration', 'length', 'time'), 'guess');
  const track = parsePosition(text('track_number', 'trackNumber', 'trackNum', 'tracknumber'));
  const disc = parsePosition(text('disc_number', 'discNumber', 'discnumber'));
  return {
    title: text('trackName', 'track_name', 'master_metadata_track_name', 'title', 'track', 'song', 'songTitle', 'name'),
    artists: names,
    album: text(
      'albumName',
      'album_name',
      'master_metadata_album_album_name',
      'release_name',
      'album',
      'albumTitle',
      'release',
    ),
    albumArtist: text('albumArtist', 'album_artist', 'albumartist'),
    trackNumber: track.number,
    trackTotal: track.total,
    discNumber: disc.number,
    discTotal: disc.total,
    durationMs,
    isrc: parseIsrc(text('isrc', 'ISRC')),
    releaseDate: parseReleaseDate(text('release_date', 'releaseDate', 'date', 'year')),
    reference: spotifyReference(row),
    albumReference: text('album_uri', 'albumUri', 'spotify_album_id'),
  };
}

/** Whether the object is an episode of a podcast or a chapter of a book. */
export function isSpoken(object: Fields): boolean {
  const filled = (key: string): boolean => object[key] !== null && object[key] !== undefined && object[key] !== '';
  const music = ['track', 'localTrack', 'trackName', 'master_metadata_track_name', 'title'].some(filled);
  const spoken = ['episode', 'audiobook', 'episode_name', 'spotify_episode_uri', 'audiobook_title', 'episodeName'].some(
    filled,
  );
  return (!music && spoken) || object['type'] === 'episode';
}

/** Wrappers (`{track:{…}}`, `{track_metadata:{additional_info:{…}}}`) opened, the inner fields winning. */
function flatten(object: Fields): Fields {
  let row = object;
  for (const key of [
    'track',
    'localTrack',
    'item',
    'song',
    'track_metadata',
    'trackMetadata',
    'additional_info',
    'external_ids',
  ]) {
    const inner = row[key];
    if (isObject(inner)) row = { ...row, [key]: undefined, ...inner };
  }
  return row;
}

function artistNames(row: Fields): string[] {
  const list = row['artists'] ?? row['artist'] ?? row['creator'];
  if (Array.isArray(list))
    return list
      .slice(0, 50)
      .map((entry) => (isObject(entry) ? firstText(entry, ['name', 'artistName']) : asText(entry)));
  if (isObject(list)) return [firstText(list, ['name', '#text'])];
  const joined = firstText(row, [
    'artistName',
    'artist_name',
    'master_metadata_album_artist_name',
    'artist',
    'artists',
    'creator',
    'performer',
  ]);
  return splitArtists(joined);
}

function spotifyReference(row: Fields): string {
  const found = firstText(row, [
    'trackUri',
    'spotify_track_uri',
    'track_uri',
    'spotifyUri',
    'uri',
    'spotify_id',
    'spotify_url',
    'url',
    'href',
    'spotify_track_id',
  ]);
  if (/^[0-9A-Za-z]{22}$/.test(found)) return `spotify:track:${found}`;
  return found;
}

function firstText(row: Fields, keys: readonly string[]): string {
  for (const key of keys) {
    const value = row[key];
    const text = isObject(value) ? asText(value['name'] ?? value['#text']) : asText(value);
    if (text.trim() !== '') return text;
  }
  return '';
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' && Number.isFinite(value) ? String(value) : '';
}

/** Narrow to a JSON object. */
export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
