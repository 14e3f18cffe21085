import { spotifyId, uriOf } from '../spotify/index.ts';
import type { DemoTrack } from './demo-tracks.ts';

const columns = [
  'Track URI',
  'Track Name',
  'Artist URI(s)',
  'Artist Name(s)',
  'Album URI',
  'Album Name',
  'Album Artist URI(s)',
  'Album Artist Name(s)',
  'Album Release Date',
  'Album Image URL',
  'Disc Number',
  'Track Number',
  'Track Duration (ms)',
  'Track Preview URL',
  'Explicit',
  'Popularity',
  'ISRC',
  'Added By',
  'Added At',
];

const uri = (kind: string, name: string): string => uriOf(kind, spotifyId(kind, name));

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

/** Names joined by `, `; a comma inside a name is written `\,`. */
const joined = (names: readonly string[]): string =>
  names.map((name) => name.replaceAll(',', String.raw`\,`)).join(', ');

/** The list as exportify.app (watsonbox) writes it: every cell quoted, LF line ends. */
export function toExportify(tracks: readonly DemoTrack[]): string {
  const lines = tracks.map((track, index) => [
    uri('track', `${track.artists.join()} ${track.title}`),
    track.title,
    track.artists.map((name) => uri('artist', name)).join(', '),
    joined(track.artists),
    uri('album', `${track.albumArtist} ${track.album}`),
    track.album,
    uri('artist', track.albumArtist),
    joined([track.albumArtist]),
    track.released,
    '',
    String(track.disc),
    String(track.number),
    String(track.durationMs),
    '',
    'false',
    String(50 + ((index * 7) % 45)),
    track.isrc,
    'spotify:user:harmony-demo',
    `2026-0${1 + (index % 9)}-1${index % 10}T12:00:00Z`,
  ]);
  return `${[columns, ...lines].map((cells) => cells.map(quoted).join(',')).join('\n')}\n`;
}
