import { createRandom } from './bytes.ts';
import type { AudioFault } from './types.ts';

function noise(seed: string, length: number): Buffer {
  const random = createRandom(seed);
  const bytes = Buffer.alloc(length);
  for (let i = 0; i < length; i++) bytes[i] = Math.floor(random() * 256);
  return bytes;
}

const page = '<!DOCTYPE html>\n<html><head><title>403 Forbidden</title></head><body><h1>Forbidden</h1></body></html>\n';

/** Applies what is wrong with a file to its sound bytes. */
export function spoil(sound: Buffer, fault: AudioFault, seed: string): Buffer {
  switch (fault.kind) {
    case 'truncated':
      return sound.subarray(0, Math.floor((sound.length * fault.keepPercent) / 100));
    case 'corrupt-middle': {
      const bytes = Buffer.from(sound);
      const length = Math.min(65_536, Math.floor(sound.length / 4));
      noise(`corrupt ${seed}`, length).copy(bytes, Math.floor(sound.length / 2));
      return bytes;
    }
    case 'empty':
      return Buffer.alloc(0);
    case 'html':
      return Buffer.from(page, 'utf8');
    case 'garbage':
      return noise(`garbage ${seed}`, fault.sizeBytes);
  }
}
