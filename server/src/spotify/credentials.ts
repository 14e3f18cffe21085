import type { SpotifyApp } from '#integrations/spotify';
import type { Db } from '#platform/database';
import type { Sealer } from '#platform/secrets';
import type { SettingsStore } from '#settings';

/** Names of the settings in the database; each counts before the variable of the same name. */
const keys = {
  clientId: 'SPOTIFY_CLIENT_ID',
  clientSecret: 'SPOTIFY_CLIENT_SECRET',
  redirectUri: 'SPOTIFY_REDIRECT_URI',
  mode: 'SPOTIFY_MODE',
} as const;
const secretPurpose = 'spotify.client_secret';

/** FREE: imports only, Spotify is never asked. PRO: with an app of the person's own. */
export type SpotifyMode = 'FREE' | 'PRO';

/** The app as configured now. */
export interface SpotifyCredentials {
  /** Read at each use: people change it while the program runs. An empty client id: none. */
  app(): Promise<SpotifyApp>;
  redirectUri(): Promise<string>;
  setMode(mode: SpotifyMode): Promise<void>;
  /** `undefined` leaves as it is, `null` removes: then the environment counts again. */
  set(change: {
    readonly clientId?: string | null | undefined;
    readonly clientSecret?: string | null | undefined;
    readonly redirectUri?: string | null | undefined;
  }): Promise<void>;
}

/** Credentials over the settings in the database, then those of the environment. The secret is stored sealed. */
export function createSpotifyCredentials(deps: {
  readonly db: Db;
  readonly store: SettingsStore;
  readonly sealer: Sealer;
  readonly environment: {
    readonly clientId: string | null;
    readonly clientSecret: string | null;
    readonly redirectUri: string | null;
  };
  readonly defaultRedirectUri: string;
}): SpotifyCredentials {
  const { store, sealer, environment } = deps;
  const stored = async () => {
    const all = await store.all('SPOTIFY_');
    return (key: keyof typeof keys): string | null => all.get(keys[key])?.trim() || null;
  };
  return {
    async app() {
      const value = await stored();
      const clientId = value('clientId') ?? environment.clientId ?? '';
      const sealed = value('clientSecret');
      const opened = sealed === null ? null : sealer.unseal(sealed, secretPurpose);
      // A secret that cannot be opened is as good as none: PKCE works without.
      if (opened?.ok === true && opened.stale)
        await store.set(keys.clientSecret, sealer.seal(opened.text, secretPurpose));
      const clientSecret = opened?.ok === true ? opened.text : sealed === null ? environment.clientSecret : null;
      const wanted = value('mode');
      const mode = wanted === 'FREE' || wanted === 'PRO' ? wanted : clientId === '' ? 'FREE' : 'PRO';
      return { clientId, clientSecret, mode };
    },
    async redirectUri() {
      return (await stored())('redirectUri') ?? environment.redirectUri ?? deps.defaultRedirectUri;
    },
    setMode: (mode) => store.set(keys.mode, mode),
    async set(change) {
      await deps.db.transaction().execute(async (trx) => {
        if (change.clientId !== undefined) await store.set(keys.clientId, change.clientId, trx);
        if (change.redirectUri !== undefined) await store.set(keys.redirectUri, change.redirectUri, trx);
        if (change.clientSecret !== undefined) {
          const { clientSecret } = change;
          await store.set(
            keys.clientSecret,
            clientSecret === null ? null : sealer.seal(clientSecret, secretPurpose),
            trx,
          );
        }
      });
    },
  };
}
