import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AudioInspector, createAudioInspector } from '#library';
import { createFfmpegDecoder } from './ffmpeg.ts';
import { checkSilence } from './sound.ts';
import { checkContent, checkDuration, checkSize } from './verify.ts';

const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;
const lengthMs = 5000;

/** What people expect to find under these names, and how ffmpeg makes it. */
const formats: readonly (readonly [extension: string, ...options: string[]])[] = [
  ['flac', '-c:a', 'flac'],
  ['mp3', '-c:a', 'libmp3lame', '-b:a', '192k'],
  ['m4a', '-c:a', 'aac', '-b:a', '128k'],
  ['ogg', '-c:a', 'libvorbis'],
  ['opus', '-c:a', 'libopus'],
  ['wav', '-c:a', 'pcm_s16le'],
];

/** Ten ways to spoil a file; `others` are the same music in the other formats. */
const damages: readonly (readonly [name: string, spoil: (bytes: Buffer, other: Buffer) => Uint8Array])[] = [
  ['cut in half', (bytes) => bytes.subarray(0, bytes.length >> 1)],
  ['cut near its end', (bytes) => bytes.subarray(0, Math.floor(bytes.length * 0.85))],
  ['empty', () => Buffer.alloc(0)],
  ['nothing but zeros', (bytes) => Buffer.alloc(bytes.length)],
  ['with a rest of zeros', (bytes) => Buffer.from(bytes).fill(0, Math.floor(bytes.length * 0.4))],
  ['a web page', () => Buffer.from(`<!doctype html><title>502 Bad Gateway</title>${'<p>sorry</p>'.repeat(3000)}`)],
  ['another format under its name', (_bytes, other) => other],
  ['twice in one file', (bytes) => Buffer.concat([bytes, bytes])],
  ['noise', (bytes) => Buffer.from(Array.from(bytes, (_byte, at) => (at * 167 + ((at * at) >> 7)) & 255))],
  [
    'with a tenth of it overwritten',
    (bytes) => {
      const copy = Buffer.from(bytes);
      for (let at = bytes.length >> 1; at < bytes.length * 0.6; at += 1) copy[at] = (at * 89) & 255;
      return copy;
    },
  ],
];

describe.runIf(hasFfmpeg)('sixty damaged files', () => {
  const decoder = createFfmpegDecoder();
  const made = new Map<string, Buffer>();
  let inspector: AudioInspector;
  let folder: string;
  beforeAll(async () => {
    inspector = createAudioInspector();
    folder = await mkdtemp(join(tmpdir(), 'harmony-damaged-'));
    const source = [
      '-f',
      'lavfi',
      '-i',
      `anoisesrc=d=${lengthMs / 1000}:a=0.2:c=pink:seed=3,aformat=channel_layouts=stereo`,
    ];
    for (const [extension, ...options] of formats) {
      const path = join(folder, `source.${extension}`);
      execFileSync('ffmpeg', ['-v', 'error', '-y', ...source, ...options, path]);
      made.set(extension, await readFile(path));
    }
  });
  afterAll(async () => {
    await Promise.all([inspector.close(), decoder.close()]);
    await rm(folder, { recursive: true, force: true });
  });

  /** The stage's checks in its order; the code of the first that fails. The size was announced as it is: peers share what they have. */
  async function refusal(path: string, extension: string): Promise<string | null> {
    const { size } = await stat(path);
    const promised = { sizeBytes: size, extension, durationMs: lengthMs };
    const inspection = await inspector.inspect(path);
    const cause = checkSize(size, size) ?? checkContent(inspection, promised);
    if (cause !== null || inspection.kind !== 'sound') return cause?.code ?? null;
    const length = checkDuration(inspection.facts.durationMs, lengthMs, 1000);
    if (length !== null) return length.code;
    const decoded = await decoder.decode(path, inspection.facts.lossless === true, AbortSignal.timeout(30_000));
    if (decoded.kind === 'flawed') return 'file_undecodable';
    if (decoded.kind !== 'sound' || decoded.analysis === null) return null;
    const { analysis } = decoded;
    return (checkDuration(analysis.durationMs, lengthMs, 1000) ?? checkSilence(analysis, lengthMs))?.code ?? null;
  }

  // samples without any structure do not show what became of them, but the header in front of them does
  const header: (typeof damages)[number] = ['without its header', (bytes) => bytes.subarray(44)];
  const all = formats.flatMap(([extension]) =>
    [...damages.slice(0, 9), extension === 'wav' ? header : (damages[9] ?? header)].map(([name, spoil]) => ({
      extension,
      name,
      spoil,
    })),
  );
  it.each(all)('$extension $name is refused and left as it is', async ({ extension, spoil }) => {
    const other = made.get(extension === 'flac' ? 'mp3' : 'flac') as Buffer;
    const bytes = Buffer.from(spoil(made.get(extension) as Buffer, other));
    const path = join(folder, `spoilt.${extension}`);
    await writeFile(path, bytes);
    expect(await refusal(path, extension)).toMatch(/^file_/);
    const sum = (content: Buffer) => createHash('sha256').update(content).digest('hex');
    expect(sum(await readFile(path))).toBe(sum(bytes));
  });

  it.each(formats.map(([extension]) => extension))('the %s that they were made of is accepted', async (extension) => {
    const path = join(folder, `good.${extension}`);
    await writeFile(path, made.get(extension) as Buffer);
    expect(await refusal(path, extension)).toBeNull();
  });
});
