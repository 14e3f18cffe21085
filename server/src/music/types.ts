import type { Facts } from './sentences.ts';

/** What is wanted: one recording, described as well as the source could. Pure data, no identity in the database. */
export interface WantedTrack {
  readonly title: string;
  /** Credited artists in order, main artist first; never empty, each entry non-blank. */
  readonly artists: readonly string[];
  readonly album: string | null;
  readonly albumArtist: string | null;
  /** 1-based position on its disc. */
  readonly trackNumber: number | null;
  readonly trackTotal: number | null;
  readonly discNumber: number | null;
  readonly discTotal: number | null;
  readonly durationMs: number | null;
  /** Twelve characters, upper case, no dashes (ISO 3901). */
  readonly isrc: string | null;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly releaseDate: string | null;
  /** Other names of the artists, by the name used in `artists`. */
  readonly artistAliases?: Readonly<Record<string, readonly string[]>>;
  /** Rules of quality of this wish's own, before those of the house. */
  readonly quality?: WantedQuality;
}

/** Which files are good enough for one wish. */
export interface WantedQuality {
  /** Lowest bitrate of lossy files in kbit/s; known lower ones are refused. */
  readonly minBitrateKbps: number;
  /** File extensions in lower case, best first. */
  readonly formats: readonly string[];
  /** Refuse every other format. */
  readonly onlyFormats: boolean;
}

/** One file that a peer offers, in the peer's own words. Everything but `username`, `path` and `sizeBytes` may be unknown or untrue. */
export interface OfferedFile {
  /** Unique within one judgement; the database id of the candidate where there is one. */
  readonly id: string;
  readonly username: string;
  /** Full remote path exactly as the peer sent it, usually with backslashes. The key for downloading: never normalise it. */
  readonly path: string;
  readonly sizeBytes: number;
  /** Without dot, lower case; derived from the path where the peer sent none. */
  readonly extension: string | null;
  readonly bitrateKbps: number | null;
  readonly sampleRateHz: number | null;
  readonly bitDepth: number | null;
  /** Whole seconds. */
  readonly lengthS: number | null;
  readonly variableBitrate: boolean | null;
  readonly freeSlot: boolean;
  readonly queueLength: number;
  /** Bytes per second, self-reported. */
  readonly speedBps: number;
}

/** `auto` may be fetched without asking; `review` needs a person; `reject` is not the recording or not acceptable. */
export type Verdict = 'auto' | 'review' | 'reject';

/** Why a rule spoke for or against a file. */
export interface Reason {
  /** Stable kebab-case name of the rule, for example `artist-missing`. */
  readonly rule: string;
  /** Contribution to the score, -1..1; a rejecting rule carries -1. */
  readonly weight: number;
  /** One English sentence for people, naming what decided it. */
  readonly sentence: string;
  /** Which sentence it is, and the values that it names: to say it in another language. */
  readonly code: string;
  readonly facts: Facts;
}

/** The engine's opinion of one offered file. */
export interface Judgement {
  readonly fileId: string;
  readonly verdict: Verdict;
  /** 0..1, comparable across wishes: how sure we are that it is the wanted recording. */
  readonly score: number;
  readonly reasons: readonly Reason[];
}
