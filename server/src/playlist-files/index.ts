export { type PlaylistFileRouteDeps, playlistFileRoutes } from './export.routes.ts';
export { writeLists } from './folder.ts';
export type { ListedTrack } from './m3u.ts';
export type { FindList, ReadableList } from './ports.ts';
export { type PlaylistFileSettings, playlistFileSettings } from './settings.ts';
