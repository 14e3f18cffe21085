import type { SettingValues } from '#platform/config';
import type { Db } from '#platform/database';
import type { LyricsSource } from '../../pipeline/7-tag/ports.ts';
import { createLrclib } from './lrclib.ts';
import { createLyricsOvh } from './lyrics-ovh.ts';
import { createMusixmatch } from './musixmatch.ts';
import type { lyricsSourceSettings } from './settings.ts';
import { createWay, type Way } from './way.ts';

export { lyricsSourceSettings } from './settings.ts';
export { tryMusixmatchKey } from './try-key.ts';

/** The configured sources of lyrics in the order in which they are asked. */
export interface LyricsSources {
  /** Those that can be asked now: Musixmatch only while there is a key. */
  now(): Promise<readonly LyricsSource[]>;
  close(): Promise<void>;
}

/** Opens the ways to the sources that are configured; nothing is asked yet. */
export function createLyricsSources(options: {
  readonly db: Db;
  readonly settings: SettingValues<typeof lyricsSourceSettings>;
  readonly version: string;
  /** Read at each use. */
  readonly musixmatchKey: () => Promise<string | null>;
}): LyricsSources {
  const { settings } = options;
  const ways: Way[] = [];
  const way = (service: string, baseUrl: string): Way => {
    const made = createWay({ ...options, ...settings, service, baseUrl });
    ways.push(made);
    return made;
  };
  const lrclib = createLrclib(way('lrclib', settings.lrclibUrl));
  const musixmatch = way('musixmatch', settings.musixmatchUrl);
  const ovh = settings.ovh ? [createLyricsOvh(way('lyrics.ovh', settings.ovhUrl))] : [];
  return {
    async now() {
      const key = await options.musixmatchKey();
      return [lrclib, ...(key === null ? [] : [createMusixmatch(musixmatch, key)]), ...ovh];
    },
    async close() {
      for (const each of ways) await each.close();
    },
  };
}
