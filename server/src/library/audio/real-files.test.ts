import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAudioInspector } from './inspector.ts';

const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;

const inspector = createAudioInspector();
let folder: string;
const made = new Map<string, Buffer>();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'harmony-real-'));
});
afterAll(async () => {
  await inspector.close();
  await rm(folder, { recursive: true, force: true });
});

/** Ten seconds of noise and a tone, encoded by ffmpeg; each recipe once. */
async function encoded(extension: string, ...options: readonly string[]): Promise<Buffer> {
  const key = [extension, ...options].join(' ');
  const known = made.get(key);
  if (known !== undefined) return Buffer.from(known);
  const path = join(folder, `source.${extension}`);
  const source = [
    '-f',
    'lavfi',
    '-i',
    'anoisesrc=d=10:a=0.2:c=pink:seed=5:r=44100,aformat=channel_layouts=stereo,tremolo=f=3',
  ];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...source, ...options, path]);
  made.set(key, await readFile(path));
  return Buffer.from(made.get(key) as Buffer);
}
const mp3 = (...options: readonly string[]) =>
  encoded('mp3', '-c:a', 'libmp3lame', '-b:a', '128k', '-id3v2_version', '0', ...options);
const bare = () => mp3('-write_xing', '0');

async function inspect(bytes: Uint8Array) {
  const path = join(folder, 'file.bin');
  await writeFile(path, bytes);
  return await inspector.inspect(path);
}

/** Size of an ID3v2 tag: seven bits per byte. */
const synchsafe = (size: number) => Buffer.from([size >> 21, (size >> 14) & 127, (size >> 7) & 127, size & 127]);
const id3 = (body: Buffer, size = synchsafe(body.length), version = 3) =>
  Buffer.concat([Buffer.from('ID3'), Buffer.from([version, 0, 0]), size, body]);
function ape(items: number): Buffer {
  const part = (flags: number) => {
    const bytes = Buffer.alloc(32);
    bytes.write('APETAGEX', 0, 'latin1');
    bytes.writeUInt32LE(2000, 8);
    bytes.writeUInt32LE(items + 32, 12);
    bytes.writeUInt32LE(1, 16);
    bytes.writeUInt32LE(flags, 20);
    return bytes;
  };
  return Buffer.concat([part(0xa0000000), Buffer.alloc(items, 0x41), part(0x80000000)]);
}
const rubbish = (count: number) =>
  Buffer.from(Array.from({ length: count }, (_, at) => (at * 151 + 7 * (at >> 3)) % 251));
const id3v1 = () => Buffer.concat([Buffer.from('TAG'), Buffer.alloc(125, 0x20)]);
/** Where the frame after the middle begins; frames of 128 kbit/s at 44.1 kHz have 417 or 418 bytes. */
function middleFrame(bytes: Buffer): number {
  for (let at = bytes.length >> 1; at < bytes.length; at += 1)
    if (
      bytes[at] === 0xff &&
      bytes[at + 1] === 0xfb &&
      [417, 418].some((step) => bytes[at + step] === 0xff && bytes[at + step + 1] === 0xfb)
    )
      return at;
  throw new Error('There is no frame.');
}

