import type { WantedTrack } from '#music';

/** What is written into a file. Absent means unknown: whatever the file says about it stays. */
export interface Tags {
  readonly title: string;
  /** In order, main artist first. */
  readonly artists: readonly string[];
  readonly album?: string;
  readonly albumArtist?: string;
  readonly trackNumber?: number;
  readonly trackTotal?: number;
  readonly discNumber?: number;
  readonly discTotal?: number;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly date?: string;
  readonly isrc?: string;
}

/** What is known of a track, as tags. Control characters (NUL separates values in ID3v2.4) become spaces, text is NFC. */
export function tagsOf(track: WantedTrack): Tags {
  const artists = track.artists.map(clean).filter((artist) => artist !== '');
  return {
    title: clean(track.title),
    artists,
    ...text('album', track.album),
    ...text('albumArtist', track.albumArtist),
    ...number('trackNumber', track.trackNumber),
    ...number('trackTotal', track.trackNumber === null ? null : track.trackTotal),
    ...number('discNumber', track.discNumber),
    ...number('discTotal', track.discNumber === null ? null : track.discTotal),
    ...text('date', track.releaseDate),
    ...text('isrc', track.isrc),
  };
}

/** Names of the fields whose value, read back by another reader, is not what was to be written. */
export function differences(wanted: Tags, found: Partial<Tags>): string[] {
  return Object.entries(wanted)
    .filter(([name, value]) => JSON.stringify(found[name as keyof Tags]) !== JSON.stringify(value))
    .map(([name]) => name);
}

function text<K extends 'album' | 'albumArtist' | 'date' | 'isrc'>(
  name: K,
  value: string | null,
): { [key in K]?: string } {
  const cleaned = value === null ? '' : clean(value);
  return cleaned === '' ? {} : ({ [name]: cleaned } as { [key in K]?: string });
}

/** 16 bits are what MP4 has room for. */
function number<K extends keyof Tags>(name: K, value: number | null): { [key in K]?: number } {
  return value === null || value < 1 || value > 65_535 ? {} : ({ [name]: value } as { [key in K]?: number });
}

function clean(value: string): string {
  return value
    .toWellFormed()
    .normalize('NFC')
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
}
