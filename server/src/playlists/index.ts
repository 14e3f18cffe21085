export { type PlaylistRouteDeps, playlistRoutes } from './playlists.routes.ts';
export { createPlaylistStore, savedTracksId } from './playlists.store.ts';
export type { AccountAccess, AccountPlaylists, ListedPlaylist, ListedRow } from './ports.ts';
export { createRowStore } from './rows.store.ts';
export { type PlaylistSettings, playlistSettings } from './settings.ts';
export { syncJob, syncJobShape, syncJobType, syncTimer } from './sync.job.ts';
export { createSyncStore } from './sync.store.ts';
export { createSync } from './sync.ts';
