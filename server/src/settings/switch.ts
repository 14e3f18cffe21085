import { type Setting, type SettingGroup, type SettingValues, setting } from '#platform/config';
import type { SettingsStore } from './settings.store.ts';

/**
 * A setting that may be changed while the program runs: what is stored under its name or an alias of it, in capitals or in small letters
 * (`sync_worker_concurrency`), wins over what it was started with. A stored text that it cannot be counts as nothing.
 */
export function storedValue<T>(
  store: Pick<SettingsStore, 'among'>,
  declared: Pick<Setting<T>, 'name' | 'aliases' | 'parse'>,
  given: T,
): () => Promise<T> {
  const keys = keysOf(declared);
  return async () => valueIn(await store.among(keys), declared) ?? given;
}

/** The same for several settings at once, read in one question: what is stored of them, the rest as the house was started with. */
export function storedValues<G extends SettingGroup>(
  store: Pick<SettingsStore, 'among'>,
  declared: G,
  given: SettingValues<G>,
): () => Promise<SettingValues<G>> {
  const keys = Object.values(declared).flatMap(keysOf);
  return async () => {
    const stored = await store.among(keys);
    const changed = Object.entries(declared).flatMap(([field, each]): [string, unknown][] => {
      const value = valueIn(stored, each);
      return value === null ? [] : [[field, value]];
    });
    return { ...given, ...Object.fromEntries(changed) };
  };
}

function keysOf({ name, aliases }: Pick<Setting<unknown>, 'name' | 'aliases'>): string[] {
  return [name, ...aliases].flatMap((key) => [key.toLowerCase(), key]);
}

/** `null`: nothing is stored, or nothing that it can be. */
function valueIn<T>(
  stored: ReadonlyMap<string, string>,
  declared: Pick<Setting<T>, 'name' | 'aliases' | 'parse'>,
): T | null {
  for (const key of keysOf(declared)) {
    const text = stored.get(key)?.trim() ?? '';
    const read = text === '' ? null : declared.parse(text);
    if (read?.ok === true) return read.value;
  }
  return null;
}

/** Whether a feature is on: what is stored in the database wins over the environment, so that it can be switched while the program runs. */
export function storedSwitch(
  store: Pick<SettingsStore, 'get'>,
  declared: Pick<Setting<boolean>, 'name'>,
  given: boolean,
): () => Promise<boolean> {
  const { parse } = setting.bool({ name: declared.name, default: given, doc: '' });
  return async () => {
    const stored = await store.get(declared.name);
    if (stored === null || stored.trim() === '') return given;
    const read = parse(stored.trim());
    return read.ok ? read.value : given;
  };
}
