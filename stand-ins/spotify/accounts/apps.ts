import type { Regime } from '../api/regimes.ts';
import { isSecureRedirect } from './redirect-uri.ts';

/** An application as it is registered in the developer dashboard. */
export interface App {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUris: readonly string[];
  /** User ids that were added in the dashboard; default everybody. At most five in the original. */
  readonly users?: readonly string[];
  /** A regime of its own; default that of the stand-in. */
  readonly regime?: Regime;
}

/** The app that is there when a test names none. Its loopback addresses have no port, so any will do. */
export const defaultApp: App = {
  clientId: '5f0c0ffee0d1e2f3a4b5c6d7e8f90a1b',
  clientSecret: '0badc0de0badc0de0badc0de0badc0de',
  redirectUris: [
    'http://127.0.0.1/callback',
    'http://[::1]/callback',
    'http://127.0.0.1/api/v1/spotify/callback',
    'https://harmony.example/api/v1/spotify/callback',
  ],
};

/** Registers apps by client id. Throws on a redirect URI that the dashboard refuses. */
export function registerApps(apps: readonly App[]): Map<string, App> {
  for (const app of apps) {
    const insecure = app.redirectUris.find((uri) => !isSecureRedirect(uri));
    if (insecure !== undefined) throw new Error(`This redirect URI is not secure: ${insecure}`);
  }
  return new Map(apps.map((app) => [app.clientId, app]));
}

/** Scopes of the Web API; others are refused at sign-in. */
export const knownScopes: ReadonlySet<string> = new Set([
  'app-remote-control',
  'playlist-modify-private',
  'playlist-modify-public',
  'playlist-read-collaborative',
  'playlist-read-private',
  'streaming',
  'ugc-image-upload',
  'user-follow-modify',
  'user-follow-read',
  'user-library-modify',
  'user-library-read',
  'user-modify-playback-state',
  'user-read-currently-playing',
  'user-read-email',
  'user-read-playback-position',
  'user-read-playback-state',
  'user-read-private',
  'user-read-recently-played',
  'user-top-read',
]);
