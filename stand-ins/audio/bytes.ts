/** A small deterministic generator (mulberry32 over an FNV-1a hash of the seed); returns numbers in [0, 1). */
export function createRandom(seed: string | number): () => number {
  let state = 0x811c9dc5;
  for (const byte of Buffer.from(String(seed), 'utf8')) state = Math.imul(state ^ byte, 0x01000193) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One element of a non-empty list, by the generator. */
export function pick<T>(random: () => number, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)] as T;
}

/** Writes values most significant bit first into a growing buffer. */
export class BitWriter {
  private bytes = Buffer.alloc(1024);
  private bitCount = 0;

  /** Appends the lowest `count` (0..32) bits of `value`; negative values are written in two's complement. */
  write(value: number, count: number): void {
    if ((this.bitCount + count + 7) >> 3 > this.bytes.length) {
      this.bytes = Buffer.concat([this.bytes, Buffer.alloc(this.bytes.length)]);
    }
    for (let bit = count - 1; bit >= 0; bit--) {
      if ((value >>> bit) & 1) {
        const at = this.bitCount >> 3;
        this.bytes[at] = (this.bytes[at] ?? 0) | (0x80 >> (this.bitCount & 7));
      }
      this.bitCount++;
    }
  }

  /** Bits written so far. */
  get length(): number {
    return this.bitCount;
  }

  /** What was written, filled up with zero bits to a whole byte. */
  finish(): Buffer {
    return Buffer.from(this.bytes.subarray(0, (this.bitCount + 7) >> 3));
  }
}

function crcTable(width: 8 | 16 | 32, polynomial: number): Uint32Array {
  const table = new Uint32Array(256);
  const top = 2 ** (width - 1);
  const mask = 2 ** width - 1;
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte * 2 ** (width - 8);
    for (let bit = 0; bit < 8; bit++) crc = crc >= top ? (((crc - top) * 2) ^ polynomial) >>> 0 : crc * 2;
    table[byte] = (crc & mask) >>> 0;
  }
  return table;
}

const table8 = crcTable(8, 0x07);
const table16 = crcTable(16, 0x8005);
const table32 = crcTable(32, 0x04c11db7);

/** CRC-8 of FLAC frame headers (RFC 9639, 9.1.8). */
export function crc8(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) crc = table8[crc ^ byte] as number;
  return crc;
}

/** CRC-16 of FLAC frames (RFC 9639, 9.3). */
export function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (let i = 0; i < bytes.length; i++)
    crc = ((crc << 8) & 0xffff) ^ (table16[(crc >> 8) ^ (bytes[i] as number)] as number);
  return crc;
}

/** CRC-32 of Ogg pages (RFC 3533, 6). */
export function crc32Ogg(bytes: Uint8Array): number {
  let crc = 0;
  for (let i = 0; i < bytes.length; i++)
    crc = ((crc << 8) ^ (table32[((crc >>> 24) ^ (bytes[i] as number)) & 0xff] as number)) >>> 0;
  return crc;
}

const apply = (matrix: readonly number[], vector: number): number => {
  let sum = 0;
  for (let bit = 0; bit < 16; bit++) if ((vector >> bit) & 1) sum ^= matrix[bit] as number;
  return sum;
};

/**
 * Returns a function that carries a CRC-16 over `count` zero bytes. A CRC without initial value is linear, so the checksum of
 * "header then body" is `shift(crc16(header)) ^ crc16(body)`, and a body that is used often is summed only once.
 */
export function crc16Shift(count: number): (crc: number) => number {
  const oneByte = Array.from({ length: 16 }, (_, bit) => {
    const crc = 1 << bit;
    return ((crc << 8) & 0xffff) ^ (table16[crc >> 8] as number);
  });
  let result: number[] = Array.from({ length: 16 }, (_, bit) => 1 << bit);
  let power: number[] = oneByte;
  for (let rest = count; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = result.map((column) => apply(power, column));
    const square = power;
    power = square.map((column) => apply(square, column));
  }
  return (crc) => apply(result, crc);
}
