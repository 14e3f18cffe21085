export type { FoundItem, ItemType, SearchSource, SourceAnswer, SourceName } from './ports.ts';
export { type SmartSearchDeps, smartSearchRoutes } from './search.routes.ts';
export { type SmartSearchSettings, smartSearchSettings } from './settings.ts';
export { keepAnswers } from './sources/kept.ts';
export { type LibraryHit, librarySource } from './sources/library.ts';
export { type SoulseekSourceDeps, soulseekSource } from './sources/soulseek.ts';
export { type SpotifySearches, spotifySource } from './sources/spotify.ts';
