import type { Sealer } from '#platform/secrets';
import type { SettingsStore } from './settings.store.ts';

/** A secret that people may enter while the program runs; what is stored, sealed, counts before the environment. */
export interface StoredSecret {
  /** Read at each use. `null`: there is none; one that cannot be opened is as good as none. */
  now(this: void): Promise<string | null>;
  /** `null` removes what is stored, and the environment counts again. */
  set(this: void, secret: string | null): Promise<void>;
}

/** A stored secret under the name of its variable. `purpose` is what it is sealed for. */
export function createStoredSecret(deps: {
  readonly store: Pick<SettingsStore, 'get' | 'set' | 'note'>;
  readonly sealer: Sealer;
  readonly name: string;
  readonly purpose: string;
  readonly given: string | null;
}): StoredSecret {
  const { store, sealer, name, purpose, given } = deps;
  return {
    async now() {
      const sealed = await store.get(name);
      const opened = sealed === null ? null : sealer.unseal(sealed, purpose);
      if (opened?.ok !== true) return given;
      if (opened.stale) await store.note(new Map([[name, sealer.seal(opened.text, purpose)]]));
      return opened.text;
    },
    async set(secret) {
      await store.set(name, secret === null ? null : sealer.seal(secret, purpose));
    },
  };
}
