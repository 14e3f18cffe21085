import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { losses } from '../../../../../bench/transcodes/codecs.ts';
import { damaged, original } from '../../../../../bench/transcodes/make.ts';
import { materials } from '../../../../../bench/transcodes/material.ts';
import { makeAudio } from '../../../../../stand-ins/audio/index.ts';
import { createFfmpegDecoder } from '../ffmpeg.ts';
import { judgeAuthenticity } from './authenticity.ts';
import type { Analysis } from './types.ts';

const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;

/** An ordinary CD track, as it was heard. */
function heard(fields: Partial<Analysis> = {}): Analysis {
  return {
    rateHz: 44_100,
    channels: 2,
    durationMs: 200_000,
    peakDb: -0.3,
    rmsDb: -14,
    usedBits: 16,
    leadingSilenceMs: 200,
    trailingSilenceMs: 900,
    longestSilenceMs: 0,
    cutoffHz: 21_900,
    wallHz: 9000,
    wallDb: 3,
    grid: null,
    spectrogram: new Uint8Array(),
    ...fields,
  };
}
const cd = { lossless: true, bitDepth: 16, bitrateKbps: 900 };

describe('the judgement', () => {
  test.each<[string, Partial<Analysis>, object, string]>([
    ['nothing speaks against an ordinary track', {}, cd, 'genuine'],
    [
      'a frame grid proves a lossy codec, even without a cut-off',
      { grid: { family: 'Vorbis', z: 40 } },
      cd,
      'transcoded',
    ],
    ['a wall at 16 kHz does so, too', { wallHz: 16_100, wallDb: 45, cutoffHz: 16_200 }, cd, 'transcoded'],
    [
      'and one at 20 kHz, where the rate is that of Opus',
      { rateHz: 48_000, wallHz: 20_100, wallDb: 40 },
      cd,
      'transcoded',
    ],
    ['at the rate of CDs it is only odd', { wallHz: 20_100, wallDb: 40 }, cd, 'suspect'],
    ['a gentle end at 16 kHz is a dark master', { wallHz: 16_100, wallDb: 9, cutoffHz: 17_000 }, cd, 'genuine'],
    ['a low step at 18 kHz is the last overtone of clean tones', { wallHz: 18_000, wallDb: 21 }, cd, 'suspect'],
    ['a wall at 10 kHz is an old recording', { wallHz: 10_000, wallDb: 60, cutoffHz: 10_100 }, cd, 'genuine'],
    ['nothing above 22 kHz of 96 kHz was computed', { rateHz: 96_000, wallHz: 22_000, wallDb: 40 }, cd, 'upsampled'],
    ['24 bits of which 16 are used are padded', {}, { ...cd, bitDepth: 24 }, 'padded'],
    ['silence proves nothing', { usedBits: 0, cutoffHz: 0 }, cd, 'unknown'],
    [
      'an MP3 of 320 kbit/s without treble was made from a worse one',
      { wallHz: 16_100, wallDb: 50 },
      { lossless: false, bitDepth: null, bitrateKbps: 320 },
      'suspect',
    ],
    [
      'an MP3 of 128 kbit/s may end there',
      { wallHz: 16_100, wallDb: 50 },
      { lossless: false, bitDepth: null, bitrateKbps: 128 },
      'lossy',
    ],
  ])('%s', (_lesson, fields, claim, verdict) => {
    const judged = judgeAuthenticity(heard(fields), claim as typeof cd);
    expect(judged.verdict).toBe(verdict);
    expect(judged.findings.length > 0).toBe(!['genuine', 'lossy'].includes(verdict));
  });
});

describe.runIf(hasFfmpeg)('listening', () => {
  const decoder = createFfmpegDecoder();
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'harmony-listen-'));
  });
  afterAll(async () => {
    await decoder.close();
    await rm(folder, { recursive: true, force: true });
  });
  const material = (name: string) => {
    const found = materials([2]).find((each) => each.name === `${name}-2`);
    if (found === undefined) throw new Error(`There is no material ${name}.`);
    return found;
  };
  async function judge(path: string, bitDepth: number) {
    const decoded = await decoder.decode(path, true, AbortSignal.timeout(30_000));
    if (decoded.kind !== 'sound' || decoded.analysis === null) throw new Error(JSON.stringify(decoded));
    return { ...judgeAuthenticity(decoded.analysis, { ...cd, bitDepth }), analysis: decoded.analysis };
  }

  it.each(['voice', 'dark', 'restored', 'silence'])('finds no fault with genuine %s', async (name) => {
    const { verdict, analysis } = await judge(await original(folder, material(name), 4), 16);
    expect(['genuine', 'unknown']).toContain(verdict);
    expect(Buffer.from(analysis.spectrogram.subarray(1, 4)).toString()).toBe('PNG');
    expect(analysis.spectrogram.length).toBeLessThan(40_000);
  });

  it('does not take clicks at the edges of blocks, as software leaves them, for a codec', async () => {
    const path = join(folder, 'clicks.flac');
    await writeFile(path, makeAudio({ format: 'flac', durationMs: 20_000, seed: 'clicks' }));
    expect((await judge(path, 16)).verdict).toBe('genuine');
  });

  it.each([
    ['MP3 V0', 'MP3'],
    ['AAC 256', 'AAC'],
    ['Vorbis q7', 'Vorbis'],
    ['Opus 160', null],
    ['MP3 128, up to 96 kHz 24 bit', null],
  ])('recognises what was %s once', async (name, family) => {
    const loss = losses.find((each) => each.name === name);
    if (loss === undefined) throw new Error(`There is no loss ${name}.`);
    const { verdict, analysis } = await judge(await damaged(folder, material('voice'), loss, 4), 24);
    expect(verdict).toBe('transcoded');
    expect(analysis.grid?.family ?? null).toBe(family);
  });
});
