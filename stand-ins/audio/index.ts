import { draftAiff } from './aiff.ts';
import { draftApe } from './ape.ts';
import { spoil } from './faults.ts';
import { draftFlac } from './flac.ts';
import { draftMp3 } from './mp3.ts';
import { draftMp4 } from './mp4.ts';
import { draftOgg } from './ogg.ts';
import type { AudioAttributes, AudioFormat, AudioRecipe, Draft } from './types.ts';
import { draftWav } from './wav.ts';

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
  aiff: 'aiff',
  ape: 'ape',
};

function draft(recipe: AudioRecipe): Draft {
  switch (recipe.format) {
    case 'flac':
      return draftFlac(recipe);
    case 'mp3':
    case 'mp3-vbr':
      return draftMp3(recipe);
    case 'm4a':
    case 'alac':
      return draftMp4(recipe);
    case 'ogg':
    case 'opus':
      return draftOgg(recipe);
    case 'wav':
      return draftWav(recipe);
    case 'aiff':
      return draftAiff(recipe);
    case 'ape':
      return draftApe(recipe);
  }
}

/** Makes the bytes of a recipe; the same recipe gives the same bytes. Throws on rates that the format does not have. */
export function makeAudio(recipe: AudioRecipe): Buffer {
  const fault = recipe.fault;
  if (!fault) return draft(recipe).build();
  const needsSound = fault.kind === 'truncated' || fault.kind === 'corrupt-middle';
  return spoil(needsSound ? draft(recipe).build() : Buffer.alloc(0), fault, String(recipe.seed ?? 0));
}

/** Size in bytes of what `makeAudio` makes; a sound file is only planned for it, not written. */
export function audioSize(recipe: AudioRecipe): number {
  return recipe.fault ? makeAudio({ ...recipe, md5: false }).length : draft(recipe).size;
}

/** What an honest peer announces: lossless files carry sample rate and bit depth, lossy ones a bit rate. */
export function describeAudio(recipe: AudioRecipe): AudioAttributes {
  const length = Math.round(recipe.durationMs / 1000);
  switch (recipe.format) {
    case 'flac':
    case 'wav':
    case 'aiff':
      return { length, sampleRate: recipe.sampleRateHz ?? 44100, bitDepth: recipe.bitDepth ?? 16 };
    case 'alac':
    case 'ape':
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
