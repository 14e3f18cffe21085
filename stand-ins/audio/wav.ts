import { createRandom } from './bytes.ts';
import type { AudioRecipe, Draft } from './types.ts';

const channels = 2;

/** Plans RIFF/WAVE with plain PCM: one second of a quiet tone, repeated. Tags are not written. */
export function draftWav(recipe: AudioRecipe): Draft {
  const rate = recipe.sampleRateHz ?? 44100;
  const frameBytes = (channels * (recipe.bitDepth ?? 16)) / 8;
  return { size: 44 + Math.round((recipe.durationMs / 1000) * rate) * frameBytes, build: () => makeWav(recipe) };
}

function makeWav(recipe: AudioRecipe): Buffer {
  const rate = recipe.sampleRateHz ?? 44100;
  const depth = recipe.bitDepth ?? 16;
  const random = createRandom(`wav ${recipe.seed ?? 0}`);
  const frequencies = [200 + Math.floor(random() * 600), 200 + Math.floor(random() * 600)];
  const frameBytes = (channels * depth) / 8;
  const second = Buffer.alloc(rate * frameBytes);
  let at = 0;
  for (let n = 0; n < rate; n++) {
    for (const frequency of frequencies) {
      const sample = Math.round(0.04 * 2 ** (depth - 1) * Math.sin((2 * Math.PI * frequency * n) / rate));
      second.writeIntLE(sample, at, depth / 8);
      at += depth / 8;
    }
  }
  const dataBytes = Math.round((recipe.durationMs / 1000) * rate) * frameBytes;
  const out = Buffer.alloc(44 + dataBytes);
  out.write('RIFF', 0, 'latin1');
  out.writeUInt32LE(36 + dataBytes, 4);
  out.write('WAVEfmt ', 8, 'latin1');
  out.writeUInt32LE(16, 16);
  out.writeUInt16LE(1, 20);
  out.writeUInt16LE(channels, 22);
  out.writeUInt32LE(rate, 24);
  out.writeUInt32LE(rate * frameBytes, 28);
  out.writeUInt16LE(frameBytes, 32);
  out.writeUInt16LE(depth, 34);
  out.write('data', 36, 'latin1');
  out.writeUInt32LE(dataBytes, 40);
  if (dataBytes > 0) out.fill(second, 44);
  return out;
}
