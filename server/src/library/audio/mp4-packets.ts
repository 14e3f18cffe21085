import type { ByteReader } from './reader.ts';

/** Looks at the packets of an audio track without decoding them. */
export interface PacketWatch {
  /** One packet in playing order. */
  see(position: number, size: number): void;
  /** Number of the first packet of a run that is broken; `null` when none is. Ask at the end. */
  firstBroken(): number | null;
}

/**
 * AAC and ALAC packets begin with the kind and number of their first element, the same all through a file, and end with the three bits 111
 * (ID_END, ISO 14496-3 §4.4.2.1) and zeros up to the next byte. Encoders that do otherwise must not be accused: two odd packets in a row are
 * damage only where fewer than 2 % of the file are odd, four odd ends in a row only where fewer than half are.
 */
export function createPacketWatch(reader: ByteReader, codec: string): PacketWatch {
  const headBits = codec === 'alac' ? 16 : codec === 'mp4a' ? 7 : 0;
  const oddPackets = createRun(2);
  const oddEnds = createRun(4);
  let usual: number | null = null;
  let seen = 0;
  return {
    see(position, size) {
      // the first few may be the encoder's run-up
      const number = seen++;
      if (headBits === 0 || size < 4 || number < 4) return;
      const head = reader.at(position, 2);
      const first = head.length < 2 ? -1 : head.readUInt16BE(0) >> (16 - headBits);
      usual ??= first;
      const tail = reader.at(position + size - 2, 2);
      const word = tail.length === 2 ? tail.readUInt16BE(0) : 0;
      // the lowest set bit and the two above it
      const goodEnd = word !== 0 && (word / (word & -word)) % 8 === 7;
      oddPackets.note(number, goodEnd && first === usual);
      oddEnds.note(number, goodEnd);
    },
    firstBroken() {
      const odd = oddPackets.count();
      // a few more in short files, where one hole is soon 2 %
      if (odd * 4 < seen && odd <= 8 + seen / 50) return oddPackets.start();
      return oddEnds.count() * 2 < seen ? oddEnds.start() : null;
    },
  };
}

/** Counts what is odd, and remembers where the first run of `length` began. */
function createRun(length: number) {
  let count = 0;
  let row = 0;
  let start: number | null = null;
  return {
    note(number: number, good: boolean) {
      row = good ? 0 : row + 1;
      if (!good) count += 1;
      if (row === length) start ??= number - length + 1;
    },
    count: () => count,
    start: () => start,
  };
}
