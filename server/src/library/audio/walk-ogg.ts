import { crc32Table } from './crc.ts';
import type { ByteReader } from './reader.ts';
import { afterId3v2, beforeTrailingTags } from './tags-around.ts';
import type { AudioSink, Walk } from './types.ts';

/** Longest page: 27 bytes of header, 255 segments with their sizes (RFC 3533 §6). */
const longestPage = 27 + 255 + 255 * 255;

/** What the first packet of an Ogg stream says. */
export interface OggKind {
  readonly codec: 'Vorbis' | 'Opus' | 'FLAC' | 'Speex' | null;
  readonly rate: number;
  readonly skip: number;
  /** Pages before the first audio page belong to this many header packets. */
  readonly headers: number;
}

/** Reads the codec from the payload of the first page. */
export function oggKind(packet: Buffer): OggKind {
  if (packet.length >= 19 && packet.toString('latin1', 0, 8) === 'OpusHead')
    return { codec: 'Opus', rate: 48_000, skip: packet.readUInt16LE(10), headers: 2 };
  if (packet.length >= 16 && packet.toString('latin1', 1, 7) === 'vorbis')
    return { codec: 'Vorbis', rate: packet.readUInt32LE(12), skip: 0, headers: 3 };
  if (packet.length >= 51 && packet.toString('latin1', 1, 5) === 'FLAC')
    return { codec: 'FLAC', rate: packet.readUIntBE(27, 3) >>> 4, skip: 0, headers: 1 + packet.readUInt16BE(7) };
  if (packet.length >= 40 && packet.toString('latin1', 0, 8) === 'Speex   ')
    return { codec: 'Speex', rate: packet.readUInt32LE(36), skip: 0, headers: 2 };
  return { codec: null, rate: 0, skip: 0, headers: 1 };
}

/**
 * Walks through the pages of an Ogg file: each page's CRC-32, the numbers in sequence per stream (RFC 3533 §6).
 * A gap in the numbers is tolerated where the music has not begun: taggers leave such gaps behind the comment header.
 */
export function walkOgg(reader: ByteReader, sink?: AudioSink): Walk {
  const end = beforeTrailingTags(reader);
  const streams = new Map<
    number,
    { kind: OggKind; next: number; packets: number; ended: boolean; granule: number; before: number }
  >();
  let position = afterId3v2(reader);
  let main: number | null = null;
  const now = () => {
    const stream = main === null ? undefined : streams.get(main);
    return stream && stream.kind.rate > 0
      ? Math.max(0, Math.round(((stream.granule - stream.kind.skip) * 1000) / stream.kind.rate)) + stream.before
      : null;
  };
  while (position < end) {
    const page = reader.at(position, Math.min(longestPage, end - position));
    if (page.length < 27 || page.toString('latin1', 0, 4) !== 'OggS') {
      // behind the end of the music anything may lie
      if (main !== null && streams.get(main)?.ended === true) break;
      if (page.length < 27) return { kind: 'truncated', atMs: now(), promisedMs: null };
      return { kind: 'damaged', atMs: now(), what: 'a page is missing where one must begin' };
    }
    const segments = page.readUInt8(26);
    let body = 0;
    let finished = 0;
    for (let index = 0; index < segments && 27 + index < page.length; index += 1) {
      const size = page.readUInt8(27 + index);
      body += size;
      if (size < 255) finished += 1;
    }
    const length = 27 + segments + body;
    if (length > page.length) return { kind: 'truncated', atMs: now(), promisedMs: null };
    if (pageCrc(page, length) !== page.readUInt32LE(22))
      return { kind: 'damaged', atMs: now(), what: 'a page has a wrong checksum' };
    const flags = page.readUInt8(5);
    const serial = page.readUInt32LE(14);
    const number = page.readUInt32LE(18);
    const payload = page.subarray(27 + segments, length);
    let stream = streams.get(serial);
    if ((flags & 2) !== 0) {
      const before = now() ?? 0;
      stream = { kind: oggKind(payload), next: number, packets: 0, ended: false, granule: 0, before };
      streams.set(serial, stream);
      if (stream.kind.codec !== null) main = serial;
    }
    if (!stream) return { kind: 'damaged', atMs: now(), what: 'a page belongs to no stream' };
    const music = stream.packets >= stream.kind.headers;
    if (number !== stream.next && music && stream.granule > 0)
      return { kind: 'damaged', atMs: now(), what: 'pages are missing' };
    stream.next = (number + 1) % 2 ** 32;
    stream.packets += finished;
    const granule = page.readBigInt64LE(6);
    if (granule >= 0n) stream.granule = Number(granule);
    if ((flags & 4) !== 0) stream.ended = true;
    if (music && sink && serial === main) sink(payload);
    position += length;
  }
  if (main === null) return { kind: 'damaged', atMs: 0, what: 'it holds no known audio' };
  // Recorders of streams and some cutters leave no mark on the last page. A download is hardly ever cut exactly between two pages, and then its length tells.
  return { kind: 'whole', depth: 'page-checksums', durationMs: now() };
}

/** CRC over the page with its own checksum field taken as zero. */
function pageCrc(page: Uint8Array, length: number): number {
  let crc = 0;
  for (let at = 0; at < length; at += 1) {
    const byte = at >= 22 && at < 26 ? 0 : (page[at] ?? 0);
    crc = ((crc << 8) ^ (crc32Table[(crc >>> 24) ^ byte] ?? 0)) | 0;
  }
  return crc >>> 0;
}
