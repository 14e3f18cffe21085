import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { createFileHouse, makeTrack } from '#test/file-house';
import { makeAudio } from '../../../../stand-ins/audio/index.ts';
import type { Analysis } from './analysis/types.ts';
import { keepReviewed, spectrogramOf, verifiedOf } from './index.ts';
import { checkSilence } from './sound.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const whole: Analysis = {
  rateHz: 44_100,
  channels: 2,
  durationMs: 245_000,
  peakDb: -1,
  rmsDb: -15,
  usedBits: 16,
  leadingSilenceMs: 100,
  trailingSilenceMs: 2000,
  longestSilenceMs: 0,
  cutoffHz: 21_500,
  wallHz: 9000,
  wallDb: 2,
  grid: null,
  spectrogram: Buffer.from('picture'),
};
const fake: Analysis = { ...whole, cutoffHz: 16_000, wallHz: 16_000, wallDb: 50, grid: { family: 'MP3', z: 60 } };

async function deliver(analysis: Analysis, verifying: { transcoded?: string; upsampled?: string } = {}) {
  const decoder = {
    decode: () => Promise.resolve({ kind: 'sound', analysis } as const),
    close: () => Promise.resolve(),
  };
  const house = await createFileHouse({ db: database.db, decoder, verifying });
  const delivered = await house.deliver({
    track: makeTrack({ durationMs: 245_000 }),
    bytes: makeAudio({ format: 'flac', durationMs: 245_000, seed: 'sound' }),
    name: 'a.flac',
  });
  const outcome = await house.run(house.verify, delivered.wish);
  return { house, ...delivered, outcome, proof: (await verifiedOf(database.db, delivered.wish.id))[0] };
}

describe('a file that only pretends to be lossless', () => {
  it('goes, and the next best peer is tried; the proof says why, with a picture', async () => {
    const { house, outcome, wish, proof, candidateId } = await deliver(fake);
    expect(outcome).toMatchObject({ kind: 'back', to: 'match', cause: { code: 'file_transcoded' } });
    expect('cause' in outcome && outcome.cause?.sentence).toMatch(
      /^Not lossless in truth\. .*MP3.* breaks off at 16 kHz/,
    );
    expect(proof).toMatchObject({
      verdict: 'rejected',
      authenticity: { verdict: 'transcoded', confidence: expect.closeTo(0.99) as unknown },
      measures: { cutoff_hz: 16_000, codec_grid: 'MP3' },
    });
    const id = Number(/\d+/.exec(String(proof?.['spectrogram']))?.[0]);
    expect((await spectrogramOf(database.db, id))?.toString()).toBe('picture');
    const candidate = await database.db
      .selectFrom('candidates')
      .select('outcome')
      .where('id', '=', candidateId)
      .executeTakeFirst();
    expect(candidate?.outcome).toBe('failed');
    expect(wish.id).toBeGreaterThan(0);
    await house.close();
  });

  it('waits for a person where people want to decide, and stays when they keep it', async () => {
    const { house, outcome, wish, path } = await deliver(fake, { transcoded: 'review' });
    expect(outcome).toMatchObject({ kind: 'review', cause: { code: 'file_transcoded' } });
    expect(await house.files(house.downloadsDir)).toHaveLength(1);
    expect(await keepReviewed(database.db, wish.id)).toBe(true);
    expect(await house.run(house.verify, wish)).toMatchObject({ kind: 'next' });
    expect((await verifiedOf(database.db, wish.id))[0]).toMatchObject({ verdict: 'accepted', kept: true });
    expect(await keepReviewed(database.db, wish.id)).toBe(false);
    expect(path).not.toBe('');
    await house.close();
  });

  it('is kept, and said to be what it is, where people do not mind', async () => {
    const { house, outcome, proof } = await deliver(fake, { transcoded: 'accept' });
    expect(outcome.kind).toBe('next');
    expect(proof).toMatchObject({ verdict: 'accepted', reason: null, authenticity: { verdict: 'transcoded' } });
    await house.close();
  });

  it('is never sent away on suspicion alone', async () => {
    const odd = { ...whole, wallHz: 20_000, wallDb: 40 };
    const { house, outcome, proof } = await deliver(odd);
    expect(outcome.kind).toBe('next');
    expect(proof).toMatchObject({ authenticity: { verdict: 'suspect' } });
    await house.close();
  });
});

describe('silence', () => {
  test.each<[string, Partial<Analysis>, number | null, string | null]>([
    ['nothing but silence is no recording', { peakDb: null, usedBits: 0 }, 245_000, 'file_silent'],
    ['a rest of zeros is a download that was never finished', { trailingSilenceMs: 150_000 }, 245_000, 'file_padded'],
    ['so is a beginning of zeros', { leadingSilenceMs: 150_000 }, 245_000, 'file_padded'],
    ['a run-out is usual', { trailingSilenceMs: 25_000 }, 245_000, null],
    [
      'silence in addition to the whole music does no harm',
      { durationMs: 400_000, trailingSilenceMs: 155_000 },
      245_000,
      null,
    ],
    ['an unknown length proves nothing', { trailingSilenceMs: 150_000 }, null, null],
  ])('%s', (_lesson, fields, wantedMs, code) => {
    expect(checkSilence({ ...whole, ...fields }, wantedMs)?.code ?? null).toBe(code);
  });
});
