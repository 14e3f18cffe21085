import { describe, expect, test } from 'vitest';
import { plexSettings } from './index.ts';
import { createPathMap, faultOfPair, isBelow } from './path-map.ts';

describe('our paths and those of Plex', () => {
  test('are the same without a map', () => {
    expect(createPathMap([]).toPlex('/music/A/B')).toBe('/music/A/B');
  });

  test('are mapped there and back by the longest folder that fits', () => {
    const map = createPathMap(['/music=/data/music', '/music/new/=/data/incoming']);
    expect(map.toPlex('/music/A/01 =.flac')).toBe('/data/music/A/01 =.flac');
    expect(map.toPlex('/music/new/B')).toBe('/data/incoming/B');
    expect(map.toPlex('/music')).toBe('/data/music');
    expect(map.toOurs('/data/incoming/B')).toBe('/music/new/B');
  });

  test('know Windows, whose folders are told apart by a backslash and not by case', () => {
    const map = createPathMap(['/music=D:\\Musik']);
    expect(map.toPlex('/music/A/B')).toBe('D:\\Musik\\A\\B');
    expect(map.toOurs('d:\\musik\\A\\B')).toBe('/music/A/B');
  });

  test('outside of the map are nowhere, and a name that only begins alike is outside', () => {
    const map = createPathMap(['/music=/data/music']);
    expect(map.toPlex('/musicals/A')).toBeNull();
    expect(map.toPlex('/music/../etc')).toBeNull();
    expect(isBelow('/data/music', '/data/music2')).toBe(false);
    expect(isBelow('/', '/data')).toBe(true);
  });

  test('that are not absolute or climb are refused with the reason', () => {
    expect(plexSettings.pathMap.parse('/music=/data, /b=C:\\b')).toEqual({
      ok: true,
      value: ['/music=/data', '/b=C:\\b'],
    });
    expect(plexSettings.pathMap.parse('/music=/data,b=/c')).toMatchObject({
      ok: false,
      why: expect.stringContaining('b=/c') as string,
    });
    expect(faultOfPair('/music=/data')).toBeNull();
    expect(faultOfPair('/music=\\\\nas\\musik')).toBeNull();
    for (const wrong of ['music=/data', '/music', '/music=data', '/music=/data/../etc', '=/data'])
      expect(faultOfPair(wrong)).toContain(wrong);
  });
});
