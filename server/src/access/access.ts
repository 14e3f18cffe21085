import type { Admission, Caller, Credentials, Gate, Scope } from '#http';
import type { Sealer } from '#platform/secrets';
import type { AccessStore, StoredKey } from './access.store.ts';
import { hashOf, indexOfKey, makeKey } from './api-key.ts';

/** A signed-in browser. */
export interface SignIn {
  /** Goes into the cookie; only its hash is kept. */
  readonly token: string;
  readonly expiresAt: Date;
  readonly caller: Caller;
}

/** Keys and sessions. */
export interface Access extends Gate {
  /** Opens a session with a key; `null` when the key is not valid. */
  signIn(key: string): Promise<SignIn | null>;
  /** Ends a session; an unknown one is none. */
  signOut(token: string): Promise<void>;
  keys(): Promise<StoredKey[]>;
  /** Makes a key; its text is in the answer and nowhere else. */
  addKey(key: { name: string; scope: Scope; expiresAt: Date | null }): Promise<StoredKey & { readonly text: string }>;
  /** Revokes a key and ends its sessions. `last`: nobody could make keys any more. */
  removeKey(id: number): Promise<'removed' | 'absent' | 'last'>;
  /** Whether anybody could get in: some key is valid that may do everything. */
  reachable(): Promise<boolean>;
}

/** The use of a key is noted at most this often. */
const noteEveryMs = 60_000;
const sealedAs = 'access.session';

/**
 * Keys of the environment (`fixedKeys`) may do everything; those that people make have a scope. Valid for all processes at once, because stored keys
 * and sessions are asked of the database each time.
 */
export function createAccess(deps: {
  readonly store: AccessStore;
  readonly required: boolean;
  readonly fixedKeys: readonly string[];
  readonly sessionMs: number;
  /** Opened when it is first needed. */
  readonly sealer: Pick<Sealer, 'seal' | 'unseal'>;
  readonly now: () => number;
  readonly onFault: (error: unknown) => void;
}): Access {
  const { store, required, sealer, now } = deps;
  const fixed = deps.fixedKeys.map(hashOf);
  const noted = new Map<number, number>();
  const listeners = new Set<(callerId: string) => void>();
  const ended = (callerId: string): void => {
    for (const listener of listeners) listener(callerId);
  };

  function noteUse(id: number): void {
    const at = now();
    if (at - (noted.get(id) ?? -Infinity) < noteEveryMs) return;
    noted.set(id, at);
    store.noteUse(id, new Date(at)).catch(deps.onFault);
  }

  const fixedCaller = (bySession: boolean): Caller => ({
    id: 'key:environment',
    name: 'environment',
    scope: 'admin',
    bySession,
  });
  const storedCaller = (key: StoredKey, bySession: boolean): Caller => {
    noteUse(key.id);
    return { id: `key:${key.id}`, name: key.name, scope: key.scope, bySession };
  };

  async function byKey(text: string): Promise<{ caller: Caller; keyId: number | null } | null> {
    if (indexOfKey(fixed, text) >= 0) return { caller: fixedCaller(false), keyId: null };
    const key = await store.keyByHash(hashOf(text));
    return key === null ? null : { caller: storedCaller(key, false), keyId: key.id };
  }

  async function bySession(token: string): Promise<Caller | null> {
    const session = await store.sessionByHash(hashOf(token));
    if (session === null) return null;
    if (session.key !== null) return storedCaller(session.key, true);
    if (session.sealedKeyHash === null) return null;
    const opened = sealer.unseal(session.sealedKeyHash, sealedAs);
    // a key that was taken out of the environment takes its sessions with it
    const known = opened.ok && fixed.some((hash) => hash.toString('base64') === opened.text);
    return known ? fixedCaller(true) : null;
  }

  return {
    required,
    async admit(given: Credentials): Promise<Admission> {
      if (given.key === null && given.session === null) return { ok: false, why: 'missing' };
      const caller =
        given.key === null ? await bySession(given.session ?? '') : ((await byKey(given.key))?.caller ?? null);
      return caller === null ? { ok: false, why: 'invalid' } : { ok: true, caller };
    },
    async signIn(key) {
      const known = await byKey(key);
      if (known === null) return null;
      const { text, hash } = makeKey('hms');
      const expiresAt = new Date(now() + deps.sessionMs);
      const sealedKeyHash = known.keyId === null ? sealer.seal(hashOf(key).toString('base64'), sealedAs) : null;
      await store.addSession({ hash, keyId: known.keyId, sealedKeyHash, expiresAt });
      return { token: text, expiresAt, caller: { ...known.caller, bySession: true } };
    },
    async signOut(token) {
      const caller = await bySession(token);
      await store.removeSession(hashOf(token));
      if (caller !== null) ended(caller.id);
    },
    keys: () => store.keys(),
    async addKey({ name, scope, expiresAt }) {
      const { text, hash, hint } = makeKey('hmy');
      return { ...(await store.addKey({ name, scope, hint, hash, expiresAt })), text };
    },
    async removeKey(id) {
      const outcome = await store.removeKey(id, required && fixed.length === 0);
      if (outcome === 'removed') ended(`key:${id}`);
      return outcome;
    },
    onEnd(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async reachable() {
      if (fixed.length > 0) return true;
      const keys = await store.keys();
      return keys.some((key) => key.scope === 'admin' && (key.expiresAt === null || key.expiresAt.getTime() > now()));
    },
  };
}
