import { type SettingValues, setting } from '#platform/config';
import { faultOfPair } from './path-map.ts';

/** How Plex is reached. What people store in the database counts before these. */
export const plexSettings = {
  baseUrl: setting.url({
    name: 'PLEX_BASE_URL',
    aliases: ['PLEX_URL'],
    default: null,
    doc: 'Address of the Plex Media Server, for example http://192.168.1.10:32400. May also be entered on the page.',
  }),
  token: setting.secret({
    name: 'PLEX_TOKEN',
    default: null,
    doc: 'Token of the Plex Media Server (X-Plex-Token). Signing in on the page with a PIN does without.',
  }),
  library: setting.text({
    name: 'PLEX_LIBRARY',
    default: null,
    doc: 'Name or number of the music library in Plex. Not set: the first library of music.',
  }),
  pathMap: setting.list({
    name: 'PLEX_PATH_MAP',
    default: [],
    check: faultOfPair,
    doc: 'Where Plex sees our folders, as ours=theirs: /music=/data/music. Not set: Plex sees the same paths.',
  }),
  timeoutMs: setting.int({
    name: 'PLEX_TIMEOUT_MS',
    default: 10_000,
    min: 100,
    max: 600_000,
    doc: 'Longest wait for one answer of Plex, in milliseconds; changes may take six times as long.',
  }),
  retries: setting.int({
    name: 'PLEX_RETRY_MAX',
    default: 2,
    min: 0,
    max: 10,
    doc: 'How often a reading request to Plex is repeated when the connection fails.',
  }),
  retryBaseMs: setting.int({
    name: 'PLEX_RETRY_BACKOFF_BASE_MS',
    default: 250,
    min: 1,
    max: 60_000,
    doc: 'Pause before the first repetition in milliseconds; doubles each time.',
  }),
  plexTvUrl: setting.url({
    name: 'PLEX_TV_URL',
    default: 'https://plex.tv',
    doc: 'Address of the account service of Plex, for signing in with a PIN.',
  }),
} as const;

/** The slice as values. */
export type PlexSettings = SettingValues<typeof plexSettings>;
