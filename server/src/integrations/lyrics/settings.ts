import { setting } from '#platform/config';

/** Where words of songs come from, in this order. */
export const lyricsSourceSettings = {
  lrclibUrl: setting.url({
    name: 'LRCLIB_BASE_URL',
    default: 'https://lrclib.net/api',
    doc: 'Address of LRCLIB, or of a copy of it, with /api. Asked first; needs no account.',
  }),
  musixmatchKey: setting.secret({
    name: 'MUSIXMATCH_API_KEY',
    default: null,
    doc: 'Key of Musixmatch, asked second. Keeping its words in files may not be allowed by your plan. Not set: it is not asked.',
  }),
  musixmatchUrl: setting.url({
    name: 'MUSIXMATCH_BASE_URL',
    default: 'https://api.musixmatch.com/ws/1.1',
    doc: 'Address of Musixmatch.',
  }),
  ovh: setting.bool({
    name: 'LYRICS_OVH_ENABLED',
    default: false,
    doc: 'Ask lyrics.ovh when nobody else has the words. It collects them from other sites and is often down.',
  }),
  ovhUrl: setting.url({
    name: 'LYRICS_OVH_BASE_URL',
    default: 'https://api.lyrics.ovh/v1',
    doc: 'Address of lyrics.ovh, with /v1.',
  }),
  intervalMs: setting.int({
    name: 'LYRICS_INTERVAL_MS',
    default: 500,
    min: 0,
    max: 60_000,
    doc: 'Time between two questions to one source of lyrics in milliseconds, over all processes together.',
  }),
  timeoutMs: setting.int({
    name: 'LYRICS_TIMEOUT_MS',
    default: 10_000,
    min: 100,
    max: 120_000,
    doc: 'Longest wait for one answer of a source of lyrics, in milliseconds.',
  }),
};
