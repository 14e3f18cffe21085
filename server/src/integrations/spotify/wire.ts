import type {
  Json,
  Named,
  SpotifyAlbum,
  SpotifyArtist,
  SpotifyPlaylist,
  SpotifyPlaylistRow,
  SpotifyRelease,
  SpotifyTrack,
} from './types.ts';

/** Reads what Spotify sends, tolerantly: every field may be missing or null, both shapes (before and since February 2026) are read. */

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
/** The object, or an empty one. */
export const objectOf = (value: unknown): Json => (isObject(value) ? value : {});
/** The array, or an empty one. */
export const arrayOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** A text that can be stored; without NUL and lone surrogates. Blank is null. */
export function textOf(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const text = value.replaceAll('\0', '').toWellFormed();
  return text.trim() === '' ? null : text;
}

/** A whole number from 0 on. */
export function countOf(value: unknown): number | null {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) return null;
  return Math.min(Math.trunc(value), 2_147_483_647);
}

/** A moment; 1970 stands for "unknown" in old playlists. */
function timeOf(value: unknown): Date | null {
  if (typeof value !== 'string') return null;
  const time = new Date(value);
  return Number.isNaN(time.getTime()) || time.getUTCFullYear() <= 1970 ? null : time;
}

const flagOf = (value: unknown): boolean | null => (typeof value === 'boolean' ? value : null);
const idOf = (value: unknown): string | null =>
  typeof value === 'string' && /^[A-Za-z0-9._-]{1,128}$/.test(value) ? value : null;

function isrcOf(value: unknown): string | null {
  const text = (textOf(value) ?? '').replace(/[\s-]/g, '').toUpperCase();
  return /^[A-Z]{2}[A-Z0-9]{3}\d{7}$/.test(text) ? text : null;
}

/** The addresses of images. */
function imagesOf(value: unknown): readonly string[] {
  return arrayOf(value).flatMap((image) => {
    const url = textOf(objectOf(image)['url']);
    return url !== null && /^https?:\/\//.test(url) ? [url] : [];
  });
}

function namesOf(value: unknown): readonly Named[] {
  return arrayOf(value).flatMap((entry) => {
    const name = textOf(objectOf(entry)['name']);
    return name === null ? [] : [{ id: idOf(objectOf(entry)['id']), name }];
  });
}

function dateOf(value: unknown): Pick<SpotifyRelease, 'releaseDate' | 'precision'> {
  const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(textOf(value) ?? '');
  const [, year = '', month, day] = parts ?? [];
  if (parts === null || Number(year) < 1000) return { releaseDate: null, precision: null };
  if (month === undefined || Number(month) < 1 || Number(month) > 12) return { releaseDate: year, precision: 'year' };
  if (day === undefined || Number(day) < 1 || Number(day) > 31) {
    return { releaseDate: `${year}-${month}`, precision: 'month' };
  }
  return { releaseDate: `${year}-${month}-${day}`, precision: 'day' };
}

/** A release; null when it has neither id nor title. */
export function readRelease(value: unknown): SpotifyRelease | null {
  const raw = objectOf(value);
  const id = idOf(raw['id']);
  const title = textOf(raw['name']);
  if (id === null && title === null) return null;
  const date = dateOf(raw['release_date']);
  const said = raw['release_date_precision'];
  // a year that comes as `1999-01-01` is still only a year
  const coarse = date.precision === 'day' && (said === 'year' || said === 'month') ? said : null;
  return {
    id,
    title: title ?? '',
    type: textOf(raw['album_type']) ?? textOf(raw['type']),
    releaseDate: coarse === null ? date.releaseDate : (date.releaseDate?.slice(0, coarse === 'year' ? 4 : 7) ?? null),
    precision: coarse ?? date.precision,
    totalTracks: countOf(raw['total_tracks']),
    artists: namesOf(raw['artists']),
    images: imagesOf(raw['images']),
    raw,
  };
}

/** An album with its first 50 tracks. */
export function readAlbum(value: unknown): SpotifyAlbum | null {
  const release = readRelease(value);
  if (release === null) return null;
  const { raw } = release;
  const ids = objectOf(raw['external_ids']);
  return {
    ...release,
    upc: textOf(ids['upc']) ?? textOf(ids['ean']),
    label: textOf(raw['label']),
    copyrights: arrayOf(raw['copyrights']).flatMap((entry) => textOf(objectOf(entry)['text']) ?? []),
    tracks: arrayOf(objectOf(raw['tracks'])['items']).flatMap((track) => readTrack(track) ?? []),
  };
}

