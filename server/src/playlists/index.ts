export { playlistsOfWish, wishesOfPlaylist } from './origins.ts';
export { type AlsoSynced, type PlaylistRouteDeps, playlistRoutes } from './playlists.routes.ts';
export { createPlaylistStore, type PlaylistStore, savedTracksId } from './playlists.store.ts';
export type { AccountAccess, AccountPlaylists, ListedPlaylist, ListedRow } from './ports.ts';
export { type AccountTrack, createRowStore, type PlaylistItemRow, type RowStore, wantedOfRow } from './rows.store.ts';
export { type PlaylistSettings, playlistSettings } from './settings.ts';
export { syncJob, syncJobShape, syncJobType, syncTimer } from './sync.job.ts';
export { createSyncStore } from './sync.store.ts';
export { createSync, type Sync, type SyncResult } from './sync.ts';
