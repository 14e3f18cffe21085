import type { WantedTrack } from '#music';
import { fitSegment, maxSegmentBytes, safeSegment, safeText } from './segment.ts';

/** Where a track belongs: two folders and a file name without collision suffix. */
export interface Place {
  readonly artist: string;
  readonly album: string;
  /** `NN - Title`, or `Title` without a number. */
  readonly stem: string;
  /** With dot. */
  readonly extension: string;
}

/**
 * The place of a track: `Artist/Album/NN - Title.ext`, the album artist first, `Album (Disc n)` when there is more than one disc.
 * @param extension of the verified content, without dot
 */
export function placeOf(track: WantedTrack, extension: string): Place {
  const artist = safeSegment(track.albumArtist ?? track.artists[0] ?? '', 'Unknown Artist');
  const disc = (track.discTotal ?? 0) > 1 || (track.discNumber ?? 0) > 1 ? track.discNumber : null;
  const discSuffix = disc !== null && disc > 0 ? ` (Disc ${disc})` : '';
  const album = safeSegment(track.album ?? '', 'Unknown Album');
  const number =
    track.trackNumber !== null && track.trackNumber > 0 ? `${String(track.trackNumber).padStart(2, '0')} - ` : '';
  return {
    artist: fitSegment(artist, '', maxSegmentBytes),
    album: fitSegment(album, discSuffix, maxSegmentBytes),
    // with a number in front neither a leading dot nor a device name does harm
    stem: number === '' ? safeSegment(track.title, 'Title') : number + safeText(track.title, 'Title'),
    extension: `.${safeSegment(extension.toLowerCase(), 'bin')}`,
  };
}

/**
 * The segments below the music folder for the `attempt`-th try (0 without suffix, then `_1`, `_2` …), shortened so that every segment keeps its
 * limit and the whole path with the folder in front of it stays within `maxPathBytes`. The file name gives way first, then album, then artist.
 */
export function segmentsOf(
  place: Place,
  attempt: number,
  rootBytes: number,
  maxPathBytes: number,
): [string, string, string] {
  const tail = (attempt === 0 ? '' : `_${attempt}`) + place.extension;
  const shortest = 32;
  let { artist, album } = place;
  let room = maxPathBytes - rootBytes - 3 - Buffer.byteLength(artist) - Buffer.byteLength(album);
  const need = () => shortest + Buffer.byteLength(tail) - room;
  if (need() > 0) {
    const before = Buffer.byteLength(album);
    album = fitSegment(album, '', Math.max(shortest, before - need()));
    room += before - Buffer.byteLength(album);
  }
  if (need() > 0) {
    const before = Buffer.byteLength(artist);
    artist = fitSegment(artist, '', Math.max(shortest, before - need()));
    room += before - Buffer.byteLength(artist);
  }
  const limit = Math.min(maxSegmentBytes, Math.max(room, Buffer.byteLength(tail) + 4));
  return [artist, album, fitSegment(place.stem, tail, limit)];
}

/** Longest whole path in bytes: PATH_MAX of the system less the closing zero; 259 characters on Windows without long-path support. */
export function maxPathOf(platform: NodeJS.Platform): number {
  return platform === 'win32' ? 259 : platform === 'darwin' ? 1023 : 4095;
}
