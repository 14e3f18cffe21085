import { type SettingValues, setting } from '#platform/config';

/** How often the account's playlists are looked at. */
export const playlistSettings = {
  syncIntervalS: setting.int({
    name: 'PLAYLIST_SYNC_INTERVAL_SEC',
    default: 900,
    min: 60,
    max: 604_800,
    doc: "How often the account's playlists are compared with what is stored, in seconds. A look costs one call per 50 playlists, and one for the saved tracks; rows are read of changed lists only.",
  }),
  wishBatchSize: setting.int({
    name: 'PLAYLIST_MIRROR_BATCH_SIZE',
    default: 500,
    min: 1,
    max: 5000,
    doc: 'Missing tracks of a mirrored playlist that become wishes in one transaction.',
  }),
} as const;

/** The slice as values. */
export type PlaylistSettings = SettingValues<typeof playlistSettings>;
