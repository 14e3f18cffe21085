import { type SettingValues, setting } from '#platform/config';

/** Reading the public page of a playlist; off unless the operator wants it. */
export const spotifyEmbedSettings = {
  enabled: setting.bool({
    name: 'SPOTIFY_EMBED_ENABLED',
    default: false,
    doc: 'Whether the public embed page of a playlist link may be read when no account gives its contents. It shows 100 tracks at the most, is not an official interface, and reading it by program is against the general terms of Spotify.',
  }),
  baseUrl: setting.url({
    name: 'SPOTIFY_EMBED_URL',
    default: 'https://open.spotify.com',
    doc: 'Address of the public pages of Spotify; no other host is asked, and redirects are not followed.',
  }),
  gapMs: setting.int({
    name: 'SPOTIFY_EMBED_GAP_MS',
    default: 2000,
    min: 0,
    max: 60_000,
    doc: 'Shortest time between two public pages, in milliseconds.',
  }),
  cacheTtlS: setting.int({
    name: 'SPOTIFY_EMBED_CACHE_TTL_S',
    default: 3600,
    min: 0,
    max: 86_400,
    doc: 'How long what a public page showed is kept, in seconds.',
  }),
} as const;

/** The slice as values. */
export type SpotifyEmbedSettings = SettingValues<typeof spotifyEmbedSettings>;
