export { type CallbackServer, openCallbackServer } from './callback-server.ts';
export { createSpotifyCredentials } from './credentials.ts';
export { type SpotifyRouteDeps, spotifyRoutes } from './spotify.routes.ts';
