import { crc32 } from 'node:zlib';
import type { AudioRecipe, Draft } from './types.ts';

const blocksPerFrame = 73_728;
const frameBytes = 32;
const blockBytes = 4;

/**
 * Plans Monkey's Audio 3.99: 16 bit, stereo, and silence, because a silent frame needs no range coder. Tags are not written. The layout is that of the
 * public SDK (descriptor, header, seek table, frames; frame words are stored with their bytes swapped).
 */
export function draftApe(recipe: AudioRecipe): Draft {
  const blocks = Math.round((recipe.durationMs / 1000) * rateOf(recipe));
  const frames = Math.ceil(blocks / blocksPerFrame);
  return { size: 76 + frames * (4 + frameBytes), build: () => makeApe(recipe, blocks, frames) };
}

const rateOf = (recipe: AudioRecipe): number => recipe.sampleRateHz ?? 44_100;

function makeApe(recipe: AudioRecipe, blocks: number, frames: number): Buffer {
  const out = Buffer.alloc(76 + frames * (4 + frameBytes));
  const last = blocks - (frames - 1) * blocksPerFrame;
  out.write('MAC ', 0, 'latin1');
  out.writeUInt16LE(3990, 4);
  out.writeUInt32LE(52, 8);
  out.writeUInt32LE(24, 12);
  out.writeUInt32LE(frames * 4, 16);
  out.writeUInt32LE(frames * frameBytes, 24);
  out.writeUInt16LE(2000, 52);
  // no WAVE header is kept: the decoder makes one
  out.writeUInt16LE(32, 54);
  out.writeUInt32LE(blocksPerFrame, 56);
  out.writeUInt32LE(last, 60);
  out.writeUInt32LE(frames, 64);
  out.writeUInt16LE(16, 68);
  out.writeUInt16LE(2, 70);
  out.writeUInt32LE(rateOf(recipe), 72);
  for (let n = 0; n < frames; n++) {
    const at = 76 + frames * 4 + n * frameBytes;
    out.writeUInt32LE(at, 76 + n * 4);
    const sum = crc32(Buffer.alloc((n === frames - 1 ? last : blocksPerFrame) * blockBytes)) >>> 1;
    // the top bit says that flags follow; 3: both channels are silent
    out.writeUInt32LE((sum | 0x80000000) >>> 0, at);
    out.writeUInt32LE(3, at + 4);
    // padding that tells recipes apart
    out.fill(String(recipe.seed ?? 0).slice(0, 16), at + 12, at + 28);
  }
  return out;
}
