import type { WantedTrack } from '#music';
import { fitSegment, maxSegmentBytes, safeSegment, safeText, startSafely } from './segment.ts';
import { defaultTemplate, type NamingField, type NamingTemplate, type TemplatePiece } from './template.ts';

/** A run of text in a name; what a track says may be cut when the name is too long, what the template says stays. */
interface Run {
  readonly text: string;
  readonly fromTrack: boolean;
}

/** Where a track belongs: its folders from the music folder downwards, and its file name without collision suffix. */
export interface Place {
  readonly folders: readonly (readonly Run[])[];
  readonly stem: readonly Run[];
  /** With dot. */
  readonly extension: string;
}

/** What stands where a track does not say it. */
const unknown: Readonly<Record<NamingField, string>> = {
  albumartist: 'Unknown Artist',
  artist: 'Unknown Artist',
  album: 'Unknown Album',
  title: 'Title',
  track: '00',
  disc: '1',
  year: 'Unknown Year',
  date: 'Unknown Date',
  isrc: 'Unknown ISRC',
  initial: '#',
  format: 'Unknown',
};

/**
 * The place of a track by a template; the default is `Artist/Album/NN - Title.ext`, the album artist first, `Album (Disc n)` when there is more
 * than one disc.
 * @param extension of the verified content, without dot
 */
export function placeOf(track: WantedTrack, extension: string, template: NamingTemplate = defaultTemplate): Place {
  const ending = safeSegment(extension.toLowerCase(), 'bin');
  const value = (field: NamingField): string | null => valueOf(field, track, ending);
  return {
    // a folder of which nothing is known is left out
    folders: template.folders
      .map((pieces) => runsOf(pieces, value))
      .filter((runs) => fitRuns(runs, '', maxSegmentBytes) !== ''),
    stem: runsOf(template.file, value),
    extension: `.${ending}`,
  };
}

/**
 * The segments below the music folder for the `attempt`-th try (0 without suffix, then `_1`, `_2` …), shortened so that every segment keeps its
 * limit and the whole path with the folder in front of it stays within `maxPathBytes`. The file name gives way first, then the folders from the
 * last to the first.
 */
export function segmentsOf(
  place: Place,
  attempt: number,
  rootBytes: number,
  maxPathBytes: number,
): { folders: string[]; file: string } {
  const tail = (attempt === 0 ? '' : `_${attempt}`) + place.extension;
  const shortest = 32;
  const folders = place.folders.map((runs) => fitRuns(runs, '', maxSegmentBytes));
  const separators = folders.length + 1;
  let room = maxPathBytes - rootBytes - separators - folders.reduce((sum, name) => sum + Buffer.byteLength(name), 0);
  const need = (): number => shortest + Buffer.byteLength(tail) - room;
  for (let index = folders.length - 1; index >= 0 && need() > 0; index -= 1) {
    const before = Buffer.byteLength(folders[index] ?? '');
    const shorter = fitRuns(place.folders[index] ?? [], '', Math.max(shortest, before - need()));
    folders[index] = shorter;
    room += before - Buffer.byteLength(shorter);
  }
  const limit = Math.min(maxSegmentBytes, Math.max(room, Buffer.byteLength(tail) + 4));
  return { folders, file: fitRuns(place.stem, tail, limit) };
}

/** Longest whole path in bytes: PATH_MAX of the system less the closing zero; 259 characters on Windows without long-path support. */
export function maxPathOf(platform: NodeJS.Platform): number {
  return platform === 'win32' ? 259 : platform === 'darwin' ? 1023 : 4095;
}

function valueOf(field: NamingField, track: WantedTrack, extension: string): string | null {
  const artist = track.albumArtist ?? track.artists[0] ?? null;
  const several = (track.discTotal ?? 0) > 1 || (track.discNumber ?? 0) > 1;
  switch (field) {
    case 'albumartist':
      return artist;
    case 'artist':
      return track.artists[0] ?? null;
    case 'album':
      return track.album;
    case 'title':
      return track.title;
    case 'track':
      return positive(track.trackNumber)?.padStart(2, '0') ?? null;
    case 'disc':
      return several ? positive(track.discNumber) : null;
    case 'year':
      return /^\d{4}/u.exec(track.releaseDate ?? '')?.[0] ?? null;
    case 'date':
      return track.releaseDate;
    case 'isrc':
      return track.isrc;
    case 'initial':
      return initialOf(artist ?? '');
    case 'format':
      return extension.toUpperCase();
  }
}

function positive(number: number | null): string | null {
  return number !== null && number > 0 ? String(number) : null;
}

/** Without its accent, so that Édith and Edith share a folder; letters of any script stay what they are. */
function initialOf(artist: string): string {
  const first = /\p{L}/u.exec(artist.normalize('NFD').slice(0, 1))?.[0];
  return first?.toUpperCase() ?? '#';
}

function runsOf(pieces: readonly TemplatePiece[], value: (field: NamingField) => string | null): Run[] {
  return pieces.flatMap((piece): Run[] => {
    switch (piece.kind) {
      case 'text':
        return [{ text: piece.text, fromTrack: false }];
      case 'field':
        return [{ text: safeText(value(piece.field) ?? '', unknown[piece.field]), fromTrack: true }];
      case 'optional': {
        const known = piece.pieces.every((inner) => inner.kind !== 'field' || isSaid(value(inner.field)));
        return known ? runsOf(piece.pieces, value) : [];
      }
    }
  });
}

function isSaid(value: string | null): boolean {
  return value !== null && safeText(value, '') !== '';
}

/** One name of these runs and `tail` within `maxBytes`: the longest run of the track gives way, again and again. */
function fitRuns(runs: readonly Run[], tail: string, maxBytes: number): string {
  const texts = runs.map((run) => run.text);
  const name = (): string => startSafely(texts.join('').replace(/[. ]+$/u, '')) + tail;
  for (let over = excess(name(), maxBytes); over > 0; over = excess(name(), maxBytes)) {
    const [index, size] = runs.reduce(
      (best, run, at) => {
        const bytes = Buffer.byteLength(texts[at] ?? '');
        return run.fromTrack && bytes > best[1] ? [at, bytes] : best;
      },
      [-1, 1] as [number, number],
    );
    if (index === -1) return fitSegment(name().slice(0, -tail.length || undefined), tail, maxBytes);
    const shorter = fitSegment(texts[index] ?? '', '', Math.max(1, size - over));
    // a cut that frees nothing would never end
    if (Buffer.byteLength(shorter) >= size)
      return fitSegment(name().slice(0, -tail.length || undefined), tail, maxBytes);
    texts[index] = shorter;
  }
  return name();
}

function excess(name: string, maxBytes: number): number {
  return Buffer.byteLength(name) - maxBytes;
}
