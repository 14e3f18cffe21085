/** What an audio file is, by its content alone. */
export interface AudioFacts {
  /** Short name of the format: `flac`, `mp3`, `m4a`, `ogg`, `opus`, `wav`, `aiff`, `ape`, `wma`, `wv`, `aac` … */
  readonly format: string;
  /** The extension that fits the content, without dot. */
  readonly extension: string;
  /** `FLAC`, `MP3`, `AAC`, `ALAC`, `Vorbis`, `Opus`, `PCM` …, as far as known. */
  readonly codec: string | null;
  readonly lossless: boolean | null;
  readonly bitrateKbps: number | null;
  readonly sampleRateHz: number | null;
  readonly bitDepth: number | null;
  readonly durationMs: number | null;
  readonly sizeBytes: number;
}

/**
 * How far the structure could be followed without decoding: every frame with its checksum, every frame's header, every page with its
 * checksum, every sample's place by the index, the sizes of the parts, or the header only.
 */
export type Depth = 'frame-checksums' | 'frame-headers' | 'page-checksums' | 'sample-index' | 'part-sizes' | 'header';

/** What walking through a file's structure found. Times are milliseconds of music from the start. */
export type Walk =
  | { readonly kind: 'whole'; readonly depth: Depth; readonly durationMs: number | null }
  /** The music stops before its end; `promisedMs` is the length the file itself claims. */
  | { readonly kind: 'truncated'; readonly atMs: number | null; readonly promisedMs: number | null }
  /** Something in the middle cannot be played. */
  | { readonly kind: 'damaged'; readonly atMs: number | null; readonly what: string };

/** Receives the audio payload (never tags) piece by piece, in playing order; the bytes are only valid during the call. */
export type AudioSink = (bytes: Uint8Array) => void;

/** What is known of a file after looking at every byte of it. */
export type Inspection =
  | {
      readonly kind: 'sound';
      readonly facts: AudioFacts;
      readonly depth: Depth;
      /** SHA-256 of the audio payload without tags; `null` unless asked for or when the format's payload cannot be told from its tags. */
      readonly audioSha256: string | null;
    }
  /** Not audio at all; `what` names what it is, where that is known. */
  | { readonly kind: 'not-audio'; readonly what: string | null }
  | { readonly kind: 'broken'; readonly facts: AudioFacts; readonly walk: Exclude<Walk, { kind: 'whole' }> };
