export { createArtistStore } from './artists/artists.store.ts';
export { type KnownArtist, knownArtist } from './artists/totals.ts';
export { chosenReleases } from './preferences/chosen.ts';
export { createWatchRoom, type WatchRoom, type WatchRouteDeps } from './room.ts';
export { watchAdminRoutes, watchRoutes } from './routes.ts';
export { type WatchSettings, watchSettings } from './settings.ts';
export { watchJobShapes } from './shapes.ts';