/** A track; null when it is none (an episode, an empty row). */
export function readTrack(value: unknown): SpotifyTrack | null {
  if (!isObject(value)) return null;
  const type = textOf(value['type']);
  if (type !== null && type !== 'track') return null;
  const id = idOf(value['id']);
  const title = textOf(value['name']);
  if (id === null && title === null) return null;
  return {
    id,
    uri: textOf(value['uri']) ?? (id === null ? null : `spotify:track:${id}`),
    title: title ?? '',
    artists: namesOf(value['artists']),
    album: readRelease(value['album']),
    discNumber: countOf(value['disc_number']) || null,
    trackNumber: countOf(value['track_number']) || null,
    durationMs: countOf(value['duration_ms']) || null,
    isrc: isrcOf(objectOf(value['external_ids'])['isrc']),
    explicit: flagOf(value['explicit']),
    isPlayable: flagOf(value['is_playable']),
    popularity: countOf(value['popularity']),
    linkedFromId: idOf(objectOf(value['linked_from'])['id']),
    raw: value,
  };
}

/** An artist; null without id. */
export function readArtist(value: unknown): SpotifyArtist | null {
  const raw = objectOf(value);
  const id = idOf(raw['id']);
  if (id === null) return null;
  return {
    id,
    name: textOf(raw['name']) ?? '',
    genres: arrayOf(raw['genres']).flatMap((genre) => textOf(genre) ?? []),
    images: imagesOf(raw['images']),
    popularity: countOf(raw['popularity']),
    raw,
  };
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'" };

/** Descriptions come with HTML entities; one level is undone. */
function decoded(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,5});/gi, (whole, name: string) => {
    const known = entities[name.toLowerCase()];
    if (known !== undefined) return known;
    if (!name.startsWith('#')) return whole;
    const code = name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    const isChar = code > 31 && code <= 0x10_ff_ff && !(code >= 0xd8_00 && code <= 0xdf_ff);
    return isChar ? String.fromCodePoint(code) : '';
  });
}

/** A playlist; null without id. Where neither `items` nor `tracks` is given the contents are withheld. */
export function readPlaylist(value: unknown): SpotifyPlaylist | null {
  const raw = objectOf(value);
  const id = idOf(raw['id']);
  if (id === null) return null;
  const contents = isObject(raw['items']) ? raw['items'] : isObject(raw['tracks']) ? raw['tracks'] : null;
  const owner = objectOf(raw['owner']);
  const description = textOf(raw['description']);
  return {
    id,
    name: textOf(raw['name']) ?? '',
    description: description === null ? null : decoded(description),
    owner: { id: textOf(owner['id']), name: textOf(owner['display_name']) ?? textOf(owner['id']) ?? '' },
    isCollaborative: raw['collaborative'] === true,
    snapshotId: textOf(raw['snapshot_id']),
    total: contents === null ? null : countOf(contents['total']),
    isWithheld: contents === null,
    imageUrl: imagesOf(raw['images'])[0] ?? null,
  };
}

/** A row. Since 2026 it carries `item`, before `track`, at times both. */
export function readRow(value: unknown, position: number): SpotifyPlaylistRow {
  const raw = objectOf(value);
  const content = isObject(raw['item']) ? raw['item'] : isObject(raw['track']) ? raw['track'] : null;
  const row = {
    position,
    addedAt: timeOf(raw['added_at']),
    addedBy: textOf(objectOf(raw['added_by'])['id']),
    raw,
  };
  if (content === null) return { ...row, kind: 'unavailable', track: null };
  const type = textOf(content['type']);
  if (type !== null && type !== 'track') return { ...row, kind: 'episode', track: null };
  const uri = textOf(content['uri']) ?? '';
  if (raw['is_local'] === true || content['is_local'] === true || uri.startsWith('spotify:local:')) {
    return { ...row, kind: 'local', track: readLocal(content, uri) };
  }
  const track = readTrack(content);
  return track === null || track.id === null
    ? { ...row, kind: 'unavailable', track }
    : { ...row, kind: 'track', track };
}

/** A file of the owner: names come with the row, else from `spotify:local:artist:album:title:seconds`. */
function readLocal(content: Json, uri: string): SpotifyTrack | null {
  const parts = uri.split(':').slice(2).map(unquoted);
  const [artist = '', album = ''] = parts;
  const title = parts.slice(2, -1).join(':');
  const seconds = Number(parts.at(-1));
  const read = readTrack({ ...content, id: null, type: 'track' });
  const names = read?.artists ?? [];
  const known = read ?? readTrack({ type: 'track', id: null, name: title });
  if (known === null) return null;
  return {
    ...known,
    id: null,
    uri: uri === '' ? null : uri,
    title: known.title === '' ? title : known.title,
    artists: names.length > 0 || artist.trim() === '' ? names : [{ id: null, name: artist }],
    album: known.album ?? (album.trim() === '' ? null : readRelease({ name: album })),
    durationMs: known.durationMs ?? (Number.isFinite(seconds) && seconds > 0 ? Math.round(seconds * 1000) : null),
    raw: content,
  };
}

function unquoted(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** `savedAt` of a row of the library. */
export const savedAtOf = (value: unknown): Date | null => timeOf(objectOf(value)['added_at']);
