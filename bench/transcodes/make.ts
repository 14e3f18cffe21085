import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Loss } from './codecs.ts';
import type { Material, Sound } from './material.ts';

const run = promisify(execFile);
const quiet = ['-nostdin', '-hide_banner', '-v', 'error', '-y'];

/** Writes a sound as 32-bit float WAVE. */
function writeWav(path: string, sound: Sound): void {
  const frames = sound.left.length;
  const bytes = Buffer.alloc(44 + frames * 8);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(36 + frames * 8, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(3, 20);
  bytes.writeUInt16LE(2, 22);
  bytes.writeUInt32LE(sound.rate, 24);
  bytes.writeUInt32LE(sound.rate * 8, 28);
  bytes.writeUInt16LE(8, 32);
  bytes.writeUInt16LE(32, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(frames * 8, 40);
  for (let n = 0; n < frames; n += 1) {
    bytes.writeFloatLE(sound.left[n] ?? 0, 44 + n * 8);
    bytes.writeFloatLE(sound.right[n] ?? 0, 48 + n * 8);
  }
  writeFileSync(path, bytes);
}

/** The genuine FLAC of a material; made once per folder. */
export async function original(folder: string, material: Material, seconds: number): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${material.name}.flac`);
  if (existsSync(path)) return path;
  const wav = join(folder, `${material.name}.wav`);
  writeWav(wav, material.make(seconds));
  await run('ffmpeg', [...quiet, '-i', wav, '-c:a', 'flac', '-sample_fmt', material.bits === 16 ? 's16' : 's32', path]);
  rmSync(wav);
  return path;
}

/** A FLAC that went through a loss; made once per folder. */
export async function damaged(folder: string, material: Material, loss: Loss, seconds: number): Promise<string> {
  const source = await original(folder, material, seconds);
  const stem = `${material.name} ${loss.name.replaceAll('/', '-')}`;
  const path = join(folder, `${stem}.flac`);
  if (existsSync(path)) return path;
  const made: string[] = [];
  let from = source;
  for (const [extension, ...args] of loss.steps) {
    const to = join(folder, `${stem}.${made.length}.${extension}`);
    await run('ffmpeg', [...quiet, '-i', from, ...args, to]);
    made.push(to);
    from = to;
  }
  const depth = loss.after ?? ['-sample_fmt', material.bits === 16 ? 's16' : 's32'];
  await run('ffmpeg', [...quiet, '-i', from, '-map', '0:a:0', '-map_metadata', '-1', ...depth, '-c:a', 'flac', path]);
  for (const each of made) rmSync(each);
  return path;
}
