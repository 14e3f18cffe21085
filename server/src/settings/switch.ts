import { type Setting, setting } from '#platform/config';
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
  const keys = [declared.name, ...declared.aliases].flatMap((key) => [key.toLowerCase(), key]);
  return async () => {
    const stored = await store.among(keys);
    for (const key of keys) {
      const text = stored.get(key)?.trim() ?? '';
      const read = text === '' ? null : declared.parse(text);
      if (read?.ok === true) return read.value;
    }
    return given;
  };
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
