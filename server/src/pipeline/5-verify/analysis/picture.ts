import { crc32, deflateSync } from 'node:zlib';

/** Power over time and frequency, small. */
export interface Picture {
  /** Moments, from the first to the last. */
  readonly width: number;
  /** Frequencies, from 0 to half the sample rate. */
  readonly height: number;
  /** Power per point, column by column, lowest frequency first. */
  readonly power: Float32Array;
}

const height = 160;
const maxWidth = 480;

/** Gathers spectra of any number into a picture of at most 480 × 160 points: columns are joined in pairs whenever there are too many. */
export function createPicture(bins: number) {
  const power = new Float32Array(maxWidth * height);
  let width = 0;
  let perColumn = 1;
  let inColumn = 0;
  const column = new Float64Array(height);

  function push(): void {
    for (let y = 0; y < height; y += 1) power[width * height + y] = (column[y] as number) / inColumn;
    column.fill(0);
    inColumn = 0;
    width += 1;
    if (width < maxWidth) return;
    for (let x = 0; x < maxWidth / 2; x += 1)
      for (let y = 0; y < height; y += 1)
        power[x * height + y] =
          ((power[2 * x * height + y] as number) + (power[(2 * x + 1) * height + y] as number)) / 2;
    width = maxWidth / 2;
    perColumn *= 2;
  }

  return {
    add(spectrum: Float64Array): void {
      for (let y = 0; y < height; y += 1) {
        const from = Math.floor((y * bins) / height);
        const to = Math.floor(((y + 1) * bins) / height);
        let sum = 0;
        for (let k = from; k < to; k += 1) sum += spectrum[k] as number;
        column[y] = (column[y] as number) + sum / (to - from);
      }
      inColumn += 1;
      if (inColumn === perColumn) push();
    },
    end(): Picture {
      if (inColumn > 0 && width < maxWidth - 1) push();
      return { width, height, power: power.slice(0, width * height) };
    },
  };
}

/** Sixteen colours from black over blue and red to white, as spectrograms use to have. */
const palette = Buffer.from(
  '000004 0b0724 1b0c41 300a5b 470b6a 5c126e 711a6e 87216b 9b2964 b1325a c43c4e d74b3f e55c30 f57d15 fbad12 fcffa4'
    .split(' ')
    .join(''),
  'hex',
);
const rangeDb = 96;

/** The picture as PNG (ISO 15948) with 16 colours, low frequencies at the bottom: 20 kB or less. */
export function pngOf({ width, height: rows, power }: Picture): Buffer {
  const w = Math.max(1, width);
  let loudest = 0;
  for (const value of power) loudest = Math.max(loudest, value);
  const stride = 1 + Math.ceil(w / 2);
  const raw = Buffer.alloc(stride * rows);
  for (let y = 0; y < rows; y += 1)
    for (let x = 0; x < width; x += 1) {
      const value = power[x * rows + (rows - 1 - y)] as number;
      const db = value <= 0 || loudest <= 0 ? -rangeDb : 10 * Math.log10(value / loudest);
      const shade = Math.max(0, Math.min(15, Math.floor(((db + rangeDb) / rangeDb) * 16)));
      const at = y * stride + 1 + (x >> 1);
      raw[at] = (raw[at] as number) | (shade << (x & 1 ? 0 : 4));
    }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(w, 0);
  head.writeUInt32BE(rows, 4);
  // bit depth 4, colour type 3: a palette
  head.set([4, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(raw, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, body: Buffer): Buffer {
  const bytes = Buffer.alloc(12 + body.length);
  bytes.writeUInt32BE(body.length, 0);
  bytes.write(name, 4, 'latin1');
  body.copy(bytes, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + body.length)), 8 + body.length);
  return bytes;
}
