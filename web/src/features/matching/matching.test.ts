import { describe, expect, it } from 'vitest';
import { concernOf, orderBatches, readMetrics } from './batches.ts';
import { compareNames, type Piece } from './compare.ts';

const event = (timestamp: string, details: Record<string, unknown>) => ({
  timestamp,
  type: 'metadata',
  status: 'matching_batch',
  details,
});
const marked = (pieces: readonly Piece[]): string => pieces.map(({ text, odd }) => (odd ? `[${text}]` : text)).join('');

describe('batches', () => {
  it('of which nothing was kept come first, the others newest first', () => {
    const batches = orderBatches([
      event('2026-01-03', { saved: 4, discarded: 0, average_confidence: 0.9 }),
      event('2026-01-02', { saved: 1, discarded: 3, average_confidence: 0.5 }),
      event('2026-01-01', { saved: 0, discarded: 5, average_confidence: 0 }),
    ]);
    expect(batches.map(({ at, loss, average }) => [at, loss, average])).toEqual([
      ['2026-01-01', 'all', null],
      ['2026-01-03', 'none', 0.9],
      ['2026-01-02', 'some', 0.5],
    ]);
  });

  it('are counted by what is stored, and by nothing before the first one', () => {
    expect(
      readMetrics({ 'metrics.matching.saved_total': '12', 'metrics.matching.last_average_confidence': '0.87' }),
    ).toEqual({ average: 0.87, saved: 12, discarded: 0, lastDiscarded: 0 });
    expect(readMetrics({}).average).toBeNull();
  });

  it('stop for a worker that is stopped, not for one that is late', () => {
    expect(['running', 'stale', 'stopped', 'unavailable'].map(concernOf)).toEqual(['well', 'look', 'act', 'act']);
  });
});

describe('a comparison', () => {
  const wanted = { title: 'Jóga', artists: ['Björk'], album: 'Homogenic' };

  it('marks only what the other side does not know', () => {
    const { title, artist, album } = compareNames(wanted, '@@x\\Bjork\\Homogenic (Deluxe)\\02 - Joga (Live).flac');
    expect([marked(title[0]), marked(title[1])]).toEqual(['Jóga', '02 - Joga ([Live)]']);
    expect([marked(artist[0]), marked(artist[1])]).toEqual(['Björk', 'Bjork']);
    expect([marked(album[0]), marked(album[1])]).toEqual(['Homogenic', 'Homogenic ([Deluxe)]']);
  });

  it('marks what was wished for and is not named', () => {
    const { artist, album } = compareNames(wanted, 'incoming/joga.mp3');
    expect([marked(artist[0]), marked(artist[1])]).toEqual(['[Björk]', '']);
    expect([marked(album[0]), marked(album[1])]).toEqual(['[Homogenic]', '[incoming]']);
  });

  it('works in other scripts and without an album', () => {
    const { title, album } = compareNames(
      { title: '夜に駆ける', artists: ['YOASOBI'], album: null },
      'a\\夜に駆ける.flac',
    );
    expect([marked(title[1]), marked(album[0])]).toEqual(['夜に駆ける', '']);
  });
});
