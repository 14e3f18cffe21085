import type { WantedTrack } from '#music';
import type { SpotifyTrack } from './types.ts';

/** A track as it would be wished; `null` without a title or an artist. */
export function wantedOf(track: SpotifyTrack): WantedTrack | null {
  const artists = track.artists.map((artist) => artist.name);
  if (track.title.trim() === '' || artists.length === 0) return null;
  return {
    title: track.title,
    artists,
    album: track.album?.title ?? null,
    albumArtist: track.album?.artists[0]?.name ?? null,
    trackNumber: track.trackNumber,
    trackTotal: track.album?.totalTracks ?? null,
    discNumber: track.discNumber,
    discTotal: null,
    durationMs: track.durationMs,
    isrc: track.isrc,
    releaseDate: track.album?.releaseDate ?? null,
  };
}
