import type { Decoded } from './analysis/decode.ts';

/** Plays a file from beginning to end without sound, to find flaws that its structure does not show, and listens to what it is made of. */
export interface AudioDecoder {
  /**
   * `sound` with what was heard, or `flawed` with the decoder's own words; `unavailable` when there is no decoder on this machine. Traces of lossy
   * codecs are only looked for in files that claim to be `lossless`, which takes a second more.
   * Throws when it could not be run to its end for another reason (time-out), or with the signal's reason.
   */
  decode(path: string, lossless: boolean, signal: AbortSignal): Promise<Decoded>;
  close(): Promise<void>;
}

/** A recording of MusicBrainz that sounds like a file. */
export interface SoundAlike {
  /** Of MusicBrainz (UUID). */
  readonly id: string;
  readonly title: string;
  readonly artists: readonly string[];
  /** How many people said that this sound is this recording; `null`: not told. */
  readonly sources: number | null;
}

/** What is known of the sound of a file; matches surest first, with a score from 0 to 1. */
export type Recognised =
  | {
      readonly kind: 'asked';
      readonly matches: readonly {
        readonly acoustId: string;
        readonly score: number;
        readonly recordings: readonly SoundAlike[];
      }[];
    }
  | { readonly kind: 'not_asked'; readonly why: string };

/** Knows recordings by their sound. */
export interface Recogniser {
  /** Never fails because of the service or the program; rejects with the signal's reason. */
  recognise(path: string, signal: AbortSignal): Promise<Recognised>;
}
