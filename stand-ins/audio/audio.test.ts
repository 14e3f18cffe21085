import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseBuffer } from 'music-metadata';
import { afterAll, describe, expect, it } from 'vitest';
import { type AudioRecipe, audioSize, describeAudio, extensionOf, makeAudio } from './index.ts';

const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'audio-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const tags = { title: 'Tïtle 曲', artist: 'Artist', album: 'Album', albumArtist: 'Band', track: '3/9', date: '1999' };
const recipes: readonly AudioRecipe[] = [
  { format: 'flac', durationMs: 63_217 },
  { format: 'flac', durationMs: 5_000, sampleRateHz: 96_000, bitDepth: 24 },
  { format: 'flac', durationMs: 20_001, bitrateKbps: 600, lowpassHz: 16_000 },
  { format: 'flac', durationMs: 40 },
  { format: 'mp3', durationMs: 63_217 },
  { format: 'mp3', durationMs: 31_001, bitrateKbps: 128 },
  { format: 'mp3', durationMs: 31_001, bitrateKbps: 320 },
  { format: 'mp3-vbr', durationMs: 63_217, bitrateKbps: 192 },
  { format: 'm4a', durationMs: 63_217 },
  { format: 'm4a', durationMs: 31_001, bitrateKbps: 256 },
  { format: 'alac', durationMs: 31_001 },
  { format: 'ogg', durationMs: 63_217 },
  { format: 'opus', durationMs: 63_217 },
  { format: 'wav', durationMs: 3_217 },
  { format: 'aiff', durationMs: 3_217 },
  { format: 'aiff', durationMs: 2_000, sampleRateHz: 96_000, bitDepth: 24 },
  { format: 'ape', durationMs: 5_217 },
];

/** Decodes the whole file; returns everything ffmpeg complained about, the samples' MD5 and their number per channel. */
function decode(
  bytes: Buffer,
  extension: string,
  sampleFormat: string,
): { complaints: string; md5: string; samples: number } {
  const file = join(folder, `x.${extension}`);
  writeFileSync(file, bytes);
  const run = spawnSync(
    'ffmpeg',
    ['-v', 'error', '-err_detect', 'crccheck+explode', '-i', file, '-f', sampleFormat, '-'],
    {
      maxBuffer: 2 ** 28,
    },
  );
  const bytesPerSample = sampleFormat === 's24le' ? 3 : 2;
  return {
    complaints: run.stderr.toString('utf8'),
    md5: createHash('md5').update(run.stdout).digest('hex'),
    samples: run.stdout.length / 2 / bytesPerSample,
  };
}

