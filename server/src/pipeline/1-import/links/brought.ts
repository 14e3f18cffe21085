import { hash } from 'node:crypto';
import { itemOfEntry, type NewItem } from '../import.rows.ts';
import { excerpt } from '../lists/fields/clean.ts';
import { describe } from '../lists/fields/describe.ts';
import { pointTo } from '../lists/fields/reference.ts';
import type { FoundTrack } from '../ports.ts';
import type { BroughtItem } from './links.store.ts';

/** The row of a track as Spotify describes it, cleaned like any other line; `line` is the line of the link that led to it. */
export function itemOfFound(found: FoundTrack, line: number): NewItem {
  const { track } = found;
  const entry = describe(
    {
      title: track.title,
      artists: track.artists,
      album: track.album ?? '',
      albumArtist: track.albumArtist ?? '',
      trackNumber: track.trackNumber,
      discNumber: track.discNumber,
      durationMs: track.durationMs,
      isrc: track.isrc,
      releaseDate: track.releaseDate,
      reference: pointTo('track', found.spotifyTrackId).url,
      ...(found.spotifyAlbumId === null ? {} : { albumReference: pointTo('album', found.spotifyAlbumId).url }),
    },
    { line, raw: excerpt(`${track.artists.join(', ')} - ${track.title}`) },
  );
  return itemOfEntry(entry);
}

/** The rows that a playlist brings, each once however often it stands in there. */
export function broughtItems(
  playlistId: string,
  line: number,
  found: readonly FoundTrack[],
  source: 'FREE' | 'PRO_PLAYLIST_EXPANSION',
): BroughtItem[] {
  const items = new Map<string, BroughtItem>();
  for (const track of found) {
    const fingerprint = hash('sha256', `${playlistId}:${track.spotifyTrackId}`);
    if (items.has(fingerprint)) continue;
    items.set(fingerprint, { ...itemOfFound(track, line), source_type: source, source_fingerprint: fingerprint });
  }
  return [...items.values()];
}
