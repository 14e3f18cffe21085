/** Table of a CRC that takes the highest bit first; `bits` 8, 16 or 32. */
function table(polynomial: number, bits: number): Uint32Array {
  const top = 2 ** (bits - 1);
  const mask = 2 ** bits - 1;
  return Uint32Array.from({ length: 256 }, (_, index) => {
    let crc = index * 2 ** (bits - 8);
    for (let bit = 0; bit < 8; bit += 1) crc = ((crc >= top ? (crc * 2) ^ polynomial : crc * 2) & mask) >>> 0;
    return crc >>> 0;
  });
}

/** CRC-8 of FLAC frame headers, x^8+x^2+x+1 (RFC 9639 §9.1.8). */
const crc8Table = table(0x07, 8);
/** CRC-16 of FLAC frames, x^16+x^15+x^2+1 (RFC 9639 §9.3). */
export const crc16Table = table(0x8005, 16);
/** CRC-32 of Ogg pages, not reflected, start 0 (RFC 3533 §6). */
export const crc32Table = table(0x04c11db7, 32);

/** CRC-8 of a few bytes. */
export function crc8(bytes: Uint8Array, from: number, to: number): number {
  let crc = 0;
  for (let at = from; at < to; at += 1) crc = crc8Table[crc ^ (bytes[at] ?? 0)] ?? 0;
  return crc;
}
