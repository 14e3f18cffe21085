export { createSpotifyEmbed } from './adapter.ts';
export { type SpotifyEmbedSettings, spotifyEmbedSettings } from './settings.ts';
