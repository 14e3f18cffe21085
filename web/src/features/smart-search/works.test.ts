import { describe, expect, it } from 'vitest';
import type { FoundItem } from '../../api/index.ts';
import { gatherWorks, hasFormat, lineOf } from './works.ts';

const item = (over: Partial<FoundItem>): FoundItem => ({
  type: 'track',
  id: String(Math.random()),
  source: 'soulseek',
  title: 'Jóga',
  artist: 'Björk',
  artists: ['Björk'],
  album: null,
  year: null,
  genres: [],
  duration_ms: null,
  bitrate: null,
  format: 'FLAC',
  explicit: null,
  score: 0.5,
  metadata: {},
  ...over,
});

describe('results', () => {
  it('of the same song are one work, whatever the accents and guests', () => {
    const works = gatherWorks([
      item({ title: 'Joga', artists: ['bjork'], score: 0.7 }),
      item({ source: 'spotify', title: 'Jóga (feat. Nobody)', album: 'Homogenic', year: 1997, score: 0.9 }),
      item({ title: 'Jóga (Alec Empire Mix)' }),
      item({ type: 'album' }),
    ]);
    expect(works.map((work) => [work.type, work.title, work.items.length])).toEqual([
      ['track', 'Jóga (feat. Nobody)', 2],
      ['track', 'Jóga (Alec Empire Mix)', 1],
      ['album', 'Jóga', 1],
    ]);
    expect(works[0]).toMatchObject({ artist: 'Björk', album: 'Homogenic', year: 1997, score: 0.9 });
  });

  it('in other scripts are kept apart', () => {
    expect(gatherWorks([item({ title: '群青' }), item({ title: '夜に駆ける' })])).toHaveLength(2);
  });

  it('of a catalogue stay whatever format is wanted, those of peers only in it', () => {
    expect(hasFormat(item({ format: null }), 'lossless')).toBe(true);
    expect(hasFormat(item({ format: 'FLAC' }), 'lossless')).toBe(true);
    expect(hasFormat(item({ format: 'MP3' }), 'lossless')).toBe(false);
    expect(hasFormat(item({ format: 'MP3' }), 'mp3')).toBe(true);
  });

  it('become a line that the import reads, also when a name holds its separator', () => {
    expect(lineOf({ artist: 'A|B', title: 'C', album: 'D', year: 1999 })).toBe('A/B - C | D | 1999');
    expect(lineOf({ artist: 'A', title: 'C', album: null, year: 1999 })).toBe('A - C');
  });
});
