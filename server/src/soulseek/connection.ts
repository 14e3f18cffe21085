import { isAbsolute } from 'node:path';
import type { SlskdConnection } from '#integrations/slskd';
import type { Db } from '#platform/database';
import type { Sealer } from '#platform/secrets';
import type { SettingsStore } from '#settings';

/** Names of the settings in the database; each counts before the variable of the same name. The alias is what the first Harmony stored. */
const keys = {
  baseUrl: 'SLSKD_BASE_URL',
  formerUrl: 'SLSKD_URL',
  apiKey: 'SLSKD_API_KEY',
  folder: 'SLSKD_DOWNLOADS_DIR',
};
const allKeys = Object.values(keys);
/** What the key is sealed for; the doctor looks whether it can be opened. */
export const slskdKeyPurpose = 'slskd.api_key';
/** Another process may have stored something: that counts after this long at the latest. */
const freshForMs = 2_000;

/** Where a value comes from. */
export type SlskdSource = 'stored' | 'environment' | 'default';

/** What is in effect, and why. */
export interface SlskdInEffect extends SlskdConnection {
  readonly source: { readonly baseUrl: SlskdSource; readonly apiKey: SlskdSource; readonly downloadsDir: SlskdSource };
}

/** A key with the origin of the address that it was entered for. */
interface BoundKey {
  readonly key: string;
  readonly origin: string;
}

/** A change of what is stored: `undefined` leaves as it is, `null` removes, and then the environment counts again. */
export interface SlskdChange {
  readonly baseUrl?: string | null | undefined;
  readonly apiKey?: string | null | undefined;
  readonly downloadsDir?: string | null | undefined;
}

/** Where slskd is and who we are there, as set up now. */
export interface SlskdConnections {
  /** Read at each use; at most two seconds old. While the database is away, what was known last. */
  now(this: void): Promise<SlskdInEffect>;
  /** Without asking the database. */
  known(): SlskdInEffect;
  /** The address that counts while none is stored. */
  readonly environmentUrl: string;
  set(change: SlskdChange): Promise<void>;
}

/**
 * Connections over the settings in the database, then those of the environment. The key is stored sealed, together with the address that it was entered
 * for, and a key is only ever sent to its own address: who changes the address has to enter the key as well, so that nobody can send it to a
 * machine of theirs.
 */
export function createSlskdConnections(deps: {
  readonly db: Db;
  readonly store: SettingsStore;
  readonly sealer: Sealer;
  readonly environment: {
    readonly baseUrl: string;
    /** Whether somebody set the address, or it is the default. */
    readonly hasAddress: boolean;
    readonly apiKey: string | null;
    readonly downloadsDir: string | null;
  };
  readonly onFault: (what: string, error: unknown) => void;
  readonly now?: () => number;
}): SlskdConnections {
  const { db, store, sealer, environment } = deps;
  const clock = deps.now ?? Date.now;
  let known = effective(new Map(), null);
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | null = null;
  let changes = 0;

  function effective(stored: ReadonlyMap<string, string>, ownKey: BoundKey | null): SlskdInEffect {
    const text = (key: string): string | null => stored.get(key)?.trim() || null;
    const own = addressIn(text(keys.baseUrl)) ?? addressIn(text(keys.formerUrl));
    const baseUrl = own ?? environment.baseUrl;
    const fits = ownKey !== null && (own === null || ownKey.origin === originOf(own));
    const givenFits = originOf(baseUrl) === originOf(environment.baseUrl);
    const apiKey = fits ? ownKey.key : givenFits ? environment.apiKey : null;
    const folder = folderIn(text(keys.folder));
    const downloadsDir = folder ?? environment.downloadsDir;
    return {
      baseUrl,
      apiKey,
      downloadsDir,
      entered: own !== null,
      source: {
        baseUrl: own !== null ? 'stored' : environment.hasAddress ? 'environment' : 'default',
        apiKey: fits ? 'stored' : apiKey === null ? 'default' : 'environment',
        downloadsDir: folder !== null ? 'stored' : downloadsDir === null ? 'default' : 'environment',
      },
    };
  }

  /** A key that cannot be opened is as good as none; the doctor says so. One that was sealed with an older key is sealed anew. */
  async function unsealed(sealed: string | undefined): Promise<BoundKey | null> {
    const opened = sealed === undefined ? null : sealer.unseal(sealed, slskdKeyPurpose);
    if (opened?.ok !== true) return null;
    if (opened.stale) await store.note(new Map([[keys.apiKey, sealer.seal(opened.text, slskdKeyPurpose)]]));
    return JSON.parse(opened.text) as BoundKey;
  }

  async function read(): Promise<void> {
    const before = changes;
    try {
      const stored = await store.among(allKeys);
      // a change that came in between counts, not what was read before it
      if (before !== changes) return;
      known = effective(stored, await unsealed(stored.get(keys.apiKey)));
      readAt = clock();
    } catch (error) {
      // slskd is still where it was; whoever needs the database says that it is away
      readAt = clock();
      deps.onFault('settings of slskd', error);
    }
  }

  async function now(): Promise<SlskdInEffect> {
    while (clock() - readAt >= freshForMs) {
      reading ??= read().finally(() => {
        reading = null;
      });
      await reading;
    }
    return known;
  }

  return {
    now,
    known: () => known,
    environmentUrl: environment.baseUrl,
    async set({ baseUrl, apiKey, downloadsDir }) {
      const at = baseUrl ?? (baseUrl === null ? environment.baseUrl : (await now()).baseUrl);
      try {
        await db.transaction().execute(async (trx) => {
          if (baseUrl !== undefined) {
            await store.set(keys.baseUrl, baseUrl, trx);
            await store.set(keys.formerUrl, null, trx);
          }
          if (apiKey !== undefined) {
            const text = apiKey === null ? null : JSON.stringify({ key: apiKey, origin: originOf(at) });
            await store.set(keys.apiKey, text === null ? null : sealer.seal(text, slskdKeyPurpose), trx);
          }
          if (downloadsDir !== undefined) await store.set(keys.folder, downloadsDir, trx);
        });
      } finally {
        changes += 1;
        readAt = Number.NEGATIVE_INFINITY;
      }
      await now();
    },
  };
}

function addressIn(text: string | null): string | null {
  return text !== null && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
    ? text.replace(/\/+$/, '')
    : null;
}

function folderIn(text: string | null): string | null {
  return text !== null && isAbsolute(text) ? text : null;
}

/** What tells one address from another as far as a key is concerned. */
export function originOf(address: string): string {
  return URL.canParse(address) ? new URL(address).origin : address;
}
