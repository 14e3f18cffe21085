import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AudioFormat, extensionOf, makeAudio } from '../../../../stand-ins/audio/index.ts';
import { createAudioInspector } from './inspector.ts';

const formats = ['flac', 'mp3', 'mp3-vbr', 'm4a', 'alac', 'ogg', 'opus', 'wav'] as const satisfies AudioFormat[];
const codecs = {
  flac: 'FLAC',
  mp3: 'MP3',
  'mp3-vbr': 'MP3',
  m4a: 'AAC',
  alac: 'ALAC',
  ogg: 'Vorbis',
  opus: 'Opus',
  wav: 'PCM',
};
const durationMs = 30_000;
const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;

const inspector = createAudioInspector();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'harmony-audio-'));
});
afterAll(async () => {
  await inspector.close();
  await rm(folder, { recursive: true, force: true });
});

async function inspect(bytes: Uint8Array, checksum = false) {
  const path = join(folder, 'file.bin');
  await writeFile(path, bytes);
  return inspector.inspect(path, { checksum });
}

function good(format: AudioFormat): Buffer {
  return makeAudio({ format, durationMs, seed: 'inspect', tags: { title: 'A title', artist: 'Somebody' } });
}

describe('a whole file', () => {
  it.each(formats)('%s is recognised by its content, found whole, and measured', async (format) => {
    const inspection = await inspect(good(format));
    expect(inspection).toMatchObject({
      kind: 'sound',
      facts: { extension: extensionOf[format], codec: codecs[format] },
    });
    const found = inspection.kind === 'sound' ? (inspection.facts.durationMs ?? 0) : 0;
    expect(Math.abs(found - durationMs)).toBeLessThanOrEqual(60);
  });
});

describe('a file that was cut', () => {
  it.each(formats.flatMap((format) => [5, 30, 60, 90, 99].map((keep) => [format, keep] as const)))(
    '%s at %i %% is not taken for whole, unless nothing in it tells',
    async (format, keep) => {
      const bytes = good(format);
      const cut = bytes.subarray(0, Math.floor((bytes.length * keep) / 100));
      const inspection = await inspect(cut);
      if (format === 'mp3') {
        // constant bit rate without a header that counts frames: only the length shows it, which the caller compares
        const found = inspection.kind === 'sound' ? (inspection.facts.durationMs ?? 0) : 0;
        expect(found).toBeLessThan(durationMs * (keep / 100) + 1000);
      } else expect(inspection.kind).not.toBe('sound');
      if (inspection.kind === 'broken' && inspection.walk.kind === 'truncated' && inspection.walk.atMs !== null)
        expect(inspection.walk.atMs).toBeLessThan(durationMs);
    },
  );
});

describe('a file with a hole of rubbish in the middle', () => {
  const audible = formats.filter((format) => format !== 'wav');
  it.each(audible)('%s is found to be damaged', async (format) => {
    const bytes = makeAudio({ format, durationMs, seed: 'inspect', fault: { kind: 'corrupt-middle' } });
    const inspection = await inspect(bytes);
    expect(inspection).toMatchObject({ kind: 'broken', walk: { kind: 'damaged' } });
  });

  it.each(['flac', 'ogg', 'opus'] as const)(
    '%s with a single flipped bit of music is found to be damaged',
    async (format) => {
      const bytes = good(format);
      const at = Math.floor(bytes.length * 0.7);
      bytes.writeUInt8(bytes.readUInt8(at) ^ 4, at);
      expect(await inspect(bytes)).toMatchObject({ kind: 'broken' });
    },
  );

  it.each(['mp3', 'ogg', 'opus', 'flac'] as const)(
    '%s with a missing piece in the middle is found to be damaged',
    async (format) => {
      const bytes = good(format);
      const half = Math.floor(bytes.length / 2);
      const shortened = Buffer.concat([
        bytes.subarray(0, half),
        bytes.subarray(half + Math.floor(bytes.length / 10) + 13),
      ]);
      expect(await inspect(shortened)).toMatchObject({ kind: 'broken' });
    },
  );
});

describe('what is no music', () => {
  it.each([
    ['an empty file', Buffer.alloc(0)],
    ['a web page', Buffer.from('<!DOCTYPE html><html><body>403 Forbidden</body></html>'.repeat(50))],
    ['rubbish', makeAudio({ format: 'mp3', durationMs: 1000, fault: { kind: 'garbage', sizeBytes: 300_000 } })],
    ['zeros', Buffer.alloc(200_000)],
    ['only the beginning of a FLAC file', Buffer.from('fLaC')],
    [
      'a tag without music',
      Buffer.concat([Buffer.from('ID3\u0004\u0000\u0000\u0000\u0000\u0002\u0001'), Buffer.alloc(257)]),
    ],
  ])('%s is not taken for music', async (_name, bytes) => {
    expect((await inspect(bytes)).kind).not.toBe('sound');
  });

  it('is named where it can be', async () => {
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');
    expect(await inspect(Buffer.concat([png, Buffer.alloc(500)]))).toEqual({ kind: 'not-audio', what: 'image/png' });
  });
});

