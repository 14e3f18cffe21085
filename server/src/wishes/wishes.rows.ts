import type { Selectable } from 'kysely';
import type { WantedQuality, WantedTrack } from '#music';
import { type Database, json } from '#platform/database';
import { causeOf } from './cause.ts';
import type { Wish } from './types.ts';

/** A row of the table `wishes`. */
export type WishRow = Selectable<Database['wishes']>;

/** The wanted track of a row. */
export function trackOfRow(row: WishRow): WantedTrack {
  return {
    title: row.title,
    artists: row.artists,
    album: row.album,
    albumArtist: row.album_artist,
    trackNumber: row.track_number,
    trackTotal: row.track_total,
    discNumber: row.disc_number,
    discTotal: row.disc_total,
    durationMs: row.duration_ms,
    isrc: row.isrc,
    releaseDate: row.release_date,
    // written by this room only
    ...(row.quality === null ? {} : { quality: row.quality as unknown as WantedQuality }),
  };
}

/** The wish of a row. */
export function wishOfRow(row: WishRow): Wish {
  return {
    id: row.id,
    track: trackOfRow(row),
    stage: row.stage,
    state: row.state,
    cause: causeOf(row.reason_code, row.reason, row.reason_facts),
    priority: row.priority,
    attempts: row.attempts,
    revision: row.revision,
    libraryFileId: row.library_file_id,
    nextAttemptAt: row.next_attempt_at,
  };
}

/** Columns that describe the wanted track. */
export function columnsOfTrack(track: WantedTrack) {
  return {
    title: track.title,
    artists: [...track.artists],
    album: track.album,
    album_artist: track.albumArtist,
    track_number: track.trackNumber,
    track_total: track.trackTotal,
    disc_number: track.discNumber,
    disc_total: track.discTotal,
    duration_ms: track.durationMs,
    isrc: track.isrc,
    release_date: track.releaseDate,
    quality: track.quality === undefined ? null : json(track.quality),
    search_text: searchText(track),
  };
}

/** What typing in the search box is compared with. */
export function searchText(track: { title: string; artists: readonly string[]; album: string | null }): string {
  return `${track.artists.join(' ')} ${track.title} ${track.album ?? ''}`.normalize('NFKC').toLowerCase().trim();
}
