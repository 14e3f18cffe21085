import { spoil } from './faults.ts';
import { makeFlac } from './flac.ts';
import { makeMp3 } from './mp3.ts';
import { makeMp4 } from './mp4.ts';
import { makeOgg } from './ogg.ts';
import type { AudioAttributes, AudioFormat, AudioRecipe } from './types.ts';
import { makeWav } from './wav.ts';

export type { AudioAttributes, AudioFault, AudioFormat, AudioRecipe, AudioTags } from './types.ts';

/** File name extension that belongs to a format, without dot. */
export const extensionOf: Readonly<Record<AudioFormat, string>> = {
  flac: 'flac',
  mp3: 'mp3',
  'mp3-vbr': 'mp3',
  m4a: 'm4a',
  alac: 'm4a',
  ogg: 'ogg',
  opus: 'opus',
  wav: 'wav',
};

function makeSound(recipe: AudioRecipe): Buffer {
  switch (recipe.format) {
    case 'flac':
      return makeFlac(recipe);
    case 'mp3':
    case 'mp3-vbr':
      return makeMp3(recipe);
    case 'm4a':
    case 'alac':
      return makeMp4(recipe);
    case 'ogg':
    case 'opus':
      return makeOgg(recipe);
    case 'wav':
      return makeWav(recipe);
  }
}

/** Makes the bytes of a recipe; the same recipe gives the same bytes. Throws on rates that the format does not have. */
export function makeAudio(recipe: AudioRecipe): Buffer {
  const fault = recipe.fault;
  if (!fault) return makeSound(recipe);
  const needsSound = fault.kind === 'truncated' || fault.kind === 'corrupt-middle';
  return spoil(needsSound ? makeSound(recipe) : Buffer.alloc(0), fault, String(recipe.seed ?? 0));
}

/** Size in bytes of what `makeAudio` makes, without the slow checksum. */
export function audioSize(recipe: AudioRecipe): number {
  return makeAudio({ ...recipe, md5: false }).length;
}

/** What an honest peer announces: lossless files carry sample rate and bit depth, lossy ones a bit rate. */
export function describeAudio(recipe: AudioRecipe): AudioAttributes {
  const length = Math.round(recipe.durationMs / 1000);
  switch (recipe.format) {
    case 'flac':
    case 'wav':
      return { length, sampleRate: recipe.sampleRateHz ?? 44100, bitDepth: recipe.bitDepth ?? 16 };
    case 'alac':
      return { length, sampleRate: 44100, bitDepth: 16 };
    case 'mp3':
      return { length, bitRate: recipe.bitrateKbps ?? 32, isVariableBitRate: false };
    case 'mp3-vbr':
      return { length, bitRate: recipe.bitrateKbps ?? 56, isVariableBitRate: true };
    case 'm4a':
      return { length, bitRate: recipe.bitrateKbps ?? 96, isVariableBitRate: false };
    case 'ogg':
      return { length, bitRate: 88, isVariableBitRate: true };
    case 'opus':
      return { length, bitRate: 64, isVariableBitRate: false };
  }
}
