import { randomUUID } from 'node:crypto';
import { createPathMap, type PathMap, type PlexConnection } from '#integrations/plex';
import type { Db } from '#platform/database';
import type { Sealer } from '#platform/secrets';
import type { SettingsStore } from '#settings';

/** Names of the settings in the database; each counts before the variable of the same name. */
const keys = {
  baseUrl: 'PLEX_BASE_URL',
  token: 'PLEX_TOKEN',
  library: 'PLEX_LIBRARY',
  pathMap: 'PLEX_PATH_MAP',
  accountToken: 'PLEX_ACCOUNT_TOKEN',
  clientIdentifier: 'PLEX_CLIENT_IDENTIFIER',
  usedPin: 'PLEX_USED_PIN',
} as const;
const sealedKeys = { token: 'plex.token', accountToken: 'plex.account_token' } as const;

/** A change of what is stored: `undefined` leaves as it is, `null` removes, and then the environment counts again. */
export interface PlexChange {
  readonly baseUrl?: string | null | undefined;
  readonly token?: string | null | undefined;
  readonly accountToken?: string | null | undefined;
  readonly library?: string | null | undefined;
  /** Entries `ours=theirs`. */
  readonly pathMap?: readonly string[] | null | undefined;
}

/** Where Plex is and who we are there, as configured now. */
export interface PlexCredentials {
  /** Read at each use: people change it while the program runs. */
  connection(): Promise<PlexConnection>;
  pathMap(): Promise<PathMap>;
  /** The token of the account that signed in with a PIN; not the one of the server. */
  accountToken(): Promise<string | null>;
  /** Whether the token in use was stored here, not given by the environment. */
  signedIn(): Promise<boolean>;
  set(change: PlexChange): Promise<void>;
  /** The PIN that the last sign-in came from: it gives its token once. */
  usedPin(): Promise<number | null>;
  notePin(id: number): Promise<void>;
}

/** Credentials over the settings in the database, then those of the environment. Tokens are stored sealed. */
export function createPlexCredentials(deps: {
  readonly db: Db;
  readonly store: SettingsStore;
  readonly sealer: Sealer;
  readonly environment: {
    readonly baseUrl: string | null;
    readonly token: string | null;
    readonly library: string | null;
    readonly pathMap: readonly string[];
  };
}): PlexCredentials {
  const { store, sealer, environment } = deps;
  type Stored = (key: keyof typeof keys) => string | null;
  const stored = async (): Promise<Stored> => {
    const all = await store.all('PLEX_');
    return (key) => all.get(keys[key])?.trim() || null;
  };
  /** A token that cannot be opened is as good as none. */
  async function unsealed(value: Stored, key: keyof typeof sealedKeys): Promise<string | null> {
    const sealed = value(key);
    if (sealed === null) return null;
    const opened = sealer.unseal(sealed, sealedKeys[key]);
    if (!opened.ok) return null;
    if (opened.stale) await store.set(keys[key], sealer.seal(opened.text, sealedKeys[key]));
    return opened.text;
  }

  return {
    async connection() {
      const value = await stored();
      let clientIdentifier = value('clientIdentifier');
      if (clientIdentifier === null) {
        // two processes may do so at once; from then on both read what came last
        await store.note(new Map([[keys.clientIdentifier, randomUUID()]]));
        clientIdentifier = (await stored())('clientIdentifier') ?? '';
      }
      return {
        baseUrl: value('baseUrl') ?? environment.baseUrl,
        token: (await unsealed(value, 'token')) ?? environment.token,
        library: value('library') ?? environment.library,
        clientIdentifier,
      };
    },
    async pathMap() {
      const own = (await stored())('pathMap');
      return createPathMap(own === null ? environment.pathMap : own.split('\n'));
    },
    accountToken: async () => unsealed(await stored(), 'accountToken'),
    async signedIn() {
      return (await unsealed(await stored(), 'token')) !== null;
    },
    async usedPin() {
      const id = Number((await stored())('usedPin') ?? Number.NaN);
      return Number.isSafeInteger(id) ? id : null;
    },
    notePin: (id) => store.note(new Map([[keys.usedPin, String(id)]])),
    async set(change) {
      const { baseUrl, library, pathMap } = change;
      await deps.db.transaction().execute(async (trx) => {
        if (baseUrl !== undefined) await store.set(keys.baseUrl, baseUrl, trx);
        if (library !== undefined) await store.set(keys.library, library, trx);
        if (pathMap !== undefined) await store.set(keys.pathMap, pathMap?.join('\n') ?? null, trx);
        for (const key of ['token', 'accountToken'] as const) {
          const text = change[key];
          if (text === undefined) continue;
          await store.set(keys[key], text === null ? null : sealer.seal(text, sealedKeys[key]), trx);
        }
      });
    },
  };
}
