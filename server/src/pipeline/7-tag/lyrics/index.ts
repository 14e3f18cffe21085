export { type LyricsRouteDeps, lyricsRoutes } from './lyrics.routes.ts';
export { createLyricsEnricher } from './lyrics.ts';
export { lyricsSettings } from './settings.ts';
