import type { ByteReader } from './reader.ts';

/** Where the audio begins after leading ID3v2 tags (several are followed). ID3v2.4 §3.1: size is 28 bits, without header and footer. */
export function afterId3v2(reader: ByteReader, from = 0): number {
  let position = from;
  for (;;) {
    const head = reader.at(position, 10);
    if (head.length < 10 || head.toString('latin1', 0, 3) !== 'ID3') return position;
    const size =
      (head.readUInt8(6) & 127) * 2 ** 21 +
      (head.readUInt8(7) & 127) * 2 ** 14 +
      (head.readUInt8(8) & 127) * 128 +
      (head.readUInt8(9) & 127);
    const behind = position + 10 + size + (head.readUInt8(5) & 0x10 ? 10 : 0);
    // a size that cannot be right: whoever looks for the music looks for it from here on
    if (behind >= reader.size) return position + 10;
    position = behind;
  }
}

/** Where the audio ends before trailing ID3v1, Lyrics3v2 and APEv2 tags, in any order. */
export function beforeTrailingTags(reader: ByteReader): number {
  let end = reader.size;
  for (;;) {
    const start = trailingTagStart(reader, end);
    if (start === null) return end;
    end = start;
  }
}

function trailingTagStart(reader: ByteReader, end: number): number | null {
  if (end >= 128 && reader.at(end - 128, 3).toString('latin1') === 'TAG') {
    return end >= 355 && reader.at(end - 355, 4).toString('latin1') === 'TAG+' ? end - 355 : end - 128;
  }
  if (end >= 32) {
    const foot = Buffer.from(reader.at(end - 32, 32));
    if (foot.toString('latin1', 0, 8) === 'APETAGEX') {
      // the size counts items and footer; bit 31 of the flags says that a header of 32 bytes comes before them
      const size = foot.readUInt32LE(12) + (foot.readUInt32LE(20) >= 2 ** 31 ? 32 : 0);
      if (size >= 32 && size <= end) return end - size;
    }
  }
  if (end >= 15) {
    const foot = reader.at(end - 15, 15).toString('latin1');
    const size = Number(foot.slice(0, 6));
    if (foot.endsWith('LYRICS200') && Number.isInteger(size) && size + 15 <= end) return end - size - 15;
  }
  return null;
}
