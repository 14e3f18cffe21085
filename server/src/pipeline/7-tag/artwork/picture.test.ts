import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { makePng } from '../../../../../stand-ins/coverart/index.ts';
import { givesWay, largest } from './choose.ts';
import { examinePicture, type Picture, sniffPicture } from './picture.ts';

const png = makePng(300, 200);

describe('what counts as a picture', () => {
  it.each(['jpeg', 'png', 'webp'] as const)('%s by its content, with its size', async (format) => {
    const bytes = await sharp(png).toFormat(format).toBuffer();
    expect(sniffPicture(bytes)).toBe(`image/${format}`);
    expect(await examinePicture(bytes)).toMatchObject({ mime: `image/${format}`, width: 300, height: 200 });
  });

  it.each([
    ['a web page', Buffer.from('<!doctype html><html><body>Not found</body></html>')],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"><rect/></svg>')],
    ['PDF', Buffer.from('%PDF-1.7 and so on and on and on')],
    ['TIFF', Buffer.from('49492a00080000000000000000000000', 'hex')],
    ['GIF', Buffer.from('GIF89a and so on and on and on')],
    ['nothing', Buffer.alloc(0)],
  ])('%s is none', async (_, bytes) => {
    expect(await examinePicture(bytes)).toContain('no JPEG, PNG or WebP');
  });

  it.each(['jpeg', 'png', 'webp'] as const)('a %s that was cut is none', async (format) => {
    const bytes = await sharp(png).toFormat(format).toBuffer();
    expect(await examinePicture(bytes.subarray(0, Math.floor(bytes.length * 0.6)))).toContain('cannot be decoded');
  });

  it('one that claims to be huge is refused before it is decoded', async () => {
    const before = process.memoryUsage().rss;
    expect(await examinePicture(makePng(10, 10, 0, [60_000, 60_000]))).toEqual(expect.any(String));
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });
});

const picture = (width: number, height: number, sha256 = `${width}x${height}`): Picture => ({
  bytes: Buffer.alloc(10),
  mime: 'image/png',
  width,
  height,
  sha256,
});

describe('the choice', () => {
  it('is the largest, of equals the first', () => {
    const found = [
      { source: 'a', picture: picture(500, 500) },
      { source: 'b', picture: picture(1200, 1200) },
      { source: 'c', picture: picture(1200, 1200) },
    ];
    expect(largest(found)?.source).toBe('b');
    expect(largest([])).toBeNull();
  });

  const limits = { minEdge: 1000, minBytes: 150_000, forced: false };
  it('an embedded cover gives way only when it is missing or small, and to a larger one', () => {
    expect(givesWay(null, picture(300, 300), limits)).toBe(true);
    expect(givesWay(picture(500, 500), picture(1200, 1200), limits)).toBe(true);
    expect(givesWay(picture(500, 500), picture(300, 300), limits)).toBe(false);
    expect(givesWay(picture(1000, 1000), picture(3000, 3000), limits)).toBe(false);
    expect(givesWay(picture(1000, 1000), picture(3000, 3000), { ...limits, forced: true })).toBe(true);
    expect(givesWay(picture(500, 500), picture(500, 500), { ...limits, forced: true })).toBe(false);
  });
});
