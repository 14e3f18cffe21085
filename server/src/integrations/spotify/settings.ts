import { type SettingValues, setting } from '#platform/config';

/** How Spotify is reached, signed in to and spared. Client id, secret and redirect URI may also be set in the database, which then counts. */
export const spotifySettings = {
  clientId: setting.text({
    name: 'SPOTIFY_CLIENT_ID',
    default: null,
    doc: 'Client id of your own app from the Spotify developer dashboard. Not set: imports without Spotify (FREE) only.',
  }),
  clientSecret: setting.secret({
    name: 'SPOTIFY_CLIENT_SECRET',
    default: null,
    doc: 'Client secret of that app. Optional: signing in uses PKCE, which needs none.',
  }),
  redirectUri: setting.text({
    name: 'SPOTIFY_REDIRECT_URI',
    default: null,
    doc: 'Redirect URI exactly as registered in the dashboard: https, or http with 127.0.0.1 or [::1]; never localhost. Not set: http://127.0.0.1:PORT/api/v1/spotify/callback.',
  }),
  scope: setting.text({
    name: 'SPOTIFY_SCOPE',
    default:
      'user-library-read playlist-read-private playlist-read-collaborative playlist-modify-private playlist-modify-public user-library-modify user-follow-read user-top-read',
    doc: 'What a person is asked to allow, separated by blanks. The first three are the least.',
  }),
  accountsUrl: setting.url({
    name: 'SPOTIFY_ACCOUNTS_URL',
    default: 'https://accounts.spotify.com',
    doc: 'Address of the accounts service of Spotify.',
  }),
  apiUrl: setting.url({
    name: 'SPOTIFY_API_URL',
    default: 'https://api.spotify.com/v1',
    doc: 'Address of the Web API of Spotify.',
  }),
  timeoutMs: setting.int({
    name: 'SPOTIFY_TIMEOUT_MS',
    aliases: ['PROVIDER_SPOTIFY_TIMEOUT_MS', 'EXTERNAL_TIMEOUT_MS'],
    default: 15_000,
    min: 100,
    max: 120_000,
    doc: 'Longest wait for one answer of Spotify, in milliseconds.',
  }),
  retries: setting.int({
    name: 'PROVIDER_SPOTIFY_RETRY_MAX',
    default: 2,
    min: 0,
    max: 5,
    doc: 'How often a reading request to Spotify is repeated after a failure of the service.',
  }),
  retryBaseMs: setting.int({
    name: 'PROVIDER_SPOTIFY_BACKOFF_BASE_MS',
    default: 500,
    min: 1,
    max: 60_000,
    doc: 'Pause before the first repetition in milliseconds; doubles each time.',
  }),
  concurrency: setting.int({
    name: 'PROVIDER_MAX_CONCURRENCY',
    default: 4,
    min: 1,
    max: 16,
    doc: 'Calls to Spotify at the same time in one process.',
  }),
  callsPerS: setting.number({
    name: 'SPOTIFY_CALLS_PER_S',
    default: 3,
    min: 0.1,
    max: 1000,
    doc: 'Calls to Spotify per second, all processes together.',
  }),
  dailyCalls: setting.int({
    name: 'SPOTIFY_DAILY_CALLS',
    default: 1500,
    min: 0,
    max: 1_000_000,
    doc: 'Calls to Spotify per day (UTC), all processes together; background work stops earlier so that people can still search. 0: no limit of our own.',
  }),
  cacheTtlS: setting.int({
    name: 'SPOTIFY_CACHE_TTL_S',
    default: 604_800,
    min: 0,
    max: 31_536_000,
    doc: 'How long tracks, albums and artists of Spotify are kept, in seconds; search results a seventh of it.',
  }),
  stateTtlS: setting.int({
    name: 'OAUTH_STATE_TTL_SEC',
    default: 600,
    min: 30,
    max: 86_400,
    doc: 'How long a sign-in that was begun may be finished, in seconds.',
  }),
  sessionTtlMin: setting.int({
    name: 'OAUTH_SESSION_TTL_MIN',
    default: null,
    min: 1,
    max: 1440,
    doc: 'The same in minutes; counts when it is set.',
  }),
  manualEnabled: setting.bool({
    name: 'OAUTH_MANUAL_CALLBACK_ENABLE',
    default: true,
    doc: 'Whether a sign-in may be finished by pasting the address of the page that the browser could not open.',
  }),
  callbackPort: setting.int({
    name: 'OAUTH_CALLBACK_PORT',
    default: null,
    min: 1,
    max: 65_535,
    doc: 'A further port on which only http://127.0.0.1:PORT/callback is served, for apps that have that address registered (8888 in former versions). SPOTIFY_REDIRECT_URI must name it.',
  }),
  publicHostHint: setting.text({
    name: 'OAUTH_PUBLIC_HOST_HINT',
    default: null,
    doc: 'Name or address under which people reach this Harmony; shown on the help page of the sign-in.',
  }),
  publicBase: setting.text({
    name: 'OAUTH_PUBLIC_BASE',
    default: null,
    doc: 'Public address of the sign-in routes, where a proxy gives them another. Not set: {API_BASE_PATH}/oauth.',
  }),
} as const;

/** The slice as values. */
export type SpotifySettings = SettingValues<typeof spotifySettings>;
