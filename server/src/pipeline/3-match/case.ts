import type { Judgement, OfferedFile, Verdict, WantedTrack } from '#music';
import { judge } from './match.ts';
import { defaultQualityProfile } from './quality.ts';

/** What was wanted, as a case says it. */
export interface CaseWish {
  readonly title: string;
  readonly artists: readonly string[];
  readonly album: string | null;
  /** `null`: unknown. */
  readonly seconds: number | null;
}

/** A file that a peer offered, and the right verdict about it. */
export interface CaseFile {
  readonly path: string;
  readonly seconds: number | null;
  readonly verdict: Verdict;
  /** The rule that must speak against it. */
  readonly rule?: string;
}

/** A lesson for the engine: the form of the files in `cases/`. */
export interface MatchingCase {
  readonly lesson: string;
  readonly wish: CaseWish;
  readonly files: readonly CaseFile[];
}

/** What the engine says of a case's file, and whether that is right. */
export interface CaseAnswer {
  readonly file: CaseFile;
  readonly judgement: Judgement;
  readonly agrees: boolean;
}

const wanted = ({ title, artists, album, seconds }: CaseWish): WantedTrack => ({
  title,
  artists,
  album,
  albumArtist: null,
  trackNumber: null,
  trackTotal: null,
  discNumber: null,
  discTotal: null,
  durationMs: seconds === null ? null : seconds * 1000,
  isrc: null,
  releaseDate: null,
});

const offered = (path: string, seconds: number | null): OfferedFile => ({
  id: path,
  username: 'peer',
  path,
  sizeBytes: 20_000_000,
  extension: null,
  bitrateKbps: null,
  sampleRateHz: null,
  bitDepth: null,
  lengthS: seconds,
  variableBitrate: null,
  freeSlot: true,
  queueLength: 0,
  speedBps: 1,
});

/** Judges every file of a case by the shipped quality profile: a case is about the recording, not about people's taste. `name` adds the known aliases. */
export function judgeCase(
  { wish, files }: Pick<MatchingCase, 'wish' | 'files'>,
  name: (track: WantedTrack) => WantedTrack = (track) => track,
): CaseAnswer[] {
  const track = name(wanted(wish));
  return files.flatMap((file): CaseAnswer[] => {
    const [judgement] = judge(track, [offered(file.path, file.seconds)], defaultQualityProfile);
    if (judgement === undefined) return [];
    const against = judgement.reasons.filter(({ weight }) => weight < 0).map(({ rule }) => rule);
    const agrees = judgement.verdict === file.verdict && (file.rule === undefined || against.includes(file.rule));
    return [{ file, judgement, agrees }];
  });
}
