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
