import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { createFileHouse, makeTrack } from '#test/file-house';
import { settingsWith } from '#test/settings';
import { makeAudio } from '../../../../stand-ins/audio/index.ts';
import type { Analysis } from './analysis/types.ts';
import {
  heldAmong,
  keepableFile,
  keepFile,
  passOver,
  releaseHeld,
  spectrogramOf,
  tellOfHeld,
  verifiedOf,
} from './index.ts';
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

const flac = makeAudio({ format: 'flac', durationMs: 245_000, seed: 'sound' });

async function deliver(analysis: Analysis, verifying: { transcoded?: string; upsampled?: string } = {}) {
  const decoder = {
    decode: () => Promise.resolve({ kind: 'sound', analysis } as const),
    close: () => Promise.resolve(),
  };
  const house = await createFileHouse({ db: database.db, decoder, verifying });
  const delivered = await house.deliver({
    track: makeTrack({ durationMs: 245_000 }),
    bytes: flac,
    name: 'a.flac',
  });
  const outcome = await house.run(house.verify, delivered.wish);
  return { house, ...delivered, outcome, proof: (await verifiedOf(database.db, delivered.wish.id))[0] };
}

async function outcomeOf(candidateId: number): Promise<string | null | undefined> {
  const row = database.db.selectFrom('candidates').select('outcome').where('id', '=', candidateId);
  return (await row.executeTakeFirst())?.outcome;
}

describe('a file that only pretends to be lossless', () => {
  it('is kept aside while the next best peer is tried; the proof says why, with a picture', async () => {
    const { house, outcome, wish, proof, candidateId, path } = await deliver(fake);
    expect(outcome).toMatchObject({ kind: 'back', to: 'match', cause: { code: 'file_transcoded' } });
    expect('cause' in outcome && outcome.cause?.sentence).toMatch(
      /^Not lossless in truth\. .*MP3.* breaks off at 16 kHz.* kept aside/,
    );
    expect(proof).toMatchObject({
      verdict: 'rejected',
      held: true,
      facts: { codec: 'FLAC', bit_depth: 16, sample_rate_hz: 44_100, lossless: true },
      authenticity: { verdict: 'transcoded', confidence: expect.closeTo(0.99) as unknown },
      measures: { cutoff_hz: 16_000, codec_grid: 'MP3' },
    });
    const id = Number(/\d+/.exec(String(proof?.['spectrogram']))?.[0]);
    expect((await spectrogramOf(database.db, id))?.toString()).toBe('picture');
    expect(await outcomeOf(candidateId)).toBe('failed');
    expect(await house.files(house.downloadsDir)).toHaveLength(1);
    expect(await heldAmong(database.db, [path, '/nowhere'])).toEqual([path]);
    await database.db.transaction().execute((trx) => releaseHeld(trx, wish.id));
    expect(await heldAmong(database.db, [path])).toEqual([]);
    await house.close();
  });

  it('may still be taken when nobody has a better one, of which the waiting wish tells', async () => {
    const { house, wish, downloadId, candidateId } = await deliver(fake);
    const nothing = { code: 'all_peers_failed', sentence: 'Searched again later.' };
    const waiting = tellOfHeld(
      { stage: 'match', run: async () => ({ kind: 'wait', cause: nothing, until: new Date() }) },
      database.db,
    );
    expect(await house.run(waiting, wish)).toMatchObject({
      cause: { code: 'kept_aside', sentence: expect.stringMatching(/^Searched again later\. .*kept aside/) },
    });
    expect(await keepableFile(database.db, wish.id, null)).toEqual({ downloadId, held: true });
    expect(await keepableFile(database.db, wish.id, downloadId + 1)).toBeNull();
    expect(await database.db.transaction().execute((trx) => keepFile(trx, wish.id, downloadId))).toBe(true);
    expect(await house.run(house.verify, wish)).toMatchObject({ kind: 'next' });
    expect(await outcomeOf(candidateId)).toBe('delivered');
    expect((await verifiedOf(database.db, wish.id))[0]).toMatchObject({ verdict: 'accepted', kept: true, held: false });
    await house.close();
  });

  it('is asked about when two others are kept aside already, and none of the three is lost', async () => {
    const { house, wish } = await deliver(fake);
    await house.arrive(wish.id, { bytes: flac, name: 'b.flac' });
    expect(await house.run(house.verify, wish)).toMatchObject({ kind: 'back' });
    const third = await house.arrive(wish.id, { bytes: flac, name: 'c.flac' });
    const asked = await house.run(house.verify, wish);
    expect(asked).toMatchObject({ kind: 'review', cause: { sentence: expect.stringContaining('2 others') } });
    expect(await house.files(house.downloadsDir)).toHaveLength(3);
    const verified = await verifiedOf(database.db, wish.id);
    expect(verified.map((each) => [each['verdict'], each['held']])).toEqual([
      ['rejected', true],
      ['rejected', true],
      ['review', false],
    ]);
    // the first is preferred: the one under review is kept aside in its place
    const first = Number(verified[0]?.['download_id']);
    expect(await database.db.transaction().execute((trx) => keepFile(trx, wish.id, first))).toBe(true);
    expect(await keepableFile(database.db, wish.id, third.downloadId)).toMatchObject({ held: true });
    expect(await house.run(house.verify, wish)).toMatchObject({ kind: 'next' });
    const after = await verifiedOf(database.db, wish.id);
    expect(after.map((each) => [each['kept'], each['held']])).toEqual([
      [true, false],
      [false, true],
      [false, true],
    ]);
    await house.close();
  });

  it.each([
    ['accept', 'next'],
    ['review', 'review'],
    ['next_peer', 'back'],
  ])('or is finer on paper than in truth is treated as VERIFY_UPSAMPLED=%s says', async (policy, kind) => {
    const { upsampled } = settingsWith({ VERIFY_UPSAMPLED: policy }).verify;
    const computed: Analysis = { ...whole, rateHz: 96_000, cutoffHz: 22_000, wallHz: 22_000, wallDb: 40 };
    const { house, outcome } = await deliver(computed, { upsampled });
    expect(outcome.kind).toBe(kind);
    await house.close();
  });

  it('waits for a person where people want to decide, and stays when they keep it', async () => {
    const { house, outcome, wish, downloadId } = await deliver(fake, { transcoded: 'review' });
    expect(outcome).toMatchObject({ kind: 'review', cause: { code: 'file_transcoded' } });
    expect(await house.files(house.downloadsDir)).toHaveLength(1);
    expect(await keepableFile(database.db, wish.id, null)).toEqual({ downloadId, held: false });
    expect(await database.db.transaction().execute((trx) => keepFile(trx, wish.id, downloadId))).toBe(true);
    expect(await house.run(house.verify, wish)).toMatchObject({ kind: 'next' });
    expect((await verifiedOf(database.db, wish.id))[0]).toMatchObject({ verdict: 'accepted', kept: true });
    expect(await keepableFile(database.db, wish.id, null)).toBeNull();
    await house.close();
  });

  it('is kept aside when they prefer another one', async () => {
    const { house, wish, path, candidateId } = await deliver(fake, { transcoded: 'review' });
    const passed = await database.db.transaction().execute((trx) => passOver(trx, wish.id));
    expect(passed).toMatchObject({ username: 'peer', sentence: expect.stringContaining('Not lossless') });
    expect(await database.db.transaction().execute((trx) => passOver(trx, wish.id))).toBeNull();
    expect(await heldAmong(database.db, [path])).toEqual([path]);
    expect(await outcomeOf(candidateId)).toBe('failed');
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
