import { createRandom, pick } from './bytes.ts';
import { draftOf } from './draft.ts';
import { loadSeed } from './seeds.ts';
import { id3v2 } from './tags.ts';
import type { AudioRecipe, Draft } from './types.ts';

const rates = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const sampleRate = 44100;
const samplesPerFrame = 1152;
const encoderDelay = 576;
const xingAt = 36;

/** CRC-16 (reflected 0x8005) over the LAME tag. */
function lameCrc(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  }
  return crc;
}

function infoFrame(options: {
  readonly template: Buffer;
  readonly kbps: number;
  readonly variable: boolean;
  readonly frames: number;
  readonly bytes: number;
  readonly padding: number;
}): Buffer {
  const kbps = Math.max(options.kbps, 64);
  const frame = Buffer.alloc(Math.floor((144_000 * kbps) / sampleRate));
  options.template.copy(frame, 0, 0, 4);
  frame[2] = (rates.indexOf(kbps) << 4) | ((frame[2] as number) & 0x0d);
  frame.write(options.variable ? 'Xing' : 'Info', xingAt, 'latin1');
  frame.writeUInt32BE(0x0f, xingAt + 4);
  frame.writeUInt32BE(options.frames, xingAt + 8);
  frame.writeUInt32BE(options.bytes + frame.length, xingAt + 12);
  for (let i = 0; i < 100; i++) frame[xingAt + 16 + i] = Math.floor((i * 256) / 100);
  frame.writeUInt32BE(options.variable ? 90 : 57, xingAt + 116);
  const lame = xingAt + 120;
  frame.write('LAME3.100', lame, 'latin1');
  frame[lame + 9] = options.variable ? 4 : 1;
  frame[lame + 10] = 200;
  frame[lame + 20] = Math.min(255, options.kbps);
  frame.writeUIntBE(encoderDelay * 4096 + options.padding, lame + 21, 3);
  frame.writeUInt32BE(options.bytes + frame.length, lame + 28);
  frame.writeUInt16BE(lameCrc(frame.subarray(0, lame + 34)), lame + 34);
  return frame;
}

const frames = new Map<Buffer, Map<number, Buffer>>();

/** A frame of the seed under another bit rate, made once. */
function frameOf(seed: Buffer, rateIndex: number, padded: boolean): Buffer {
  const known = frames.get(seed) ?? new Map<number, Buffer>();
  frames.set(seed, known);
  const key = rateIndex * 2 + (padded ? 1 : 0);
  let frame = known.get(key);
  if (!frame) {
    frame = Buffer.alloc(Math.floor((144_000 * (rates[rateIndex] as number)) / sampleRate) + (padded ? 1 : 0));
    seed.copy(frame);
    frame[2] = (rateIndex << 4) | ((seed[2] as number) & 0x0d) | (padded ? 2 : 0);
    known.set(key, frame);
  }
  return frame;
}

/**
 * Plans MPEG-1 layer III, stereo, 44.1 kHz. Frames of the seed do not use the bit reservoir, so they can stand in any order, and the rest of a
 * larger frame is ancillary data that decoders skip. Throws on a bit rate that layer III does not know.
 */
export function draftMp3(recipe: AudioRecipe): Draft {
  const variable = recipe.format === 'mp3-vbr';
  const kbps = recipe.bitrateKbps ?? (variable ? 56 : 32);
  const index = rates.findLastIndex((rate) => rate <= kbps);
  if (index < 1 || (!variable && rates[index] !== kbps))
    throw new Error(`MP3 bit rate ${kbps} kbit/s is not supported here`);
  const random = createRandom(`mp3 ${recipe.seed ?? 0}`);
  const pool = loadSeed(kbps >= 128 ? 'mp3-128' : 'mp3-32').packets;
  const smallest = kbps >= 128 ? 9 : 1;
  const template = pool[0] as Buffer;

  const samples = Math.round((recipe.durationMs / 1000) * sampleRate);
  const frameCount = Math.ceil((samples + encoderDelay) / samplesPerFrame);
  const parts: Buffer[] = [];
  let owed = 0;
  for (let i = 0; i < frameCount; i++) {
    let chosen = index;
    if (variable) chosen = Math.min(14, Math.max(smallest, index + Math.floor(random() * 4) - 1));
    const exact = (144_000 * (rates[chosen] as number)) / sampleRate;
    owed += exact - Math.floor(exact);
    const seed = pick(random, pool);
    const padded = owed >= 1 || seed.length > Math.floor(exact);
    if (padded) owed -= 1;
    parts.push(frameOf(seed, chosen, padded));
  }
  const bytes = draftOf(parts).size;
  const padding = frameCount * samplesPerFrame - encoderDelay - samples;
  const info = infoFrame({ template, kbps: rates[index] as number, variable, frames: frameCount, bytes, padding });
  return draftOf([id3v2(recipe.tags ?? {}), info, ...parts]);
}