describe('made audio', () => {
  it.each(recipes)(
    '$format of $durationMs ms at $bitrateKbps kbit/s has the right duration and tags for an independent reader',
    async (recipe) => {
      const info = await parseBuffer(makeAudio({ ...recipe, tags }), undefined, { duration: true });
      expect(Math.abs((info.format.duration ?? 0) * 1000 - recipe.durationMs)).toBeLessThanOrEqual(100);
      if (recipe.format === 'wav' || recipe.format === 'aiff' || recipe.format === 'ape') return;
      expect(info.common).toMatchObject({
        title: 'Tïtle 曲',
        artist: 'Artist',
        album: 'Album',
        albumartist: 'Band',
        year: 1999,
      });
      expect(info.common.track).toMatchObject({ no: 3 });
    },
  );

  it.runIf(hasFfmpeg).each(recipes)(
    '$format of $durationMs ms at $bitrateKbps kbit/s decodes to the end without a complaint',
    (recipe) => {
      const depth = recipe.bitDepth === 24 ? 's24le' : 's16le';
      const { complaints, samples } = decode(makeAudio(recipe), extensionOf[recipe.format], depth);
      expect(complaints).toBe('');
      const rate = recipe.format === 'opus' ? 48_000 : (recipe.sampleRateHz ?? 44_100);
      expect(Math.abs((samples / rate) * 1000 - recipe.durationMs)).toBeLessThanOrEqual(100);
    },
  );

  it.runIf(hasFfmpeg)('a FLAC carries the checksum of exactly what decoders get', () => {
    for (const recipe of recipes.filter((each) => each.format === 'flac')) {
      const bytes = makeAudio(recipe);
      const stored = bytes.subarray(8 + 18, 8 + 34).toString('hex');
      expect(decode(bytes, 'flac', recipe.bitDepth === 24 ? 's24le' : 's16le').md5).toBe(stored);
    }
  });

  it('writes the true number of frames and bytes into the header of an MP3', () => {
    for (const recipe of recipes.filter((each) => each.format.startsWith('mp3'))) {
      const bytes = makeAudio(recipe);
      const at = Math.max(bytes.indexOf('Info'), bytes.indexOf('Xing'));
      const frames = bytes.readUInt32BE(at + 8);
      const padding = bytes.readUIntBE(at + 120 + 21, 3);
      const samples = frames * 1152 - Math.floor(padding / 4096) - (padding % 4096);
      expect(samples).toBe(Math.round((recipe.durationMs * 44_100) / 1000));
      expect(bytes.readUInt32BE(at + 12)).toBe(bytes.length);
    }
  });

  it('is the same for the same recipe and another for another seed', () => {
    for (const { format } of recipes) {
      const recipe: AudioRecipe = { format, durationMs: 3_000, seed: 'a' };
      expect(makeAudio(recipe).equals(makeAudio(recipe))).toBe(true);
      expect(makeAudio(recipe).equals(makeAudio({ ...recipe, seed: 'b' }))).toBe(false);
    }
  });

  it('tells its size without making the checksum', () => {
    for (const recipe of recipes) expect(audioSize(recipe)).toBe(makeAudio(recipe).length);
  });

  it('makes four minutes small: under a third of a megabyte as FLAC, under a megabyte as MP3', () => {
    expect(makeAudio({ format: 'flac', durationMs: 240_000 }).length).toBeLessThan(333_000);
    expect(makeAudio({ format: 'mp3', durationMs: 240_000 }).length).toBeLessThan(1_000_000);
  });

  it('comes close to the wanted bit rate, so that size, rate and duration of an announcement agree', () => {
    for (const recipe of recipes.filter((each) => each.bitrateKbps !== undefined)) {
      const kbps = (makeAudio({ ...recipe, durationMs: 60_000 }).length * 8) / 60_000;
      expect(Math.abs(kbps / (recipe.bitrateKbps as number) - 1)).toBeLessThan(0.12);
    }
  });

  it('announces lossless files without a bit rate and lossy ones with one', () => {
    expect(describeAudio({ format: 'flac', durationMs: 61_600 })).toEqual({
      length: 62,
      sampleRate: 44_100,
      bitDepth: 16,
    });
    expect(describeAudio({ format: 'mp3', durationMs: 61_400, bitrateKbps: 320 })).toEqual({
      length: 61,
      bitRate: 320,
      isVariableBitRate: false,
    });
  });
});

describe('spoiled audio', () => {
  it.runIf(hasFfmpeg).each(['flac', 'mp3', 'm4a', 'ogg'] as const)(
    '%s: truncated and corrupt files do not decode to the announced end in peace',
    (format) => {
      const whole = decode(makeAudio({ format, durationMs: 30_000 }), extensionOf[format], 's16le');
      const cut = decode(
        makeAudio({ format, durationMs: 30_000, fault: { kind: 'truncated', keepPercent: 60 } }),
        extensionOf[format],
        's16le',
      );
      const torn = decode(
        makeAudio({ format, durationMs: 30_000, fault: { kind: 'corrupt-middle' } }),
        extensionOf[format],
        's16le',
      );
      expect(cut.samples).toBeLessThan(whole.samples * 0.7);
      expect(torn.complaints !== '' || torn.samples < whole.samples * 0.95).toBe(true);
    },
  );

  it('makes empty files, web pages and rubbish', () => {
    const make = (fault: AudioRecipe['fault'] & object): Buffer =>
      makeAudio({ format: 'mp3', durationMs: 1_000, fault });
    expect(make({ kind: 'empty' }).length).toBe(0);
    expect(make({ kind: 'html' }).toString('utf8')).toMatch(/^<!DOCTYPE html>/);
    expect(make({ kind: 'garbage', sizeBytes: 1_234 }).length).toBe(1_234);
  });
});
