import { hash } from 'node:crypto';
import type { WantedTrack } from '#music';
import type { Entry } from './lists/entry.ts';

/** Why a link is kept although nothing can be done with it yet. */
const needsSpotify = {
  playlist:
    'The tracks of this playlist are read as soon as a Spotify account is connected; a file export of it works at once.',
  track: 'This link names no artist and title; it is looked up as soon as a Spotify account is connected.',
} as const;

/** One row of `ingest_items` before it is stored. */
export interface NewItem {
  readonly line: number;
  readonly source_type: 'FREE' | 'LINK' | 'PRO_PLAYLIST_EXPANSION';
  readonly raw_line: string;
  readonly playlist_url: string | null;
  readonly title: string | null;
  readonly artists: readonly string[] | null;
  readonly album: string | null;
  readonly album_artist: string | null;
  readonly track_number: number | null;
  readonly disc_number: number | null;
  readonly duration_ms: number | null;
  readonly isrc: string | null;
  readonly release_date: string | null;
  readonly spotify_track_id: string | null;
  readonly spotify_album_id: string | null;
  readonly dedupe_hash: string | null;
  readonly state: 'normalized' | 'queued' | 'failed' | 'skipped';
  readonly reason_code: string | null;
  readonly reason: string | null;
}

const blank = {
  playlist_url: null,
  title: null,
  artists: null,
  album: null,
  album_artist: null,
  track_number: null,
  disc_number: null,
  duration_ms: null,
  isrc: null,
  release_date: null,
  spotify_track_id: null,
  spotify_album_id: null,
  dedupe_hash: null,
  reason_code: null,
  reason: null,
} as const;

/** The row of an entry: wishes `normalized`, links `queued` with the reason why they wait, the rest with theirs. */
export function itemOfEntry(entry: Entry): NewItem {
  const base = { ...blank, line: entry.line, raw_line: entry.raw };
  if (entry.kind === 'track') {
    const { track } = entry;
    return {
      ...base,
      source_type: 'FREE',
      title: track.title,
      artists: track.artists,
      album: track.album,
      album_artist: track.albumArtist,
      track_number: track.trackNumber,
      disc_number: track.discNumber,
      duration_ms: track.durationMs,
      isrc: track.isrc,
      release_date: track.releaseDate,
      spotify_track_id: entry.spotifyTrackId,
      spotify_album_id: entry.spotifyAlbumId,
      dedupe_hash: trackHash(track),
      state: 'normalized',
    };
  }
  if (entry.kind === 'link')
    return {
      ...base,
      source_type: 'LINK',
      playlist_url: entry.target === 'playlist' ? entry.url : null,
      spotify_track_id: entry.target === 'track' ? entry.id : null,
      dedupe_hash: linkHash(entry.url),
      state: 'queued',
      reason_code: 'needs_spotify',
      reason: needsSpotify[entry.target],
    };
  return { ...base, source_type: 'FREE', state: entry.kind, reason_code: entry.code, reason: entry.sentence };
}

/** The row as a duplicate of an earlier line of the same import. */
export function asDuplicate(item: NewItem, firstLine: number): NewItem {
  return {
    ...item,
    state: 'skipped',
    reason_code: 'duplicate',
    reason: `The same as entry ${firstLine} of this import.`,
  };
}

/** The row of a link beyond the limit of links per import. */
export function asBeyondLimit(item: NewItem, limit: number): NewItem {
  const reason = `An import takes ${limit} playlist links at the most; send the rest in another one.`;
  return { ...item, state: 'skipped', reason_code: 'limit', reason };
}

/** By what a link is known again, in this import and in others. `url` is canonical. */
export function linkHash(url: string): string {
  return hash('sha1', url);
}

/** Contract §9.3: sha1 of lower-cased artist::title::album::duration. */
function trackHash(track: WantedTrack): string {
  const parts = [track.artists.join(';'), track.title, track.album ?? '', track.durationMs ?? ''];
  return hash('sha1', parts.join('::').toLowerCase());
}

/** The columns of an item that describe its track; shape of a row as the store reads it. */
export interface TrackColumns {
  readonly title: string | null;
  readonly artists: readonly string[] | null;
  readonly album: string | null;
  readonly album_artist: string | null;
  readonly track_number: number | null;
  readonly disc_number: number | null;
  readonly duration_ms: number | null;
  readonly isrc: string | null;
  readonly release_date: string | null;
}

/** The wanted track of a stored item. */
export function trackOfItem(item: TrackColumns): WantedTrack {
  return {
    title: item.title ?? '',
    artists: item.artists ?? [],
    album: item.album,
    albumArtist: item.album_artist,
    trackNumber: item.track_number,
    trackTotal: null,
    discNumber: item.disc_number,
    discTotal: null,
    durationMs: item.duration_ms,
    isrc: item.isrc,
    releaseDate: item.release_date,
  };
}
