import { extensionOf, isAudioExtension, isLosslessExtension, type OfferedFile, type Said } from '#music';
import { say } from './rules/sentences.ts';

/** Which files people accept and which they like better. Unknown properties never reject a file. */
export interface QualityProfile {
  /** Preferred file formats (extensions), best first. Formats that are not listed come last, or are refused when `onlyListedFormats`. */
  readonly formats: readonly string[];
  readonly onlyListedFormats: boolean;
  /** Lowest bitrate for lossy formats in kbit/s; known lower ones are refused. 0: any. */
  readonly minBitrateKbps: number;
  /** Lowest bit depth for lossless formats; known lower ones are refused. 0: any. */
  readonly minBitDepth: number;
  /** Sample rates above this many hertz are liked less (size without audible gain); `null`: the higher the better. */
  readonly maxSampleRateHz: number | null;
}

/** Lossless first, then the usual lossy formats down to 192 kbit/s. */
export const defaultQualityProfile: QualityProfile = {
  formats: ['flac', 'alac', 'wav', 'aiff', 'ape', 'wv', 'm4a', 'mp3', 'opus', 'ogg', 'aac'],
  onlyListedFormats: false,
  minBitrateKbps: 192,
  minBitDepth: 0,
  maxSampleRateHz: 96_000,
};

/** The file's format as its extension, from the path where the peer sent none; empty when there is none at all. */
export function formatOf(file: OfferedFile): string {
  return (extensionOf(file.path) ?? file.extension ?? '').toLowerCase();
}

/** Why the profile refuses a file, as a sentence; `null` when it does not. */
export function refusal(file: OfferedFile, profile: QualityProfile): Said | null {
  const format = formatOf(file);
  if (profile.onlyListedFormats && !profile.formats.includes(format)) return say('format_refused', { format });
  if (isLosslessExtension(format)) {
    if (file.bitDepth !== null && file.bitDepth < profile.minBitDepth) {
      return say('bit_depth_refused', { bits: file.bitDepth, least: profile.minBitDepth });
    }
  } else if (
    isAudioExtension(format) &&
    file.bitrateKbps !== null &&
    file.bitrateKbps < profile.minBitrateKbps &&
    file.variableBitrate !== true
  ) {
    return say('bitrate_refused', { kbps: file.bitrateKbps, least: profile.minBitrateKbps });
  }
  return null;
}

/**
 * How the profile ranks a file: compare element by element, smaller is better. Format place, then bit depth, sample rate and bitrate; unknown counts as the
 * middle of the road (16 bit, 44.1 kHz, 256 kbit/s), never as bad.
 */
export function qualityRank(file: OfferedFile, profile: QualityProfile): readonly [number, number, number, number] {
  const format = formatOf(file);
  const place = profile.formats.indexOf(format);
  const rate = file.sampleRateHz ?? 44_100;
  const limit = profile.maxSampleRateHz;
  const rateRank = limit !== null && rate > limit ? rate : -rate;
  const bitrate = isLosslessExtension(format) ? 0 : -(file.bitrateKbps ?? 256);
  return [place === -1 ? profile.formats.length : place, -(file.bitDepth ?? 16), rateRank, bitrate];
}

/** The file's quality and its place in the profile, as a sentence. */
export function describeQuality(file: OfferedFile, profile: QualityProfile): Said {
  const format = formatOf(file);
  const at = profile.formats.indexOf(format);
  const { bitDepth, sampleRateHz, bitrateKbps } = file;
  const sound = { format, bitDepth, sampleRateHz, bitrateKbps };
  return at === -1 ? say('quality_unlisted', { sound }) : say('quality_choice', { sound, place: at + 1 });
}
