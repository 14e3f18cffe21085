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

/** A secret with the client id that it was entered for; `null`: an earlier version stored it. */
interface BoundSecret {
  readonly secret: string;
  readonly clientId: string | null;
}

/** A change of what is stored: `undefined` leaves as it is, `null` removes: then the environment counts again. */
export interface SpotifyChange {
  readonly clientId?: string | null | undefined;
  readonly clientSecret?: string | null | undefined;
  readonly redirectUri?: string | null | undefined;
}

/** FREE: imports only, Spotify is never asked. PRO: with an app of the person's own. */
export type SpotifyMode = 'FREE' | 'PRO';

/** The app as configured now. */
export interface SpotifyCredentials {
  /** Read at each use: people change it while the program runs. An empty client id: none. */
  app(): Promise<SpotifyApp>;
  redirectUri(): Promise<string>;
  setMode(mode: SpotifyMode): Promise<void>;
  set(change: SpotifyChange): Promise<void>;
  /** The app as it would be after this change; stores nothing. */
  after(change: SpotifyChange): Promise<Omit<SpotifyApp, 'mode'> & { readonly redirectUri: string }>;
}

/**
 * Credentials over the settings in the database, then those of the environment. The secret is stored sealed, together with the client id that it was
 * entered for: with another app it is as good as none.
 */
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
  type Stored = Awaited<ReturnType<typeof stored>>;
  const idIn = (value: Stored): string => value('clientId') ?? environment.clientId ?? '';
  /** The secret of the app with this client id. One that cannot be opened is as good as none: PKCE works without. */
  async function secretOf(value: Stored, clientId: string): Promise<string | null> {
    const sealed = value('clientSecret');
    if (sealed === null) {
      const { clientId: given } = environment;
      return given === null || given === clientId ? environment.clientSecret : null;
    }
    const opened = sealer.unseal(sealed, secretPurpose);
    if (!opened.ok) return null;
    if (opened.stale) await store.set(keys.clientSecret, sealer.seal(opened.text, secretPurpose));
    const bound = boundIn(opened.text);
    return (bound.clientId ?? idIn(value)) === clientId ? bound.secret : null;
  }
  const redirectIn = (value: Stored): string =>
    value('redirectUri') ?? environment.redirectUri ?? deps.defaultRedirectUri;

  return {
    async app() {
      const value = await stored();
      const clientId = idIn(value);
      const clientSecret = await secretOf(value, clientId);
      const wanted = value('mode');
      const mode = wanted === 'FREE' || wanted === 'PRO' ? wanted : clientId === '' ? 'FREE' : 'PRO';
      return { clientId, clientSecret, mode };
    },
    async redirectUri() {
      return redirectIn(await stored());
    },
    setMode: (mode) => store.set(keys.mode, mode),
    async after(change) {
      const value = await stored();
      const changed: Stored = (key) => {
        const given = key === 'mode' ? undefined : change[key];
        return given === undefined || key === 'clientSecret' ? value(key) : given;
      };
      const clientId = idIn(changed);
      const { clientSecret } = change;
      const kept = async () => await secretOf(value, clientId);
      const without = async () => await secretOf((key) => (key === 'clientSecret' ? null : value(key)), clientId);
      return {
        clientId,
        clientSecret: clientSecret === undefined ? await kept() : (clientSecret ?? (await without())),
        redirectUri: redirectIn(changed),
      };
    },
    async set({ clientId, clientSecret, redirectUri }) {
      const before = await stored();
      const id = clientId === undefined ? idIn(before) : (clientId ?? environment.clientId ?? '');
      const seal = (secret: string): string => {
        const bound: BoundSecret = { secret, clientId: id };
        return sealer.seal(JSON.stringify(bound), secretPurpose);
      };
      await deps.db.transaction().execute(async (trx) => {
        if (clientId !== undefined) await store.set(keys.clientId, clientId, trx);
        if (redirectUri !== undefined) await store.set(keys.redirectUri, redirectUri, trx);
        if (clientSecret !== undefined)
          await store.set(keys.clientSecret, clientSecret === null ? null : seal(clientSecret), trx);
      });
    },
  };
}

/** Earlier versions stored the secret alone. */
function boundIn(text: string): BoundSecret {
  return text.startsWith('{') ? (JSON.parse(text) as BoundSecret) : { secret: text, clientId: null };
}
