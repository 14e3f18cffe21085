import { createHash } from 'node:crypto';

/** Kinds of pictures that are accepted; everything else (SVG, PDF, TIFF, web pages …) is none. */
export type PictureMime = 'image/jpeg' | 'image/png' | 'image/webp';

/** A picture that was decoded once, so that it is known to be whole. */
export interface Picture {
  readonly bytes: Buffer;
  readonly mime: PictureMime;
  readonly width: number;
  readonly height: number;
  /** Of `bytes`, as hexadecimal digits. */
  readonly sha256: string;
}

/** Pictures with more pixels are refused before anything is decoded: a few kilobytes can claim gigabytes. */
export const mostPixels = 64_000_000;
/** Smaller pictures are decoration, not covers. */
const leastEdge = 32;

const endings: Readonly<Record<PictureMime, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
};

/** The extension that fits a picture, without dot. */
export function extensionOfPicture(mime: PictureMime): string {
  return endings[mime];
}

/** What the first bytes say; names and media types are not believed. */
export function sniffPicture(bytes: Buffer): PictureMime | null {
  if (bytes.length < 16) return null;
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg';
  if (bytes.subarray(0, 8).toString('hex') === '89504e470d0a1a0a') return 'image/png';
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') return 'image/webp';
  return null;
}

/** The decoder, loaded with the first picture: it is large, and most of the time nobody needs it. */
async function decoder() {
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  return sharp;
}

/**
 * Looks at a picture: kind by content, size, and whether it decodes to its end. Answers why it is none, as the end of a sentence.
 * Works off the event loop.
 */
export async function examinePicture(bytes: Buffer): Promise<Picture | string> {
  const mime = sniffPicture(bytes);
  if (mime === null) return 'is no JPEG, PNG or WebP picture';
  const sharp = await decoder();
  try {
    const options = { failOn: 'error', limitInputPixels: mostPixels, sequentialRead: true } as const;
    const { width, height } = await sharp(bytes, options).metadata();
    if (width * height > mostPixels) return `has ${width} × ${height} pixels, which is too many`;
    if (Math.min(width, height) < leastEdge) return `has only ${width} × ${height} pixels`;
    // a picture that was cut decodes only in part
    await sharp(bytes, options).resize(16, 16, { fit: 'fill', fastShrinkOnLoad: false }).raw().toBuffer();
    return { bytes, mime, width, height, sha256: createHash('sha256').update(bytes).digest('hex') };
  } catch (error) {
    return `cannot be decoded (${error instanceof Error ? error.message.split('\n')[0] : String(error)})`;
  }
}

/** A square WebP of this edge in pixels, cut from the middle, for lists. */
export async function thumbnail(bytes: Buffer, edge: number): Promise<Buffer> {
  const sharp = await decoder();
  return await sharp(bytes, { limitInputPixels: mostPixels })
    .rotate()
    .resize(edge, edge, { fit: 'cover' })
    .webp({ quality: 82 })
    .toBuffer();
}

/** The same picture as JPEG, for files whose readers know nothing newer. */
export async function asJpeg(bytes: Buffer): Promise<Buffer> {
  const sharp = await decoder();
  return await sharp(bytes, { limitInputPixels: mostPixels })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 92, mozjpeg: false })
    .toBuffer();
}
