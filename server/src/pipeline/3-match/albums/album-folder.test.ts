import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OfferedFile, WantedTrack } from '#music';
import { defaultQualityProfile } from '../quality.ts';
import { completionOf, judgeAlbumFolder } from './album-folder.ts';
import { assign } from './assignment.ts';

const track = (title: string, seconds: number): WantedTrack => ({
  title,
  artists: ['Mina Calder'],
  album: 'Tidewater',
  albumArtist: 'Mina Calder',
  trackNumber: null,
  trackTotal: null,
  discNumber: null,
  discTotal: null,
  durationMs: seconds * 1000,
  isrc: null,
  releaseDate: null,
});
const file = (name: string, seconds: number | null): OfferedFile => ({
  id: name,
  username: 'peer',
  path: `Music\\Mina Calder\\Tidewater (2009)\\${name}`,
  sizeBytes: 1_000_000,
  extension: null,
  bitrateKbps: null,
  sampleRateHz: null,
  bitDepth: null,
  lengthS: seconds,
  variableBitrate: null,
  freeSlot: true,
  queueLength: 0,
  speedBps: 1,
});
const album = [track('Salt', 200), track('Salt, Pt. 2', 180), track('Harbour Lights', 214), track('Tidewater', 230)];

describe('a folder against a wanted album', () => {
  test('every track gets its file, pictures and bonus tracks are spare', () => {
    const files = [
      file('01 Salt.flac', 200),
      file('02 Salt, Pt. 2.flac', 180),
      file('03 Harbour Lights.flac', 214),
      file('04 Tidewater.flac', 230),
      file('05 Gulls.flac', 99),
      file('cover.jpg', null),
    ];
    const offer = judgeAlbumFolder(album, files, defaultQualityProfile);
    expect(offer.completion).toBe('complete');
    expect(offer.missing).toEqual([]);
    expect(offer.spare).toEqual(['05 Gulls.flac', 'cover.jpg']);
    expect(offer.score).toBeGreaterThan(0.9);
  });

  test('one file never serves two tracks, and a live record of the same songs serves none', () => {
    const twins = judgeAlbumFolder(
      [track('Salt', 200), track('Salt', 200)],
      [file('01 Salt.flac', 200)],
      defaultQualityProfile,
    );
    expect(twins.tracks).toHaveLength(1);
    expect(twins.missing).toEqual([1]);
    const live = album.map(({ title }) => file(`${title} (Live).flac`, null));
    expect(judgeAlbumFolder(album, live, defaultQualityProfile).completion).toBe('incomplete');
  });

  test('completion follows the thresholds 0.9 and 0.8', () => {
    expect([
      completionOf(9, 10),
      completionOf(8, 10),
      completionOf(7, 10),
      completionOf(0, 0),
      completionOf(3, 0),
    ]).toEqual(['complete', 'nearly', 'incomplete', 'incomplete', 'complete']);
  });
});

describe('the assignment', () => {
  test('is optimal where greedy picking is not', () => {
    expect(
      assign([
        [0.9, 0.8],
        [0.8, 0],
      ]),
    ).toEqual([1, 0]);
  });

  test('is never worse than any other assignment of small tables', () => {
    const table = fc.integer({ min: 1, max: 4 }).chain((rows) =>
      fc.integer({ min: 1, max: 5 }).chain((columns) =>
        fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: columns, maxLength: columns }), {
          minLength: rows,
          maxLength: rows,
        }),
      ),
    );
    const best = (gains: number[][], row = 0, used = 0): number => {
      if (row === gains.length) return 0;
      let most = best(gains, row + 1, used);
      gains[row]?.forEach((gain, column) => {
        if ((used & (1 << column)) === 0) most = Math.max(most, gain + best(gains, row + 1, used | (1 << column)));
      });
      return most;
    };
    fc.assert(
      fc.property(table, (gains) => {
        const columns = assign(gains).filter((column) => column !== -1);
        expect(new Set(columns).size).toBe(columns.length);
        const sum = assign(gains).reduce(
          (total, column, row) => total + (column === -1 ? 0 : (gains[row]?.[column] ?? 0)),
          0,
        );
        expect(sum).toBe(best(gains));
      }),
      { numRuns: 300 },
    );
  });
});
