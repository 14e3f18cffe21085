import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { createLibraryLookup, fillLibraryKeys } from '#library';
import type { OfferedFile } from '#music';
import { createTestDatabase } from '#test/database';
import { makeTrack } from '#test/file-house';
import { settingsWith } from '#test/settings';
import { judgeByTaste, tasteOf } from './api/index.ts';

const wanted = makeTrack({ title: 'Song', artists: ['Artist'], durationMs: 200_000 });
const file = (id: string, extension: string, more: Partial<OfferedFile> = {}): OfferedFile => ({
  id,
  username: 'bob',
  path: `Music\\Artist\\Artist - Song.${extension}`,
  sizeBytes: 30_000_000,
  extension,
  lengthS: 200,
  bitrateKbps: null,
  bitDepth: 16,
  sampleRateHz: 44_100,
  variableBitrate: null,
  freeSlot: true,
  queueLength: 0,
  speedBps: 1_000_000,
  ...more,
});
const judged = (env: Record<string, string>, files: readonly OfferedFile[]) =>
  judgeByTaste(wanted, files, tasteOf(settingsWith(env).match));
/** Their ids, best first, without those that are refused. */
const accepted = (env: Record<string, string>, files: readonly OfferedFile[]): string[] =>
  judged(env, files)
    .filter((judgement) => judgement.verdict !== 'reject')
    .map((judgement) => judgement.fileId);

describe('offered files', () => {
  const formats = ['flac', 'mp3', 'opus'].map((extension) =>
    file(extension, extension, extension === 'flac' ? {} : { bitrateKbps: 320, bitDepth: null, sizeBytes: 8_000_000 }),
  );

  test('are taken in the order of SLSKD_PREFERRED_FORMATS, others behind them', () => {
    expect(accepted({ SLSKD_PREFERRED_FORMATS: 'opus, mp3' }, formats)).toEqual(['opus', 'mp3', 'flac']);
    expect(accepted({ SLSKD_PREFERRED_FORMATS: 'MP3' }, formats)[0]).toBe('mp3');
  });

  test('of other formats are refused with MATCH_ONLY_PREFERRED_FORMATS', () => {
    const env = { SLSKD_PREFERRED_FORMATS: 'opus,mp3', MATCH_ONLY_PREFERRED_FORMATS: 'true' };
    expect(accepted(env, formats)).toEqual(['opus', 'mp3']);
  });

  test('below MATCH_MIN_BIT_DEPTH are refused, when they say so', () => {
    const files = [
      file('16', 'flac'),
      file('24', 'flac', { bitDepth: 24 }),
      file('unknown', 'flac', { bitDepth: null }),
    ];
    expect(accepted({ MATCH_MIN_BIT_DEPTH: '24' }, files).toSorted()).toEqual(['24', 'unknown']);
    expect(accepted({ MATCH_MIN_BIT_DEPTH: '0' }, files)).toHaveLength(3);
  });

  test('above MATCH_MAX_SAMPLE_RATE_HZ are liked less; 0: the higher the better', () => {
    const files = [44_100, 96_000, 192_000].map((rate) => file(String(rate), 'flac', { sampleRateHz: rate }));
    expect(accepted({ MATCH_MAX_SAMPLE_RATE_HZ: '48000' }, files)).toEqual(['44100', '96000', '192000']);
    expect(accepted({ MATCH_MAX_SAMPLE_RATE_HZ: '96000' }, files)).toEqual(['96000', '44100', '192000']);
    expect(accepted({ MATCH_MAX_SAMPLE_RATE_HZ: '0' }, files)).toEqual(['192000', '96000', '44100']);
  });
});

test('MATCH_FUZZY_MAX_CANDIDATES similar tracks of the library are compared with a wanted one', async () => {
  const database = await createTestDatabase();
  try {
    await sql`
      insert into library_files (path, size_bytes, format, title, artists)
      select 'Ann/' || n || '.flac', 1, 'flac', 'Song of the hills ' || n, array['Ann'] from generate_series(1, 20) n`.execute(
      database.db,
    );
    await fillLibraryKeys(database.db, new AbortController().signal, 100);
    const { fuzzyMaxCandidates } = settingsWith({ MATCH_FUZZY_MAX_CANDIDATES: '4' }).match;
    let compared = 0;
    const lookup = createLibraryLookup({
      maxCandidates: fuzzyMaxCandidates,
      likeness: () => {
        compared += 1;
        return 0;
      },
    });
    const track = makeTrack({ title: 'Song of the hils', artists: ['Ann'] });
    await database.db.transaction().execute((trx) => lookup.find(trx, [track]));
    expect(compared).toBe(4);
  } finally {
    await database.drop();
  }
});
