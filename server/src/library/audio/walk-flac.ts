import { crc8, crc16Table } from './crc.ts';
import { type ByteReader, pour } from './reader.ts';
import { beforeTrailingTags } from './tags-around.ts';
import type { AudioSink, Walk } from './types.ts';

interface Header {
  readonly length: number;
  readonly blockSize: number;
  readonly number: number;
  readonly variable: boolean;
  /** Block size, rate and sample size codes: constant in a stream but for its last frame. */
  readonly kind: number;
}

const chunkBytes = 1 << 20;
const longestHeader = 16;

/**
 * Walks through a FLAC stream that begins at `start` ("fLaC"): each frame's header with its CRC-8, its number in sequence and its CRC-16, and
 * the sum of samples against STREAMINFO (RFC 9639 §8, §9). The length of a frame is only known by its end, where the next header follows and the
 * running CRC-16 over the frame with its own checksum has become zero.
 */
export function walkFlac(reader: ByteReader, start: number, sink?: AudioSink): Walk {
  const info = Buffer.from(reader.at(start + 4, 38));
  if (info.length < 38 || (info.readUInt8(0) & 0x7f) !== 0)
    return { kind: 'damaged', atMs: 0, what: 'its header is unreadable' };
  const rate = info.readUIntBE(4 + 10, 3) >>> 4;
  const total = (info.readUInt8(4 + 13) & 15) * 2 ** 32 + info.readUInt32BE(4 + 14);
  const ms = (samples: number) => (rate > 0 ? Math.round((samples * 1000) / rate) : null);
  const promisedMs = total > 0 ? ms(total) : null;

  let position = start + 4;
  for (let last = false; !last; ) {
    const head = reader.at(position, 4);
    if (head.length < 4) return { kind: 'truncated', atMs: 0, promisedMs };
    last = (head.readUInt8(0) & 0x80) !== 0;
    position += 4 + head.readUIntBE(1, 3);
  }

  const end = beforeTrailingTags(reader);
  if (position >= end) return { kind: 'truncated', atMs: 0, promisedMs };
  if (sink) pour(reader, position, end, sink);
  let samples = 0;
  let frame = readHeader(reader.at(position, longestHeader), 0);
  if (!frame) return { kind: 'damaged', atMs: 0, what: 'its first frame is unreadable' };
  let crc = 0;
  let largest = 65_536;
  let frameStart = position;

  while (position < end) {
    const want = Math.min(chunkBytes, end - position);
    const chunk = reader.at(position, want);
    if (chunk.length === 0) break;
    // leave room for a header that crosses the edge, unless this is the end
    const atEnd = position + chunk.length >= end;
    const stop = atEnd ? chunk.length : chunk.length - longestHeader;
    for (let at = 0; at < stop; at += 1) {
      const byte = chunk[at] ?? 0;
      if (byte === 0xff && ((chunk[at + 1] ?? 0) & 0xfe) === 0xf8 && position + at >= frameStart + frame.length + 2) {
        const next = readHeader(chunk, at);
        if (next && next.variable === frame.variable && next.number === successor(frame)) {
          if (crc !== 0) return { kind: 'damaged', atMs: ms(samples), what: 'a frame has a wrong checksum' };
          samples += frame.blockSize;
          largest = Math.max(largest, position + at - frameStart);
          frame = next;
          frameStart = position + at;
        } else if (next && next.kind === frame.kind && jumps(frame, next)) {
          return { kind: 'damaged', atMs: ms(samples), what: 'frames are broken or missing' };
        }
      }
      crc = ((crc << 8) & 0xffff) ^ (crc16Table[(crc >> 8) ^ byte] ?? 0);
    }
    position += stop;
  }

  if (crc === 0) samples += frame.blockSize;
  if (total > 0 && samples < total) {
    // more left than one frame can be: the music goes on, but nothing in it could be recognised
    if (crc !== 0 && end - frameStart > 2 * largest)
      return { kind: 'damaged', atMs: ms(samples), what: 'the stream cannot be followed any further' };
    return { kind: 'truncated', atMs: ms(samples), promisedMs };
  }
  if (crc !== 0) return { kind: 'damaged', atMs: ms(samples), what: 'its last frame is incomplete' };
  return { kind: 'whole', depth: 'frame-checksums', durationMs: ms(total > 0 ? total : samples) };
}

/** Whether `next` is a later frame of the same stream: near enough not to be chance. */
function jumps(frame: Header, next: Header): boolean {
  const ahead = next.number - successor(frame);
  return ahead > 0 && ahead <= 50 * (frame.variable ? frame.blockSize : 1);
}

function successor(frame: Header): number {
  return frame.variable ? frame.number + frame.blockSize : frame.number + 1;
}

/** Reads a frame header at `at` (RFC 9639 §9.1); `null` when the bytes are none. */
function readHeader(bytes: Uint8Array, at: number): Header | null {
  const byte = (offset: number) => bytes[at + offset] ?? -1;
  if (byte(0) !== 0xff || (byte(1) & 0xfe) !== 0xf8) return null;
  const blockCode = byte(2) >> 4;
  const rateCode = byte(2) & 15;
  if (blockCode === 0 || rateCode === 15 || byte(3) >> 4 > 10 || (byte(3) & 1) !== 0 || ((byte(3) >> 1) & 7) === 3)
    return null;
  const first = byte(4);
  const extra =
    first < 0x80
      ? 0
      : first < 0xc0
        ? -1
        : first < 0xe0
          ? 1
          : first < 0xf0
            ? 2
            : first < 0xf8
              ? 3
              : first < 0xfc
                ? 4
                : first < 0xfe
                  ? 5
                  : first === 0xfe
                    ? 6
                    : -1;
  if (extra < 0) return null;
  let number = extra === 0 ? first : extra === 6 ? 0 : first & (0x3f >> extra);
  for (let index = 1; index <= extra; index += 1) {
    if ((byte(4 + index) & 0xc0) !== 0x80) return null;
    number = number * 64 + (byte(4 + index) & 0x3f);
  }
  let length = 5 + extra;
  let blockSize = blockCode === 1 ? 192 : blockCode <= 5 ? 576 << (blockCode - 2) : 256 << (blockCode - 8);
  if (blockCode === 6) {
    blockSize = byte(length) + 1;
    length += 1;
  } else if (blockCode === 7) {
    blockSize = byte(length) * 256 + byte(length + 1) + 1;
    length += 2;
  }
  length += rateCode === 12 ? 1 : rateCode === 13 || rateCode === 14 ? 2 : 0;
  if (at + length >= bytes.length || crc8(bytes, at, at + length) !== byte(length)) return null;
  return { length: length + 1, blockSize, number, variable: (byte(1) & 1) === 1, kind: byte(2) * 16 + (byte(3) & 15) };
}
