import {
  classify,
  compareVersions,
  isBeyondLatin,
  nearlySame,
  nearlySameWords,
  type ParsedTitle,
  parseTitle,
  soundSkeleton,
  type VersionMark,
} from '#music';
import { artistLikeness } from './artists.ts';

/** A track as a service, a library or a tag describes it. Anything but the title may be missing. */
export interface TrackRecord {
  readonly title: string;
  readonly artists: readonly string[];
  readonly album: string | null;
  readonly durationMs: number | null;
  readonly isrc?: string | null;
  readonly year?: number | null;
  readonly number?: number | null;
}

/** Whether two descriptions mean the same recording, how sure that is (0..1), and what decided it. */
export interface Likeness {
  readonly score: number;
  readonly match: boolean;
  readonly because: 'isrc' | 'title' | 'artist' | 'version' | 'duration' | 'agreement' | 'overlap';
}

function sameSong(left: ParsedTitle, right: ParsedTitle, near: boolean): number {
  const a = left.base.join('');
  const b = right.base.join('');
  if (a === '' || b === '') return 0;
  const tail = (title: ParsedTitle): string => title.subtitles.map((words) => words.join('')).join('');
  const [restA, restB] = [tail(left), tail(right)];
  if (a === b)
    return restA === restB || restA === '' || restB === '' || nearlySame(restA, restB)
      ? restA === restB
        ? 1
        : 0.9
      : 0.3;
  // A subtitle in brackets here may be part of the name there; articles may go to the end.
  if (
    a + restA === b + restB ||
    [...left.base, ...left.subtitles.flat()].sort().join(' ') ===
      [...right.base, ...right.subtitles.flat()].sort().join(' ')
  )
    return 0.95;
  const article = (words: readonly string[]): string =>
    words.length > 1 && (words[0] === 'the' || words[0] === 'a') ? words.slice(1).join('') : words.join('');
  if (article(left.base) === article(right.base)) return near ? 0.95 : 0.6;
  // A letter more or less (`Colour`, `Lovin'`) is spelling; another letter (`Stars`, `Scars`) is another word unless the length agrees.
  if (nearlySameWords(left.base, right.base))
    return near || a.length >= 10 ? 0.85 : a.length !== b.length && a.length > 4 ? 0.75 : 0.4;
  if (isBeyondLatin(a) !== isBeyondLatin(b)) {
    const [soundA, soundB] = [soundSkeleton(a), soundSkeleton(b)];
    if (soundA.length > 2 && nearlySame(soundA, soundB)) return 0.8;
  }
  return 0;
}

/** Whether both name the same album, editions aside. */
function sameAlbum(left: TrackRecord, right: TrackRecord): boolean {
  if (left.album === null || right.album === null) return false;
  const [a, b] = [
    parseTitle(left.album.slice(0, 500)).base.join(''),
    parseTitle(right.album.slice(0, 500)).base.join(''),
  ];
  return a !== '' && a === b;
}

/** A live album's tracks are live although their titles do not say so: the album's version counts where the other side names one of its kind. */
function withAlbum(
  own: readonly VersionMark[],
  others: readonly VersionMark[],
  track: TrackRecord,
): readonly VersionMark[] {
  const lacking = others.filter(
    ({ kind }) => (kind === 'live' || kind === 'acoustic') && !own.some((mark) => mark.kind === kind),
  );
  if (lacking.length === 0 || track.album === null) return own;
  const album = parseTitle(track.album.slice(0, 500));
  const said = [...classify(album.base).marks, ...album.versions];
  return [
    ...own,
    ...lacking
      .filter(({ kind }) => said.some((mark) => mark.kind === kind))
      .map(({ kind }): VersionMark => ({ kind, detail: '' })),
  ];
}

const onlyEdits = (marks: readonly VersionMark[]): boolean => marks.every(({ kind }) => kind === 'edit');

/** Compares two clean descriptions of recordings. Title, artist and version must agree; lengths may contradict; the rest is unknown, not bad. */
export function compareRecordings(left: TrackRecord, right: TrackRecord): Likeness {
  if (left.isrc && right.isrc && left.isrc.toUpperCase() === right.isrc.toUpperCase())
    return { score: 1, match: true, because: 'isrc' };
  const [a, b] = [parseTitle(left.title.slice(0, 500)), parseTitle(right.title.slice(0, 500))];
  const apart =
    left.durationMs && right.durationMs && left.durationMs > 0 && right.durationMs > 0
      ? Math.abs(left.durationMs - right.durationMs) / 1000
      : null;
  const near = apart !== null && apart <= 3;
  const song = sameSong(a, b, near);
  if (song < 0.5) return { score: 0.2 * song, match: false, because: 'title' };
  const artist = artistLikeness(left.artists, right.artists);
  if (artist === 0) return { score: 0.25 * song, match: false, because: 'artist' };
  const everybody = [...left.artists, ...right.artists].join(' ').toLowerCase();
  const version = compareVersions(
    withAlbum(a.versions, b.versions, left),
    withAlbum(b.versions, a.versions, right),
    everybody,
  );
  const missing = [...version.extra, ...version.missing];
  let score = song * (0.9 + 0.1 * artist);
  if (version.conflict.length > 0 || (missing.length > 0 && !(near && onlyEdits(missing))))
    return { score: 0.3 * score, match: false, because: 'version' };
  if (missing.length > 0) score *= 0.85;
  if (version.vague) score *= near ? 0.95 : apart === null ? 0.85 : 0.5;
  if (apart !== null && apart > 3) {
    const limit = Math.max(6, (Math.max(left.durationMs ?? 0, right.durationMs ?? 0) / 1000) * 0.03);
    // On the same album two tracks of one name and version are one recording even when somebody's clock is wrong.
    score *= apart <= limit ? 0.85 : apart <= 2 * limit || sameAlbum(left, right) ? 0.6 : 0.4;
  } else if (apart === null) score *= 0.95;
  return { score, match: score >= 0.65, because: score >= 0.65 ? 'agreement' : 'duration' };
}
