import { type SettingValues, setting } from '#platform/config';

/** How artists are watched. Names are those of Harmony's first configuration. */
export const watchSettings = {
  timerEnabled: setting.bool({
    name: 'WATCHLIST_TIMER_ENABLED',
    default: true,
    doc: 'Whether due artists of the watchlist are looked for by themselves.',
  }),
  timerS: setting.number({
    name: 'WATCHLIST_TIMER_INTERVAL_S',
    default: 900,
    min: 0.05,
    max: 86_400,
    doc: 'Seconds between two looks for due artists.',
  }),
  intervalS: setting.int({
    name: 'WATCHLIST_INTERVAL',
    default: 86_400,
    min: 0,
    max: 90 * 86_400,
    doc: 'Seconds between two scans of one artist; entries may have their own. 0: nothing is scanned by itself.',
  }),
  zone: setting.text({
    name: 'WATCHLIST_TIME_ZONE',
    aliases: ['TZ'],
    default: null,
    doc: 'Time zone (for example Europe/Berlin) in which a release is out on its day. Not set: that of the machine.',
  }),
  concurrency: setting.int({
    name: 'WATCHLIST_MAX_CONCURRENCY',
    aliases: ['WATCHLIST_CONCURRENCY'],
    default: 3,
    min: 1,
    max: 10,
    doc: 'How many artists are scanned at once in one process.',
  }),
  maxPerTick: setting.int({
    name: 'WATCHLIST_MAX_PER_TICK',
    default: 20,
    min: 1,
    max: 1000,
    doc: 'How many scans wait or run at the most: each look for due artists adds up to this number. 20 every 900 s are 1,920 artists a day; raise it for more.',
  }),
  tickBudgetMs: setting.int({
    name: 'WATCHLIST_TICK_BUDGET_MS',
    default: 8000,
    min: 100,
    max: 60_000,
    doc: 'Longest time one look for due artists may take; what is left waits for the next.',
  }),
  timeoutMs: setting.int({
    name: 'WATCHLIST_SPOTIFY_TIMEOUT_MS',
    default: null,
    min: 100,
    max: 60_000,
    doc: 'Accepted and without effect: each answer has the limit of its client (SPOTIFY_TIMEOUT_MS, MUSICBRAINZ_TIMEOUT_MS), wherever it is needed.',
  }),
  retryMax: setting.int({
    name: 'WATCHLIST_RETRY_MAX',
    aliases: ['WATCHLIST_BACKOFF_MAX_TRIES'],
    default: 3,
    min: 1,
    max: 5,
    doc: 'Tries of one scan before the artist waits for a later tick.',
  }),
  backoffBaseMs: setting.int({
    name: 'WATCHLIST_BACKOFF_BASE_MS',
    default: 250,
    min: 0,
    max: 5000,
    doc: 'Pause after the first failed try; doubles each time up to 5 s.',
  }),
  jitter: setting.number({
    name: 'WATCHLIST_JITTER_PCT',
    default: 0.2,
    min: 0,
    max: 1,
    doc: 'Random part of those pauses, as a factor (0.2: ±20 %).',
  }),
  retryBudget: setting.int({
    name: 'WATCHLIST_RETRY_BUDGET_PER_ARTIST',
    default: 6,
    min: 1,
    max: 20,
    doc: 'Failed tries of an artist in a row before it is left alone for the cooldown.',
  }),
  artistRetryBudget: setting.int({
    name: 'ARTIST_MAX_RETRY_PER_ARTIST',
    default: null,
    min: 1,
    max: 20,
    doc: 'Takes the place of WATCHLIST_RETRY_BUDGET_PER_ARTIST when set.',
  }),
  cooldownMinutes: setting.int({
    name: 'WATCHLIST_COOLDOWN_MINUTES',
    default: 15,
    min: 0,
    max: 240,
    doc: 'How long an artist is left alone when its budget is used up.',
  }),
  artistCooldownS: setting.int({
    name: 'ARTIST_COOLDOWN_S',
    default: null,
    min: 0,
    max: 14_400,
    doc: 'The same in seconds, rounded up to minutes; takes the place of WATCHLIST_COOLDOWN_MINUTES when set. Also the pause after a sync (default 900).',
  }),
  graceMs: setting.int({
    name: 'WATCHLIST_SHUTDOWN_GRACE_MS',
    default: 2000,
    min: 0,
    max: 120_000,
    doc: 'Accepted; a running scan is stopped between two requests and goes on at the next start, as every job (ORCH_SHUTDOWN_GRACE_MS).',
  }),
  dbMode: setting.text({
    name: 'WATCHLIST_DB_IO_MODE',
    default: null,
    doc: 'Accepted and without effect: the database is never waited for in the way that this chose.',
  }),
  searchTimeoutMs: setting.int({
    name: 'WATCHLIST_SLSKD_SEARCH_TIMEOUT_MS',
    aliases: ['WATCHLIST_SEARCH_TIMEOUT_MS'],
    default: null,
    min: 100,
    max: 300_000,
    doc: 'Accepted and without effect: found tracks become wishes and are searched like all others (SLSKD_SEARCH_TIMEOUT_MS).',
  }),
  prune: setting.bool({
    name: 'ARTIST_SYNC_PRUNE',
    default: false,
    doc: 'Releases that a source no longer lists become inactive.',
  }),
  hardDelete: setting.bool({
    name: 'ARTIST_SYNC_HARD_DELETE',
    default: false,
    doc: 'Releases that a source no longer lists are deleted instead (with ARTIST_SYNC_PRUNE).',
  }),
  priorityDecay: setting.int({
    name: 'ARTIST_SYNC_PRIORITY_DECAY',
    default: 0,
    min: 0,
    max: 1000,
    doc: 'How much the priority of a watched artist falls with each sync that was not forced; never below 0.',
  }),
  artistPool: setting.int({
    name: 'ARTIST_POOL_CONCURRENCY',
    default: 2,
    min: 1,
    max: 64,
    doc: 'How many syncs of artists run at once in one process.',
  }),
  artistPriority: setting.int({
    name: 'ARTIST_PRIORITY',
    default: null,
    min: -1000,
    max: 1000,
    doc: 'One priority for scans and syncs of artists, in the place of their own (50 and 100).',
  }),
  cacheInvalidate: setting.bool({
    name: 'ARTIST_CACHE_INVALIDATE',
    default: false,
    doc: 'Accepted: answers about artists are never kept beyond a change, with or without it.',
  }),
  adminApi: setting.bool({
    name: 'FEATURE_ADMIN_API',
    default: false,
    doc: 'Whether /admin/artists exists.',
  }),
  adminRetryBudget: setting.int({
    name: 'ARTIST_RETRY_BUDGET_MAX',
    default: 6,
    min: 1,
    max: 100,
    doc: 'Failed syncs of an artist in a row after which admin operations are refused (429).',
  }),
  staleMinutes: setting.int({
    name: 'ARTIST_STALENESS_MAX_MIN',
    default: 30,
    min: 1,
    max: 100_000,
    doc: 'Age from which admin operations call what is known of an artist stale.',
  }),
};

/** The values of this room's settings. */
export type WatchSettings = SettingValues<typeof watchSettings>;

/** Failed tries in a row that an artist may have. */
export const budgetOf = (settings: WatchSettings): number => settings.artistRetryBudget ?? settings.retryBudget;

/** How long an artist is left alone, in milliseconds. */
export const cooldownMs = (settings: WatchSettings): number =>
  (settings.artistCooldownS === null ? settings.cooldownMinutes : Math.ceil(settings.artistCooldownS / 60)) * 60_000;
