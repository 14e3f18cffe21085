import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OfferedFile, WantedTrack } from '#music';
import { judge } from './match.ts';
import { defaultQualityProfile } from './quality.ts';

const wish: WantedTrack = {
  title: 'Harbour Lights',
  artists: ['Mina Calder'],
  album: 'Tidewater',
  albumArtist: null,
  trackNumber: 3,
  trackTotal: 10,
  discNumber: 1,
  discTotal: 1,
  durationMs: 214_000,
  isrc: null,
  releaseDate: null,
};
const file = (id: string, more: Partial<OfferedFile> = {}): OfferedFile => ({
  id,
  username: id,
  path: 'Music\\Mina Calder\\Tidewater\\03 - Harbour Lights.flac',
  sizeBytes: 20_000_000,
  extension: 'flac',
  bitrateKbps: null,
  sampleRateHz: 44_100,
  bitDepth: 16,
  lengthS: 214,
  variableBitrate: null,
  freeSlot: true,
  queueLength: 0,
  speedBps: 1_000_000,
  ...more,
});
const mp3 = {
  path: 'Music\\Mina Calder\\Tidewater\\03 - Harbour Lights.mp3',
  extension: 'mp3',
  bitDepth: null,
  bitrateKbps: 320,
};
const order = (files: OfferedFile[]): string[] => judge(wish, files, defaultQualityProfile).map(({ fileId }) => fileId);

describe('the order of accepted files', () => {
  test('the format of the profile comes before slot, queue and speed', () => {
    expect(
      order([file('busy-flac', { freeSlot: false, queueLength: 90, speedBps: 1 }), file('free-mp3', mp3)]),
    ).toEqual(['busy-flac', 'free-mp3']);
  });

  test('among equal files the free slot, then the shorter queue, then the faster peer wins', () => {
    const files = [
      file('slow', { speedBps: 5 }),
      file('queued', { queueLength: 4 }),
      file('full', { freeSlot: false }),
      file('best'),
    ];
    expect(order(files)).toEqual(['best', 'slow', 'queued', 'full']);
  });

  test('a doubtful recording never beats a sure one by its quality', () => {
    const doubtful = file('doubtful', { lengthS: 219, bitDepth: 24 });
    expect(order([doubtful, file('sure', mp3)])[0]).toBe('sure');
  });

  test('a peer that is remembered as reliable goes first among equals', () => {
    const memory = { trust: (username: string) => (username === 'trusted' ? 0.9 : 0.1) };
    expect(judge(wish, [file('stranger'), file('trusted')], defaultQualityProfile, memory)[0]?.fileId).toBe('trusted');
  });
});

describe('the quality profile', () => {
  test('a known low bitrate is refused with a sentence that names the limit', () => {
    const [judged] = judge(wish, [file('low', { ...mp3, bitrateKbps: 96 })], defaultQualityProfile);
    expect(judged?.verdict).toBe('reject');
    expect(judged?.reasons.at(-1)?.sentence).toContain('192 kbit/s');
  });

  test('an unknown bitrate is not held against a file', () => {
    expect(judge(wish, [file('unknown', { ...mp3, bitrateKbps: null })], defaultQualityProfile)[0]?.verdict).toBe(
      'auto',
    );
  });
});

describe('judgements', () => {
  test('every judgement has a reason in words, accepted ones too', () => {
    for (const { reasons } of judge(
      wish,
      [file('good'), file('bad', { path: 'Music\\x.flac' })],
      defaultQualityProfile,
    )) {
      expect(reasons.length).toBeGreaterThan(0);
      for (const { sentence } of reasons) expect(sentence).toMatch(/^[A-Z0-9“].*\.$/s);
    }
  });

  test('size and bitrate tell the length where the peer does not', () => {
    const [judged] = judge(
      wish,
      [file('half', { ...mp3, lengthS: null, sizeBytes: 2_000_000 })],
      defaultQualityProfile,
    );
    expect(judged?.verdict).toBe('review');
    expect(judged?.reasons.map(({ rule }) => rule)).toContain('implied-length');
  });

  const name = fc.constantFrom(
    'Mina Calder - Harbour Lights',
    '03 - Harbour Lights',
    'Harbour Lights (Live)',
    'Harbour Lights [Remastered]',
    'Salt',
    'harbour lights',
  );
  const folder = fc.constantFrom(
    'Mina Calder',
    'Tidewater (2009)',
    'Live at the Roundhouse',
    'Music',
    'Somebody Else',
    'CD1',
  );
  const anyFile = fc.tuple(
    fc.array(folder, { maxLength: 4 }),
    name,
    fc.option(fc.integer({ min: -10, max: 400 })),
    fc.boolean(),
    fc.nat(50),
  );

  test('the order of the input does not matter, and nothing is lost', () => {
    fc.assert(
      fc.property(fc.array(anyFile, { maxLength: 12 }), (specs) => {
        const files = specs.map(([folders, stem, lengthS, freeSlot, queueLength], at) =>
          file(String(at), { path: [...folders, `${at} ${stem}.flac`].join('\\'), lengthS, freeSlot, queueLength }),
        );
        const forward = judge(wish, files, defaultQualityProfile);
        const backward = judge(wish, files.toReversed(), defaultQualityProfile);
        expect(backward).toEqual(forward);
        expect(new Set(forward.map(({ fileId }) => fileId)).size).toBe(files.length);
      }),
      { numRuns: 150 },
    );
  });

  test('capitals, slashes and peers’ share names do not change a verdict', () => {
    fc.assert(
      fc.property(anyFile, ([folders, stem, lengthS]) => {
        const path = [...folders, `${stem}.flac`].join('\\');
        const verdict = (other: string) =>
          judge(wish, [file('a', { path: other, lengthS })], defaultQualityProfile)[0]?.verdict;
        expect(verdict(path.toUpperCase())).toBe(verdict(path));
        expect(verdict(path.replaceAll('\\', '/'))).toBe(verdict(path));
        expect(verdict(`@@share\\${path}`)).toBe(verdict(path));
      }),
      { numRuns: 150 },
    );
  });
});
