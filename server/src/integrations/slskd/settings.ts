import { type SettingValues, setting } from '#platform/config';

/** How slskd is reached and asked. */
export const slskdSettings = {
  baseUrl: setting.url({
    name: 'SLSKD_BASE_URL',
    aliases: ['SLSKD_URL'],
    default: null,
    doc: 'Address of slskd, with its url_base if it has one. Not set: SLSKD_HOST and SLSKD_PORT, else http://127.0.0.1:5030.',
  }),
  host: setting.text({ name: 'SLSKD_HOST', default: null, doc: 'Host of slskd, when SLSKD_BASE_URL is not set.' }),
  port: setting.int({
    name: 'SLSKD_PORT',
    default: 5030,
    min: 1,
    max: 65535,
    doc: 'Port of slskd, used with SLSKD_HOST.',
  }),
  apiKey: setting.secret({
    name: 'SLSKD_API_KEY',
    default: null,
    doc: 'API key of slskd (16–255 characters); role ReadWrite or Administrator.',
  }),
  timeoutMs: setting.int({
    name: 'SLSKD_TIMEOUT_MS',
    aliases: ['PROVIDER_SLSKD_TIMEOUT_MS', 'EXTERNAL_TIMEOUT_MS'],
    default: 8000,
    min: 100,
    max: 600_000,
    doc: 'Longest wait for one answer of slskd, in milliseconds.',
  }),
  retries: setting.int({
    name: 'SLSKD_RETRY_MAX',
    aliases: ['PROVIDER_SLSKD_RETRY_MAX'],
    default: 3,
    min: 0,
    max: 10,
    doc: 'How often a reading request to slskd is repeated when the connection fails.',
  }),
  retryBaseMs: setting.int({
    name: 'SLSKD_RETRY_BACKOFF_BASE_MS',
    aliases: ['PROVIDER_SLSKD_BACKOFF_BASE_MS'],
    default: 250,
    min: 1,
    max: 60_000,
    doc: 'Pause before the first repetition in milliseconds; doubles each time.',
  }),
  downloadsDir: setting.path({
    name: 'SLSKD_DOWNLOADS_DIR',
    default: null,
    doc: 'Where the downloads folder of slskd is seen from here. Not set: the same path that slskd itself uses.',
  }),
  searchTimeoutMs: setting.int({
    name: 'SLSKD_SEARCH_TIMEOUT_MS',
    default: 10_000,
    min: 5,
    max: 300_000,
    doc: 'A search ends when no peer has answered for this long, in milliseconds.',
  }),
  searchMaxMs: setting.int({
    name: 'SLSKD_SEARCH_MAX_MS',
    default: 40_000,
    min: 100,
    max: 600_000,
    doc: 'A running search is stopped after this long, in milliseconds; its answers so far are used.',
  }),
  searchQueueMaxMs: setting.int({
    name: 'SLSKD_SEARCH_QUEUE_MAX_MS',
    default: 180_000,
    min: 100,
    max: 3_600_000,
    doc: 'Longest wait for a search to begin inside slskd, in milliseconds.',
  }),
  searchResponseLimit: setting.int({
    name: 'SLSKD_SEARCH_RESPONSE_LIMIT',
    default: 200,
    min: 1,
    max: 10_000,
    doc: 'A search ends after answers of this many peers.',
  }),
  searchFileLimit: setting.int({
    name: 'SLSKD_SEARCH_FILE_LIMIT',
    default: 5000,
    min: 1,
    max: 100_000,
    doc: 'A search ends after this many offered files.',
  }),
  pollMs: setting.int({
    name: 'SLSKD_POLL_MS',
    default: 1000,
    min: 5,
    max: 60_000,
    doc: 'How often a running search is looked at, in milliseconds.',
  }),
  enqueueTimeoutMs: setting.int({
    name: 'SLSKD_ENQUEUE_TIMEOUT_MS',
    default: 90_000,
    min: 100,
    max: 600_000,
    doc: 'Longest wait while slskd connects to a peer to ask for a file, in milliseconds.',
  }),
} as const;

/** The slice as values. */
export type SlskdSettings = SettingValues<typeof slskdSettings>;

/** The effective address: base URL, else host and port (an IPv6 host gets its brackets), else the local default. */
export function slskdAddress(settings: Pick<SlskdSettings, 'baseUrl' | 'host' | 'port'>): string {
  if (settings.baseUrl !== null) return settings.baseUrl;
  if (settings.host === null) return 'http://127.0.0.1:5030';
  if (/^https?:\/\//.test(settings.host)) return `${settings.host.replace(/\/+$/, '')}:${settings.port}`;
  return `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${settings.port}`;
}
