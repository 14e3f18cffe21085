import { describe, expect, test } from 'vitest';
import type { WantedTrack } from '#music';
import { createLibraryIndex, type OwnedTrack } from './library-index.ts';

const owned = (id: string, title: string, artist: string, more: Partial<OwnedTrack> = {}): OwnedTrack => ({
  id,
  title,
  artists: [artist],
  album: null,
  durationMs: 200_000,
  ...more,
});
const wanted = (title: string, artist: string, more: Partial<WantedTrack> = {}): WantedTrack => ({
  title,
  artists: [artist],
  album: null,
  albumArtist: null,
  trackNumber: null,
  trackTotal: null,
  discNumber: null,
  discTotal: null,
  durationMs: 200_000,
  isrc: null,
  releaseDate: null,
  ...more,
});
const library = createLibraryIndex([
  owned('code', 'Anything at all', 'Nobody', { isrc: 'GBAAA0900001' }),
  owned('salt', 'Salt (Remastered 2011)', 'Mina Calder'),
  owned('salt-live', 'Salt (Live at the Roundhouse)', 'Mina Calder'),
  owned('lights', 'Harbor Lights', 'Mina Calder'),
  owned('korean', '사랑하니까', '이수호'),
]);

describe('finding a wanted track among owned ones', () => {
  test('the same ISRC wins over every text', () => {
    expect(library.match(wanted('Salt', 'Mina Calder', { isrc: 'gbaaa0900001' }))).toEqual({
      id: 'code',
      stage: 'isrc',
      score: 1,
    });
  });

  test('editions and spelling do not hide it, another version is not it', () => {
    expect(library.match(wanted('SALT', 'mina calder'))).toMatchObject({ id: 'salt', stage: 'normalised' });
    expect(library.match(wanted('Salt - Live', 'Mina Calder'))).toMatchObject({ id: 'salt-live' });
    expect(library.match(wanted('Salt (Acoustic)', 'Mina Calder'))).toBeNull();
  });

  test('slips and other scripts are found in the last stage', () => {
    expect(library.match(wanted('Harbour Lights', 'Mina Calder'))).toMatchObject({ id: 'lights', stage: 'fuzzy' });
    expect(library.match(wanted('Saranghanikka', 'Isuho'))).toMatchObject({ id: 'korean', stage: 'fuzzy' });
  });

  test('the same title by somebody else is not it', () => {
    expect(library.match(wanted('Salt', 'Sullivan Drake'))).toBeNull();
  });

  test('200 questions to 50,000 tracks take far less than scanning would', () => {
    const many = Array.from({ length: 50_000 }, (_, at) =>
      owned(String(at), `Song number ${at} of the ${at % 97} days`, `Artist ${at % 700}`),
    );
    const index = createLibraryIndex(many);
    const from = process.cpuUsage();
    for (let at = 0; at < 200; at += 1)
      expect(index.match(wanted(`Song numbre ${at} of the ${at % 97} days`, `Artist ${at % 700}`))?.id).toBe(
        String(at),
      );
    const used = process.cpuUsage(from);
    expect((used.user + used.system) / 1_000_000).toBeLessThan(5);
  });
});
