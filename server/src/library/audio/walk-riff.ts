import { type ByteReader, pour } from './reader.ts';
import type { AudioSink, Walk } from './types.ts';

/**
 * Walks through the chunks of a WAV file (RIFF or RF64, EBU Tech 3306): the music's chunk must lie inside the file and hold whole samples.
 * A recorder that could not go back writes 0 or 2^32-1 as size: the music then reaches to the end of the file.
 */
export function walkWav(reader: ByteReader, sink?: AudioSink): Walk {
  let bytesPerSecond = 0;
  let block = 1;
  let longData = 0;
  for (let position = 12; position + 8 <= reader.size; ) {
    const head = Buffer.from(reader.at(position, 40));
    const type = head.toString('latin1', 0, 4);
    let size = head.readUInt32LE(4);
    if (type === 'ds64' && head.length >= 24) longData = Number(head.readBigUInt64LE(16));
    if (type === 'fmt ' && head.length >= 24) {
      bytesPerSecond = head.readUInt32LE(16);
      block = Math.max(1, head.readUInt16LE(20));
    }
    if (type === 'data') {
      const available = reader.size - position - 8;
      if (size === 0xffff_ffff && longData > 0) size = longData;
      else if (size === 0xffff_ffff || (size === 0 && available > 0)) size = available - (available % block);
      return ended(reader, { from: position + 8, size, bytesPerSecond, block }, sink);
    }
    position += 8 + size + (size % 2);
  }
  return { kind: 'truncated', atMs: 0, promisedMs: null };
}

/** Walks through the chunks of an AIFF or AIFF-C file (Apple, AIFF 1.3): the music's chunk must be inside the file and as long as promised. */
export function walkAiff(reader: ByteReader, sink?: AudioSink): Walk {
  let bytesPerSecond = 0;
  let block = 1;
  for (let position = 12; position + 8 <= reader.size; ) {
    const head = Buffer.from(reader.at(position, 26));
    const type = head.toString('latin1', 0, 4);
    const size = head.readUInt32BE(4);
    if (type === 'COMM' && head.length >= 26) {
      block = Math.max(1, head.readUInt16BE(8) * Math.ceil(head.readUInt16BE(14) / 8));
      // the rate is an 80-bit float; whole rates below 2^31 need only its upper 32 bits of mantissa
      const exponent = (head.readUInt16BE(16) & 0x7fff) - 16_383;
      bytesPerSecond = block * Math.round(head.readUInt32BE(18) * 2 ** (exponent - 31));
    }
    if (type === 'SSND') return ended(reader, { from: position + 16, size: size - 8, bytesPerSecond, block }, sink);
    position += 8 + size + (size % 2);
  }
  return { kind: 'truncated', atMs: 0, promisedMs: null };
}

function ended(
  reader: ByteReader,
  music: { readonly from: number; readonly size: number; readonly bytesPerSecond: number; readonly block: number },
  sink?: AudioSink,
): Walk {
  const ms = (bytes: number) => (music.bytesPerSecond > 0 ? Math.round((bytes * 1000) / music.bytesPerSecond) : null);
  const available = reader.size - music.from;
  if (music.size <= 0) return { kind: 'damaged', atMs: 0, what: 'it holds no music' };
  if (available < music.size) return { kind: 'truncated', atMs: ms(available), promisedMs: ms(music.size) };
  if (music.bytesPerSecond === 0) return { kind: 'damaged', atMs: 0, what: 'its header is unreadable' };
  const behind = music.from + music.size + (music.size % 2);
  if (['RIFF', 'FORM'].includes(reader.at(behind, 4).toString('latin1')))
    return { kind: 'damaged', atMs: ms(music.size), what: 'another file follows in the same one' };
  if (sink) pour(reader, music.from, music.from + music.size, sink);
  return { kind: 'whole', depth: 'part-sizes', durationMs: ms(music.size) };
}
