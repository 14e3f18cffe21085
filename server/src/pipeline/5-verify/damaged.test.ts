import { execFileSync, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#test/database';
import { createFileHouse, type FileHouse, makeTrack } from '#test/file-house';
import { createFfmpegDecoder } from './ffmpeg.ts';

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

describe.runIf(hasFfmpeg)('sixty damaged files, through the stage', () => {
  const decoder = createFfmpegDecoder();
  const made = new Map<string, Buffer>();
  let database: TestDatabase;
  let house: FileHouse;
  let folder: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    house = await createFileHouse({ db: database.db, decoder, verifying: { durationToleranceMs: 1000 } });
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
    await Promise.all([house.close(), decoder.close()]);
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  /**
   * Sends a file through the stage as a finished download, of the size that was announced: peers share what they have. It lies in a folder of people, which
   * the stage leaves alone; answers where, and how it ended.
   */
  async function verified(bytes: Buffer, extension: string) {
    const track = makeTrack({ durationMs: lengthMs });
    const name = `${randomUUID()}.${extension}`;
    const { wish, path } = await house.deliver({ track, bytes, name, ownFolder: false });
    return { path, outcome: await house.run(house.verify, wish) };
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
    const { path, outcome } = await verified(bytes, extension);
    expect(outcome).toMatchObject({ kind: 'back', to: 'match', cause: { code: expect.stringMatching(/^file_/) } });
    expect(bytes.equals(await readFile(path))).toBe(true);
  });

  it.each(formats.map(([extension]) => extension))('the %s that they were made of is accepted', async (extension) => {
    const { outcome } = await verified(made.get(extension) as Buffer, extension);
    expect(outcome.kind).toBe('next');
  });
});
