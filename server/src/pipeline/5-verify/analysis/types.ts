import type { Family } from './traces.ts';

/** What was measured while a file was decoded from beginning to end. */
export interface Analysis {
  readonly rateHz: number;
  readonly channels: number;
  readonly durationMs: number;
  /** Highest level in dB below full scale; `null` for digital silence, as `rmsDb`. */
  readonly peakDb: number | null;
  readonly rmsDb: number | null;
  /** Bits of the samples that are ever used; 0 for digital silence, 25 and more for decoders that compute with fractions. */
  readonly usedBits: number;
  readonly leadingSilenceMs: number;
  readonly trailingSilenceMs: number;
  /** Longest silence with sound before and after it. */
  readonly longestSilenceMs: number;
  /** Highest frequency with sound clearly above the noise of rounding. */
  readonly cutoffHz: number;
  /** The most abrupt fall of the mean spectrum above 8 kHz. */
  readonly wallHz: number;
  readonly wallDb: number;
  /** The frame grid of a lossy codec, when one stands out; only looked for in what claims to be lossless. */
  readonly grid: { readonly family: Family; readonly z: number } | null;
  /** A spectrogram as PNG. */
  readonly spectrogram: Uint8Array;
}

/** What a file claims to be. */
export interface Claim {
  readonly lossless: boolean;
  readonly bitDepth: number | null;
  readonly bitrateKbps: number | null;
}
