export type { LinkEvent, LinkState } from './account/link.ts';
export { isLoopback, redirectFault } from './account/redirect-uri.ts';
export type { SignInOutcome, SignInStatus } from './account/sign-in.ts';
export { createSpotify, forPerson, type Spotify, type SpotifyState } from './adapter.ts';
export type { SpotifyApp } from './caller.ts';
export type { SpotifyReason, SpotifyRefusal, SpotifyResult } from './problem.ts';
export { spotifySettings } from './settings.ts';
export type { Asking, Json, SpotifyArtist, SpotifyRelease, SpotifyTrack } from './types.ts';
