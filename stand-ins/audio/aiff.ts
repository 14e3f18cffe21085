import type { AudioRecipe, Draft } from './types.ts';
import { draftWav } from './wav.ts';

const channels = 2;
const headBytes = 54;

/** Plans AIFF with plain PCM: the tone of `wav`, most significant byte first. Tags are not written. */
export function draftAiff(recipe: AudioRecipe): Draft {
  const wav = draftWav(recipe);
  return { size: headBytes + wav.size - 44, build: () => makeAiff(recipe, wav.build().subarray(44)) };
}

function makeAiff(recipe: AudioRecipe, samples: Buffer): Buffer {
  const depth = recipe.bitDepth ?? 16;
  const out = Buffer.alloc(headBytes + samples.length);
  out.write('FORM', 0, 'latin1');
  out.writeUInt32BE(out.length - 8, 4);
  out.write('AIFFCOMM', 8, 'latin1');
  out.writeUInt32BE(18, 16);
  out.writeUInt16BE(channels, 20);
  out.writeUInt32BE(samples.length / channels / (depth / 8), 22);
  out.writeUInt16BE(depth, 26);
  writeExtended(out, recipe.sampleRateHz ?? 44_100, 28);
  out.write('SSND', 38, 'latin1');
  out.writeUInt32BE(samples.length + 8, 42);
  const sound = Buffer.from(samples);
  if (depth === 16) sound.swap16();
  else for (let at = 0; at < sound.length; at += 3) sound.subarray(at, at + 3).reverse();
  sound.copy(out, headBytes);
  return out;
}

/** A whole number in the 80-bit format of IEEE 754. */
function writeExtended(out: Buffer, value: number, at: number): void {
  const exponent = Math.floor(Math.log2(value));
  out.writeUInt16BE(16_383 + exponent, at);
  out.writeBigUInt64BE(BigInt(value) << BigInt(63 - exponent), at + 2);
}
