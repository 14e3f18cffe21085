export { type ArtworkRouteDeps, artworkRoutes } from './artwork.routes.ts';
export { createArtworkStore } from './artwork.store.ts';
export { createArtworkEnricher } from './artwork.ts';
export { createPictureCache } from './cache.ts';
export { artworkSettings } from './settings.ts';
