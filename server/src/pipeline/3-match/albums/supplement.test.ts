import { describe, expect, test } from 'vitest';
import type { WantedTrack } from '#music';
import { supplementFrom } from './supplement.ts';

const line = (more: Partial<WantedTrack> = {}): WantedTrack => ({
  title: 'Copper Rain',
  artists: ['Tessa Vale'],
  album: null,
  albumArtist: null,
  trackNumber: null,
  trackTotal: null,
  discNumber: null,
  discTotal: null,
  durationMs: null,
  isrc: null,
  releaseDate: null,
  ...more,
});
const path = 'Music\\Tessa Vale\\2014 - Night Maps\\04 - Copper Rain.flac';

describe('a wish without an album', () => {
  test('takes album and number from the path of the file that was fetched', () => {
    expect(supplementFrom(line(), path, [])).toEqual({ album: 'Night Maps', trackNumber: 4, discNumber: null });
  });

  test('takes them also when others name another edition of it', () => {
    const others = ['Tessa Vale\\Night Maps (Deluxe Edition)\\04 Copper Rain.mp3', 'Tessa Vale - Copper Rain.mp3'];
    expect(supplementFrom(line(), path, others)).toMatchObject({ album: 'Night Maps' });
  });

  test('takes nothing when most others name another album', () => {
    const others = ['a', 'b'].map((peer) => `${peer}\\Tessa Vale\\Best Of\\01 - Copper Rain.mp3`);
    expect(supplementFrom(line(), path, others)).toBe(null);
  });

  test.each([
    ['a compilation', 'VA - Summer Hits\\17 - Tessa Vale - Copper Rain.mp3'],
    ['a compilation', 'Various Artists\\Summer Hits\\Tessa Vale - Copper Rain.mp3'],
    ['somebody else’s record', 'Ott Kolar\\Covers\\04 - Copper Rain.mp3'],
    ['no folder', 'Tessa Vale - Copper Rain.mp3'],
    ['nothing at all', ''],
  ])('takes nothing from %s: %s', (_, other) => {
    expect(supplementFrom(line(), other, [])).toBe(null);
  });

  test('takes no number from the folder of a single', () => {
    const single = 'Tessa Vale\\Copper Rain\\01 - Copper Rain.flac';
    expect(supplementFrom(line(), single, [])?.trackNumber ?? null).toBe(null);
  });
});

test('what the person said is never changed', () => {
  expect(supplementFrom(line({ album: 'Best Of' }), path, [])).toBe(null);
  expect(supplementFrom(line({ trackNumber: 9 }), path, [])).toMatchObject({ album: 'Night Maps', trackNumber: 9 });
});
