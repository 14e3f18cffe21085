import { type SettingValues, setting } from '#platform/config';

/** Limits of imports; the names are those of seed 003. */
export const importSettings = {
  maxFileBytes: setting.int({
    name: 'FREE_IMPORT_MAX_FILE_BYTES',
    default: 20 * 1024 * 1024,
    min: 1024,
    max: 1024 * 1024 * 1024,
    doc: 'Largest file that can be uploaded for an import, in bytes; a larger one is answered with 413.',
  }),
  hardCapMultiplier: setting.int({
    name: 'FREE_IMPORT_HARD_CAP_MULTIPLIER',
    default: 10,
    min: 1,
    max: 100,
    doc: 'An upload larger than this many times the limit is cut off instead of being read to its end and answered politely.',
  }),
  maxUploadTracks: setting.int({
    name: 'FREE_IMPORT_MAX_UPLOAD_TRACKS',
    default: 50_000,
    min: 1,
    max: 1_000_000,
    doc: 'Entries taken from one uploaded file; the rest is skipped with the reason "limit".',
  }),
  maxTracksPerRequest: setting.int({
    name: 'FREE_MAX_TRACKS_PER_REQUEST',
    default: 5000,
    min: 1,
    max: 100_000,
    doc: 'Text lines taken from one request; the rest is skipped with the reason "limit".',
  }),
  maxLines: setting.int({
    name: 'FREE_IMPORT_MAX_LINES',
    default: 200,
    min: 1,
    max: 10_000,
    doc: 'Lines that one request to understand text may have, its file included; more are answered with 400.',
  }),
  maxPlaylistLinks: setting.int({
    name: 'FREE_IMPORT_MAX_PLAYLIST_LINKS',
    default: 1000,
    min: 1,
    max: 10_000,
    doc: 'Playlist links taken from one list of links; the rest is skipped, and FREE_IMPORT_HARD_CAP_MULTIPLIER times as many are answered with 413.',
  }),
  acceptUserUrls: setting.bool({
    name: 'FREE_ACCEPT_USER_URLS',
    default: false,
    doc: "Whether lists of links may hold the old addresses of a user's playlists (/user/NAME/playlist/ID).",
  }),
  maxPlaylists: setting.int({
    name: 'FREE_MAX_PLAYLISTS',
    default: 100,
    min: 1,
    max: 10_000,
    doc: 'Playlist links taken from one import; the rest is skipped with the reason "limit".',
  }),
  freeBatchSize: setting.int({
    name: 'FREE_BATCH_SIZE',
    default: 500,
    min: 1,
    max: 5000,
    doc: 'Wishes handed over at a time in FREE imports; the larger of this and INGEST_BATCH_SIZE counts.',
  }),
  ingestBatchSize: setting.int({
    name: 'INGEST_BATCH_SIZE',
    default: 500,
    min: 1,
    max: 5000,
    doc: 'Wishes handed over at a time, in one transaction.',
  }),
  backfillMaxItems: setting.int({
    name: 'BACKFILL_MAX_ITEMS',
    default: 2000,
    min: 1,
    max: 10_000,
    doc: 'Imported lines that one backfill run looks up at Spotify.',
  }),
  backfillCacheTtlS: setting.int({
    name: 'BACKFILL_CACHE_TTL_SEC',
    default: 604_800,
    min: 1,
    max: 31_536_000,
    doc: 'How long what Spotify answered for an artist, title and album is kept, in seconds; the same question is not asked meanwhile, whatever the answer was.',
  }),
  maxPendingJobs: setting.int({
    name: 'INGEST_MAX_PENDING_JOBS',
    default: 100,
    min: 1,
    max: 10_000,
    doc: 'Imports that may be under way at once; further ones are refused until some are through.',
  }),
};

/** The values of this room's settings. */
export type ImportSettings = SettingValues<typeof importSettings>;
