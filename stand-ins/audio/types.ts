/** Encodings that this room can make. `mp3` is constant bit rate, `mp3-vbr` carries a Xing header. */
export type AudioFormat = 'flac' | 'mp3' | 'mp3-vbr' | 'm4a' | 'alac' | 'ogg' | 'opus' | 'wav' | 'aiff' | 'ape';

/** Tags to be written into the file, right or wrong; absent ones are not written. */
export interface AudioTags {
  readonly title?: string;
  readonly artist?: string;
  readonly album?: string;
  readonly albumArtist?: string;
  /** `4` or `4/12`. */
  readonly track?: string;
  readonly disc?: string;
  /** `YYYY` or `YYYY-MM-DD`. */
  readonly date?: string;
  readonly genre?: string;
  readonly isrc?: string;
}

/**
 * What is wrong with the bytes on the peer's own disk. `truncated` and `corrupt-middle` keep a valid beginning that still claims
 * the whole duration; the others are not audio at all.
 */
export type AudioFault =
  | { readonly kind: 'truncated'; readonly keepPercent: number }
  | { readonly kind: 'corrupt-middle' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'html' }
  | { readonly kind: 'garbage'; readonly sizeBytes: number };

/** How to make one file. The same recipe always gives the same bytes. */
export interface AudioRecipe {
  readonly format: AudioFormat;
  /** Real playing time of the stream. */
  readonly durationMs: number;
  /** Changes the bytes, not the properties; default `0`. */
  readonly seed?: string | number;
  /** FLAC, WAV and AIFF only: 44100 (default), 48000, 88200, 96000 or 192000. */
  readonly sampleRateHz?: number;
  /** FLAC, WAV and AIFF only; default 16. */
  readonly bitDepth?: 16 | 24;
  /**
   * Average size of the stream. MP3: one of the MPEG-1 layer III rates (default 32, `mp3-vbr` about 60), M4A: 96 upwards, FLAC: 30 to about
   * 1000, default as small as possible. Ignored by the other formats.
   */
  readonly bitrateKbps?: number;
  /** FLAC only: nothing above this frequency, as in a lossy file that was converted to FLAC. */
  readonly lowpassHz?: number;
  /** FLAC only: write the checksum of the decoded audio (default true; costs about 2 ns per byte of decoded audio). */
  readonly md5?: boolean;
  readonly tags?: AudioTags;
  readonly fault?: AudioFault;
}

/** A file that is planned but not yet written: its size is known cheaply. */
export interface Draft {
  /** Bytes that `build` will make. */
  readonly size: number;
  build(): Buffer;
}

/** What an honest peer would announce about a file; names as in slskd's search responses. */
export interface AudioAttributes {
  readonly bitRate?: number;
  readonly bitDepth?: number;
  readonly sampleRate?: number;
  /** Whole seconds. */
  readonly length?: number;
  readonly isVariableBitRate?: boolean;
}
