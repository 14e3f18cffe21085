import type { SettingValues } from '#platform/config';
import type { Db } from '#platform/database';
import type { LyricsSource } from '../../pipeline/7-tag/ports.ts';
import { createLrclib } from './lrclib.ts';
import { createLyricsOvh } from './lyrics-ovh.ts';
import { createMusixmatch } from './musixmatch.ts';
import type { lyricsSourceSettings } from './settings.ts';
import { createWay, type Way } from './way.ts';

export { lyricsSourceSettings } from './settings.ts';

/** The configured sources of lyrics in the order in which they are asked. */
export interface LyricsSources {
  readonly sources: readonly LyricsSource[];
  close(): Promise<void>;
}

/** Opens the ways to the sources that are configured; nothing is asked yet. */
export function createLyricsSources(options: {
  readonly db: Db;
  readonly settings: SettingValues<typeof lyricsSourceSettings>;
  readonly version: string;
}): LyricsSources {
  const { settings } = options;
  const ways: Way[] = [];
  const way = (service: string, baseUrl: string): Way => {
    const made = createWay({ ...options, ...settings, service, baseUrl });
    ways.push(made);
    return made;
  };
  const { musixmatchKey } = settings;
  const sources = [
    createLrclib(way('lrclib', settings.lrclibUrl)),
    ...(musixmatchKey === null ? [] : [createMusixmatch(way('musixmatch', settings.musixmatchUrl), musixmatchKey)]),
    ...(settings.ovh ? [createLyricsOvh(way('lyrics.ovh', settings.ovhUrl))] : []),
  ];
  return {
    sources,
    async close() {
      for (const each of ways) await each.close();
    },
  };
}
