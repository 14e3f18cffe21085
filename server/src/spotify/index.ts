export { createSpotifyCredentials } from './credentials.ts';
export { type SpotifyRouteDeps, spotifyRoutes } from './spotify.routes.ts';
