import { expect, test } from 'vitest';
import type { WantedTrack } from '#music';
import { aliasFrom } from './learn-alias.ts';

const wanted = (more: Partial<WantedTrack> = {}): WantedTrack => ({
  title: 'Copper Rain',
  artists: ['Tessa Vale'],
  album: 'Night Maps',
  albumArtist: null,
  trackNumber: null,
  trackTotal: null,
  discNumber: null,
  discTotal: null,
  durationMs: 212_000,
  isrc: null,
  releaseDate: null,
  ...more,
});
const learned = (path: string, lengthS: number | null = 212, more: Partial<WantedTrack> = {}): string | null =>
  aliasFrom(wanted(more), { path, extension: 'mp3', lengthS });

test.each([
  ['The Valley Girl\\Night Maps\\04 - Copper Rain.mp3', 'The Valley Girl'],
  ['Music\\Θάλεια Βαλε - Copper Rain.mp3', 'Θάλεια Βαλε'],
])('a choice that differs only in the artist’s name teaches it: %s', (path, alias) => {
  expect(learned(path)).toBe(alias);
});

test.each([
  ['the artist is named as wanted', 'Tessa Vale\\Night Maps\\04 - Copper Rain.mp3', 212],
  ['a slip of the pen is known already', 'Tesa Vale - Copper Rain.mp3', 212],
  ['another title', 'The Valley Girl - Copper Train Station.mp3', 212],
  ['another version', 'The Valley Girl - Copper Rain (Live).mp3', 212],
  ['another length', 'The Valley Girl - Copper Rain.mp3', 260],
  ['many artists', 'Various Artists\\Night Maps\\04 - Copper Rain.mp3', 212],
  ['nobody', 'Unknown Artist\\Night Maps\\04 - Copper Rain.mp3', 212],
  ['no name at all', 'Copper Rain.mp3', 212],
  ['a tribute', 'Tribute to the Valley\\04 - Copper Rain.mp3', 212],
] as const)('nothing is learned: %s', (_, path, seconds) => {
  expect(learned(path, seconds)).toBe(null);
});

test('absurd input teaches nothing and does not throw', () => {
  for (const title of ['', '!!!', 'x'.repeat(10_000)])
    for (const path of ['', '\\', `${'a'.repeat(5000)} - ${title}.mp3`])
      expect(aliasFrom(wanted({ title, artists: [] }), { path, extension: null, lengthS: -5 })).toBe(null);
});
