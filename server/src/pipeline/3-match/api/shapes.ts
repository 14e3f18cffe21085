import { problem } from '#http';
import { extensionOf, type OfferedFile, type WantedTrack } from '#music';

/** An object of another service, in that service's own words. */
export type Words = Readonly<Record<string, unknown>>;

/** The answer for a body whose field has the wrong shape; throw it. */
export function wrongShape(field: string, message: string) {
  return problem(400, 'VALIDATION_ERROR', `${field} ${message}.`, { fields: [{ name: field, message }] });
}

const isWords = (value: unknown): value is Words =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The first of `names` that is given, with its name for messages. */
function given(words: Words, names: readonly string[]): { readonly name: string; readonly value: unknown } {
  const name = names.find((each) => words[each] !== undefined && words[each] !== null) ?? names[0] ?? '';
  return { name, value: words[name] ?? null };
}

function text(words: Words, names: readonly string[], at: string): string | null {
  const { name, value } = given(words, names);
  if (value === null) return null;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') throw wrongShape(`${at}.${name}`, 'must be text');
  return value.replaceAll('\0', ' ');
}

function number(words: Words, names: readonly string[], at: string): number | null {
  const { name, value } = given(words, names);
  if (value === null) return null;
  const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof read !== 'number' || !Number.isFinite(read)) throw wrongShape(`${at}.${name}`, 'must be a number');
  // Nothing that is measured here is negative; such a value says as much as none.
  return read > 0 ? read : null;
}

const whole = (value: number | null): number | null => (value === null ? null : Math.round(value));

function flag(words: Words, names: readonly string[]): boolean {
  return given(words, names).value === true;
}

/** Artists as names, as objects with a name, or as one text. */
function artists(words: Words, names: readonly string[], at: string): string[] {
  const { name, value } = given(words, names);
  if (value === null) return [];
  const list = Array.isArray(value) ? value : [value];
  return list
    .slice(0, 100)
    .map((entry: unknown, position) => {
      const named = isWords(entry) ? (entry['name'] ?? entry['tag']) : entry;
      if (typeof named !== 'string') throw wrongShape(`${at}.${name}.${position}`, 'must be a name');
      return named.replaceAll('\0', ' ');
    })
    .filter((entry) => entry.trim() !== '');
}

/** Code of ISO 3901 without dashes; other texts are no code. */
function isrcOf(words: Words, at: string): string | null {
  const ids = words['external_ids'];
  const code = (isWords(ids) ? text(ids, ['isrc'], `${at}.external_ids`) : null) ?? text(words, ['isrc'], at);
  const plain = (code ?? '').replaceAll('-', '').toUpperCase();
  return /^[A-Z]{2}[A-Z0-9]{3}\d{7}$/.test(plain) ? plain : null;
}

/** The year at the beginning of a date, when it is one that music has. */
export function yearOf(words: Words, at: string): number | null {
  const date = text(words, ['release_date', 'year', 'originallyAvailableAt'], at);
  const year = Number(/^\d{4}/.exec(date ?? '')?.[0] ?? 0);
  return year >= 1860 && year < 2200 ? year : null;
}

/** The id that a stored match refers to. */
export function idOf(words: Words, names: readonly string[], at: string): string {
  const id = text(words, names, at)?.trim() ?? '';
  if (id === '') throw wrongShape(`${at}.${names[0]}`, 'must be given');
  return id.slice(0, 128);
}

/** A track of Spotify (`name`, `artists`, `album`, `duration_ms`, `external_ids.isrc`) as a wanted track. Every text may be blank. */
export function spotifyTrack(words: Words, at: string): WantedTrack {
  const album = words['album'];
  const onAlbum = isWords(album) ? album : {};
  return {
    title: text(words, ['name', 'title'], at) ?? '',
    artists: artists(words, ['artists', 'artist'], at),
    album: isWords(album) ? text(album, ['name', 'title'], `${at}.album`) : text(words, ['album'], at),
    albumArtist: null,
    trackNumber: whole(number(words, ['track_number'], at)),
    trackTotal: null,
    discNumber: whole(number(words, ['disc_number'], at)),
    discTotal: null,
    durationMs: whole(number(words, ['duration_ms', 'duration'], at)),
    isrc: isrcOf(words, at),
    releaseDate: text(onAlbum, ['release_date'], `${at}.album`),
  };
}

/** A file of a peer in slskd's or Harmony's words; `id` is its place in the request. */
export function soulseekFile(words: Words, id: number, at: string): OfferedFile {
  const path = text(words, ['filename', 'path', 'title', 'name'], at) ?? '';
  const sent = text(words, ['extension', 'format'], at)?.toLowerCase().replace(/^\./, '') ?? null;
  const rate = number(words, ['sample_rate', 'sampleRate', 'sample_rate_hz'], at);
  return {
    id: String(id),
    username: text(words, ['username', 'user'], at) ?? '',
    path,
    sizeBytes: whole(number(words, ['size', 'size_bytes'], at)) ?? 0,
    extension: extensionOf(path) ?? (sent === '' ? null : sent),
    bitrateKbps: whole(number(words, ['bitrate', 'bitRate', 'bitrate_kbps'], at)),
    sampleRateHz: whole(rate),
    bitDepth: whole(number(words, ['bit_depth', 'bitDepth'], at)),
    lengthS: whole(number(words, ['length', 'length_s'], at)),
    variableBitrate: flag(words, ['variable_bitrate', 'isVariableBitRate']) ? true : null,
    freeSlot: flag(words, ['free_slot', 'hasFreeUploadSlot']),
    queueLength: whole(number(words, ['queue_length', 'queueLength'], at)) ?? 0,
    speedBps: whole(number(words, ['speed', 'uploadSpeed', 'speed_bps'], at)) ?? 0,
  };
}

/** A track of Plex: `title`, `grandparentTitle` (album artist), `originalTitle` (track artist), `parentTitle` (album), `duration` in ms. */
export function plexTrack(words: Words, at: string) {
  const credited = artists(words, ['artists', 'artist', 'originalTitle', 'grandparentTitle'], at);
  const albumArtist = artists(words, ['grandparentTitle'], at);
  const album = words['album'];
  return {
    title: text(words, ['title', 'name'], at) ?? '',
    artists: [...new Set([...credited, ...albumArtist])],
    album: isWords(album) ? text(album, ['name', 'title'], `${at}.album`) : text(words, ['parentTitle', 'album'], at),
    durationMs: whole(number(words, ['duration', 'duration_ms'], at)),
    isrc: isrcOf(words, at),
    number: whole(number(words, ['index', 'track_number'], at)),
  };
}

/** An album of Spotify or Plex, with its tracks as they are. */
export function albumOf(words: Words, at: string) {
  const listed = given(words, ['tracks', 'Metadata', 'items']);
  const value = isWords(listed.value) ? (listed.value['items'] ?? null) : listed.value;
  if (value !== null && !Array.isArray(value)) throw wrongShape(`${at}.${listed.name}`, 'must be a list of tracks');
  const tracks = ((value ?? []) as unknown[]).slice(0, 300).map((track, position) => {
    if (!isWords(track)) throw wrongShape(`${at}.${listed.name}.${position}`, 'must be an object');
    return track;
  });
  return {
    title: text(words, ['name', 'title'], at) ?? '',
    artists: artists(words, ['artists', 'artist', 'parentTitle'], at),
    year: yearOf(words, at),
    trackCount: whole(number(words, ['total_tracks', 'leafCount', 'track_count'], at)) ?? (tracks.length || null),
    tracks,
    tracksAt: `${at}.${listed.name}`,
  };
}
