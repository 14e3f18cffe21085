/** One frame header of MPEG audio (ISO 11172-3 §2.4.1.3, 13818-3). */
export interface MpegHeader {
  readonly layer: 1 | 2 | 3;
  /** MPEG-1 rather than 2 or 2.5. */
  readonly first: boolean;
  readonly mono: boolean;
  readonly protected: boolean;
  readonly bytes: number;
  readonly samples: number;
  readonly rate: number;
  /** Version, layer and rate: constant in a stream. */
  readonly kind: number;
}

const kbps: Readonly<Record<string, readonly number[]>> = {
  '1-1': [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  '1-2': [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  '1-3': [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  '2-1': [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  '2-2': [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  '2-3': [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};
const rates = [44_100, 48_000, 32_000];

/** Reads the four bytes at `at`; `null` when they are no frame header (or the rare free format, whose length is not written). */
export function readMpegHeader(bytes: Uint8Array, at: number): MpegHeader | null {
  const b1 = bytes[at + 1] ?? 0;
  const b2 = bytes[at + 2] ?? 0;
  const b3 = bytes[at + 3] ?? 0;
  if (bytes[at] !== 0xff || (b1 & 0xe0) !== 0xe0 || at + 4 > bytes.length) return null;
  const version = (b1 >> 3) & 3;
  const layer = 4 - ((b1 >> 1) & 3);
  const rateCode = (b2 >> 2) & 3;
  if (version === 1 || (layer !== 1 && layer !== 2 && layer !== 3) || rateCode === 3 || (b3 & 3) === 2) return null;
  const first = version === 3;
  const bitrate = kbps[`${first ? 1 : 2}-${layer}`]?.[(b2 >> 4) - 1];
  const rate = (rates[rateCode] ?? 0) >> (first ? 0 : version === 2 ? 1 : 2);
  if (bitrate === undefined) return null;
  const padding = (b2 >> 1) & 1;
  const samples = layer === 1 ? 384 : layer === 3 && !first ? 576 : 1152;
  const length =
    layer === 1
      ? (Math.floor((12_000 * bitrate) / rate) + padding) * 4
      : Math.floor(((samples / 8) * 1000 * bitrate) / rate) + padding;
  return {
    layer,
    first,
    mono: b3 >> 6 === 3,
    protected: (b1 & 1) === 0,
    bytes: length,
    samples,
    rate,
    kind: (b1 & 0x1e) * 4 + rateCode,
  };
}

/** Reads `count` bits (at most 24) from bit `from` of `bytes`. */
function bits(bytes: Uint8Array, from: number, count: number): number {
  let value = 0;
  for (let bit = from; bit < from + count; bit += 1)
    value = value * 2 + (((bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
  return value;
}

/** What a layer III frame says about where its music lies. */
export interface SideInfo {
  /** Bytes that it uses from the frames before. */
  readonly backBytes: number;
  /** Bits of music in all. */
  readonly musicBits: number;
  /** Bytes of the frame that can hold music: all but header, checksum and side information. */
  readonly roomBytes: number;
  /** False when a field has a value that no encoder may write. */
  readonly valid: boolean;
}

/** Reads the side information of a layer III frame (ISO 11172-3 §2.4.1.7; lengths for MPEG-2 in 13818-3 §2.4.1.7). */
export function readSideInfo(bytes: Uint8Array, at: number, header: MpegHeader): SideInfo {
  const size = header.first ? (header.mono ? 17 : 32) : header.mono ? 9 : 17;
  const offset = 4 + (header.protected ? 2 : 0);
  const side = bytes.subarray(at + offset, at + offset + size);
  const channels = header.mono ? 1 : 2;
  let bit = header.first ? 9 + (header.mono ? 5 : 3) + 4 * channels : 8 + (header.mono ? 1 : 2);
  let musicBits = 0;
  let valid = true;
  for (let part = 0; part < channels * (header.first ? 2 : 1); part += 1) {
    musicBits += bits(side, bit, 12);
    if (bits(side, bit + 12, 9) > 288) valid = false;
    bit += header.first ? 59 : 63;
  }
  return { backBytes: bits(side, 0, header.first ? 9 : 8), musicBits, roomBytes: header.bytes - offset - size, valid };
}
