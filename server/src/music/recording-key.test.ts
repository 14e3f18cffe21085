import { describe, expect, test } from 'vitest';
import { recordingKey } from './recording-key.ts';
import type { WantedTrack } from './types.ts';

const key = (title: string, artists: string[], album: string | null = null, isrc: string | null = null): string =>
  recordingKey({
    title,
    artists,
    album,
    albumArtist: null,
    trackNumber: null,
    trackTotal: null,
    discNumber: null,
    discTotal: null,
    durationMs: null,
    isrc,
    releaseDate: null,
  } satisfies WantedTrack);

describe('the key of a recording', () => {
  test.each([
    ['Salt', ['Mina Calder'], 'SALT (Remastered 2011)', ['mina calder']],
    ['Rather Be (feat. Jess Glynne)', ['Clean Bandit', 'Jess Glynne'], 'Rather Be', ['Clean Bandit ft. Jess Glynne']],
    ['Don’t Stop', ['The Beatles'], "Don't Stop - 2009 Remaster", ['Beatles']],
    ['Salt - Live', ['Mina Calder'], 'Salt (Live)', ['Mina Calder']],
    ['America', ['Simon & Garfunkel'], 'America', ['Simon', 'Garfunkel']],
    ['The Crossing, Pt. 2', ['A'], 'The Crossing (Part Two)', ['A']],
    ['Salt (Explicit)', ['A'], 'Salt [Bonus Track]', ['A']],
  ])('%s by %s is %s by %s', (leftTitle, leftArtists, rightTitle, rightArtists) => {
    expect(key(leftTitle, leftArtists)).toBe(key(rightTitle, rightArtists));
  });

  test.each([
    ['Salt', 'Salt (Live)'],
    ['Salt (Nocturne Remix)', 'Salt (Halcyon Remix)'],
    ['Salt, Pt. 1', 'Salt, Pt. 2'],
    ['Salt', 'Salt (Instrumental)'],
    ['Salt', 'Salty'],
    ['Salt (Of the Earth)', 'Salt (Of the Sea)'],
  ])('%s is not %s', (left, right) => {
    expect(key(left, ['A'])).not.toBe(key(right, ['A']));
  });

  test('album and ISRC play no part, and no input is without a key', () => {
    expect(key('Salt', ['A'], 'X', 'GBAAA0900001')).toBe(key('Salt', ['A'], 'Y'));
    for (const odd of ['', '!!!', '()', ' - ', 'x'.repeat(10_000)]) expect(key(odd, [odd]).length).toBeGreaterThan(0);
  });
});
