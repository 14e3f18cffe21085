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
/** What tells one address from another as far as a token is concerned. */
export const originOf = (address: string): string => (URL.canParse(address) ? new URL(address).origin : address);

/** A token with the origin of the address that it was entered for; `null`: no address was known then, or an earlier version stored it. */
interface BoundToken {
  readonly token: string;
  readonly origin: string | null;
}
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
  /** The token that may be sent to this address; `null`: there is none for it. */
  tokenAt(address: string | null): Promise<string | null>;
  /** The address that counts while none is stored. */
  readonly environmentUrl: string | null;
  set(change: PlexChange): Promise<void>;
  /** The PIN that the last sign-in came from: it gives its token once. */
  usedPin(): Promise<number | null>;
  notePin(id: number): Promise<void>;
}

/**
 * Credentials over the settings in the database, then those of the environment. Tokens are stored sealed, that of the server together with the address
 * that it was entered for: it is only ever sent there, so that nobody can send it to a machine of theirs by changing the address. The token of the
 * environment likewise belongs to the address of the environment, where that is set.
 */
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

  /** The token that was stored here. One without an address belongs to the address in use. */
  async function boundToken(value: Stored): Promise<BoundToken | null> {
    const text = await unsealed(value, 'token');
    const bound = text === null ? null : boundIn(text);
    const inUse = addressIn(value);
    return bound?.origin === null && inUse !== null ? { ...bound, origin: originOf(inUse) } : bound;
  }
  /** The same, if it may be sent to this address. */
  async function ownToken(value: Stored, baseUrl: string | null): Promise<string | null> {
    const bound = await boundToken(value);
    const fits = bound !== null && (bound.origin === null || baseUrl === null || bound.origin === originOf(baseUrl));
    return fits ? bound.token : null;
  }
  async function tokenFor(value: Stored, baseUrl: string | null): Promise<string | null> {
    const { baseUrl: given } = environment;
    const givenFits = given === null || baseUrl === null || originOf(given) === originOf(baseUrl);
    return (await ownToken(value, baseUrl)) ?? (givenFits ? environment.token : null);
  }
  const addressIn = (value: Stored): string | null => value('baseUrl') ?? environment.baseUrl;

  return {
    async connection() {
      const value = await stored();
      let clientIdentifier = value('clientIdentifier');
      if (clientIdentifier === null) {
        // two processes may do so at once; from then on both read what came last
        await store.note(new Map([[keys.clientIdentifier, randomUUID()]]));
        clientIdentifier = (await stored())('clientIdentifier') ?? '';
      }
      const baseUrl = addressIn(value);
      return {
        baseUrl,
        token: await tokenFor(value, baseUrl),
        library: value('library') ?? environment.library,
        clientIdentifier,
        entered: value('baseUrl') !== null,
      };
    },
    async pathMap() {
      const own = (await stored())('pathMap');
      return createPathMap(own === null ? environment.pathMap : own.split('\n'));
    },
    accountToken: async () => unsealed(await stored(), 'accountToken'),
    async signedIn() {
      const value = await stored();
      return (await ownToken(value, addressIn(value))) !== null;
    },
    async usedPin() {
      const id = Number((await stored())('usedPin') ?? Number.NaN);
      return Number.isSafeInteger(id) ? id : null;
    },
    notePin: (id) => store.note(new Map([[keys.usedPin, String(id)]])),
    async tokenAt(address) {
      const value = await stored();
      return await tokenFor(value, address);
    },
    environmentUrl: environment.baseUrl,
    async set(change) {
      const { baseUrl, token, accountToken, library, pathMap } = change;
      const before = await stored();
      const at = baseUrl === undefined ? addressIn(before) : (baseUrl ?? environment.baseUrl);
      const seal = (bound: BoundToken) => sealer.seal(JSON.stringify(bound), sealedKeys.token);
      // a token of an earlier version stays with the address that it was used at
      const stays = change.token === undefined && baseUrl !== undefined ? await boundToken(before) : null;
      await deps.db.transaction().execute(async (trx) => {
        if (baseUrl !== undefined) await store.set(keys.baseUrl, baseUrl, trx);
        if (library !== undefined) await store.set(keys.library, library, trx);
        if (pathMap !== undefined) await store.set(keys.pathMap, pathMap?.join('\n') ?? null, trx);
        if (stays !== null) await store.set(keys.token, seal(stays), trx);
        if (token !== undefined) {
          const origin = at === null ? null : originOf(at);
          await store.set(keys.token, token === null ? null : seal({ token, origin }), trx);
        }
        if (accountToken !== undefined) {
          const sealed = accountToken === null ? null : sealer.seal(accountToken, sealedKeys.accountToken);
          await store.set(keys.accountToken, sealed, trx);
        }
      });
    },
  };
}

/** Earlier versions stored the token alone. */
function boundIn(text: string): BoundToken {
  if (!text.startsWith('{')) return { token: text, origin: null };
  return JSON.parse(text) as BoundToken;
}
