import { type Setting, setting } from '#platform/config';
import type { SettingsStore } from './settings.store.ts';

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