describe('hostile structure', () => {
  it.each(formats)('%s with random bytes changed never hangs the thread or makes it fail', async (format) => {
    const bytes = good(format);
    for (let round = 0; round < 12; round += 1) {
      const copy = Buffer.from(bytes);
      for (let change = 0; change < 8; change += 1)
        copy.writeUInt8(
          (round * 37 + change * 101) % 256,
          (round * 997 + change * change * 31) % Math.min(copy.length, 3000),
        );
      await inspect(copy);
    }
  });

  it('says which file cannot be read', async () => {
    await expect(inspector.inspect(join(folder, 'nothing'))).rejects.toThrow(/ENOENT/);
    await expect(inspector.inspect(folder)).rejects.toThrow(/EISDIR/);
  });
});

describe('the checksum of the music', () => {
  it.each(formats)('%s keeps it when only tags differ, and changes it with the music', async (format) => {
    const sums = await Promise.all(
      [
        makeAudio({ format, durationMs, seed: 1 }),
        makeAudio({
          format,
          durationMs,
          seed: 1,
          tags: { title: 'Something', artist: 'Else', album: 'Longer'.repeat(50) },
        }),
        makeAudio({ format, durationMs: durationMs + 2000, seed: 2 }),
      ].map(async (bytes, index) => {
        const path = join(folder, `sum${format}${index}`);
        await writeFile(path, bytes);
        const inspection = await inspector.inspect(path, { checksum: true });
        return inspection.kind === 'sound' ? inspection.audioSha256 : null;
      }),
    );
    expect(sums[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(sums[1]).toBe(sums[0]);
    expect(sums[2]).not.toBe(sums[0]);
  });
});

describe('a big file', () => {
  it('is walked in another thread: ours works less than 20 ms for 100 MB in all, so it is never blocked longer', async () => {
    const path = join(folder, 'big.wav');
    await writeFile(path, makeAudio({ format: 'wav', durationMs: 600_000, seed: 'big' }));
    await inspector.inspect(path, { checksum: true });
    // processor time of this thread, not the clock: other suites share the machine
    const before = process.threadCpuUsage();
    await inspector.inspect(path, { checksum: true });
    const used = process.threadCpuUsage(before);
    expect((used.user + used.system) / 1000).toBeLessThan(20);
  });
});

describe.runIf(hasFfmpeg)('files made by ffmpeg', () => {
  const recipes: readonly (readonly [string, string, readonly string[]])[] = [
    ['flac', 'FLAC', ['-c:a', 'flac']],
    ['flac', 'FLAC', ['-c:a', 'flac', '-sample_fmt', 's32', '-ar', '96000']],
    ['mp3', 'MP3', ['-c:a', 'libmp3lame', '-q:a', '2']],
    ['mp3', 'MP3', ['-c:a', 'libmp3lame', '-b:a', '64k', '-ar', '22050', '-ac', '1']],
    ['mp3', 'MP3', ['-c:a', 'libmp3lame', '-b:a', '320k', '-write_xing', '0']],
    ['m4a', 'AAC', ['-c:a', 'aac']],
    ['m4a', 'AAC', ['-c:a', 'aac', '-movflags', '+faststart']],
    ['m4a', 'ALAC', ['-c:a', 'alac']],
    ['ogg', 'Vorbis', ['-c:a', 'libvorbis']],
    ['opus', 'Opus', ['-c:a', 'libopus']],
    ['wav', 'PCM', ['-c:a', 'pcm_s24le']],
    ['aiff', 'PCM', ['-c:a', 'pcm_s16be']],
  ];
  it.each(recipes)('%s (%s, %j) is whole', async (extension, codec, options) => {
    const path = join(folder, `made.${extension}`);
    const source = ['-f', 'lavfi', '-i', 'anoisesrc=d=12:a=0.3:c=pink,aformat=channel_layouts=stereo'];
    execFileSync('ffmpeg', ['-v', 'error', '-y', ...source, ...options, path]);
    const inspection = await inspector.inspect(path);
    expect(inspection).toMatchObject({ kind: 'sound', facts: { codec, extension } });
    const found = inspection.kind === 'sound' ? (inspection.facts.durationMs ?? 0) : 0;
    expect(Math.abs(found - 12_000)).toBeLessThanOrEqual(100);
  });
});