describe.runIf(hasFfmpeg)('an MP3 as it is found in the world', () => {
  it.each<[string, () => Promise<Buffer>]>([
    ['without a header that counts its frames', bare],
    ['without a bit reservoir', () => mp3('-reservoir', '0')],
    ['in plain stereo', () => mp3('-joint_stereo', '0')],
    ['in mono at 22 kHz', () => mp3('-ac', '1', '-ar', '22050', '-b:a', '56k')],
    ['at 8 kHz', () => mp3('-ac', '1', '-ar', '8000', '-b:a', '16k')],
    ['of changing bitrate', () => mp3('-q:a', '6')],
    ['of average bitrate', () => mp3('-abr', '1')],
    ['by another encoder', () => encoded('mp3', '-c:a', 'libshine', '-b:a', '128k')],
    ['of layer II', () => encoded('mp2', '-c:a', 'mp2', '-b:a', '192k')],
    [
      'with a tag followed by padding',
      async () => Buffer.concat([id3(Buffer.alloc(900)), Buffer.alloc(5000), await mp3()]),
    ],
    [
      'with three tags in a row',
      async () => Buffer.concat([id3(Buffer.alloc(50)), id3(rubbish(70)), id3(Buffer.alloc(9)), await mp3()]),
    ],
    [
      'with a tag whose size was written with eight bits per byte',
      async () => Buffer.concat([id3(Buffer.alloc(4000), Buffer.from([0, 0, 15, 160])), await mp3()]),
    ],
    [
      'with a tag that claims to be longer than the file',
      async () => Buffer.concat([id3(Buffer.alloc(4000), synchsafe(90_000_000)), await mp3()]),
    ],
    ['with an APE tag in front', async () => Buffer.concat([ape(700), await mp3()])],
    ['with APE and ID3v1 tags behind', async () => Buffer.concat([await mp3(), ape(700), id3v1()])],
    ['with ID3v1 twice', async () => Buffer.concat([await mp3(), id3v1(), id3v1()])],
    ['with rubbish before the first frame', async () => Buffer.concat([rubbish(20_000), await bare()])],
    ['with rubbish behind the last frame', async () => Buffer.concat([await mp3(), rubbish(3000)])],
    [
      'with words behind the last frame',
      async () => Buffer.concat([await bare(), Buffer.from('LYRICSBEGIN la la la LYRICSEND')]),
    ],
    ['with zeros behind the last frame', async () => Buffer.concat([await bare(), Buffer.alloc(60_000)])],
    ['whose last frame is cut off', async () => (await bare()).subarray(0, -130)],
    [
      'with a tag in the middle',
      async () => {
        const bytes = await bare();
        const at = middleFrame(bytes);
        return Buffer.concat([bytes.subarray(0, at), id3(Buffer.alloc(200)), bytes.subarray(at)]);
      },
    ],
    [
      'with some bytes of rubbish between two frames',
      async () => {
        const bytes = await mp3();
        const at = middleFrame(bytes);
        return Buffer.concat([bytes.subarray(0, at), rubbish(90), bytes.subarray(at)]);
      },
    ],
    [
      'cut from a longer one between two frames',
      async () => {
        const bytes = await bare();
        return bytes.subarray(middleFrame(bytes));
      },
    ],
  ])('%s is not refused', async (_what, make) => {
    const inspection = await inspect(await make());
    expect(inspection).toMatchObject({ kind: 'sound', facts: { codec: expect.stringMatching(/^MP[23]$/) as unknown } });
  });

  it.each<[string, () => Promise<Buffer>]>([
    [
      'that lacks a piece of its middle',
      async () => {
        const bytes = await mp3();
        return Buffer.concat([bytes.subarray(0, 60_000), bytes.subarray(75_013)]);
      },
    ],
    [
      'that lacks a piece and never counted its frames',
      async () => {
        const bytes = await bare();
        return Buffer.concat([bytes.subarray(0, 60_000), bytes.subarray(75_013)]);
      },
    ],
    ['with zeros in its middle', async () => (await mp3()).fill(0, 60_000, 70_000)],
    [
      'with rubbish in its middle',
      async () => {
        const bytes = await bare();
        rubbish(10_000).copy(bytes, 60_000);
        return bytes;
      },
    ],
    ['that was cut and counted its frames', async () => (await mp3()).subarray(0, 100_000)],
  ])('%s is refused', async (_what, make) => {
    expect((await inspect(await make())).kind).toBe('broken');
  });
});

describe.runIf(hasFfmpeg)('an Ogg file as it is found in the world', () => {
  const vorbis = () => encoded('ogg', '-c:a', 'libvorbis', '-q:a', '3');
  it.each<[string, () => Promise<Buffer>]>([
    ['with an ID3v2 tag in front', async () => Buffer.concat([id3(Buffer.alloc(300)), await vorbis()])],
    ['with rubbish behind its last page', async () => Buffer.concat([await vorbis(), rubbish(3000)])],
    ['with zeros behind its last page', async () => Buffer.concat([await vorbis(), Buffer.alloc(9000)])],
    [
      'whose last page is missing, as after recording a stream',
      async () => {
        const bytes = await vorbis();
        return bytes.subarray(0, bytes.lastIndexOf('OggS'));
      },
    ],
  ])('%s is not refused', async (_what, make) => {
    expect(await inspect(await make())).toMatchObject({ kind: 'sound', facts: { codec: 'Vorbis' } });
  });
});
