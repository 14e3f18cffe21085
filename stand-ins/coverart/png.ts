import { crc32, deflateSync } from 'node:zlib';

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), out.length - 4);
  return out;
}

/** A PNG of this size; `seed` gives the colours. `claimed` writes another size into its header, as a decompression bomb does. */
export function makePng(width: number, height: number, seed = 0, claimed?: readonly [number, number]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(claimed?.[0] ?? width, 0);
  header.writeUInt32BE(claimed?.[1] ?? height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const row = 1 + width * 3;
  const pixels = Buffer.alloc(row * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      pixels.set([(x + seed * 37) & 255, (y + seed * 91) & 255, (x ^ y) & 255], y * row + 1 + x * 3);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
