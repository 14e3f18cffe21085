import { readFileSync } from 'node:fs';

/** About a second of encoded packets, none of which depends on another one's bits; made once with ffmpeg (see README). */
export interface Seed {
  /** Codec set-up data, where the codec has any. */
  readonly headers: readonly Buffer[];
  readonly packets: readonly Buffer[];
}

const cache = new Map<string, Seed>();

/** Reads `seeds/<name>.json` once. */
export function loadSeed(name: 'mp3-32' | 'mp3-128' | 'aac-96' | 'alac' | 'vorbis' | 'opus-64'): Seed {
  const known = cache.get(name);
  if (known) return known;
  const stored = JSON.parse(readFileSync(new URL(`./seeds/${name}.json`, import.meta.url), 'utf8')) as {
    headers?: string[];
    packets: string[];
  };
  const decode = (list: readonly string[]): Buffer[] => list.map((text) => Buffer.from(text, 'base64'));
  const seed = { headers: decode(stored.headers ?? []), packets: decode(stored.packets) };
  cache.set(name, seed);
  return seed;
}
