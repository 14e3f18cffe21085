import { readEnvironment } from '#platform/config';
import type { SettingsRouteDeps, SettingsStore } from '#settings';
import { settingGroups } from '../settings.ts';

/** The settings of the whole house for its routes: what is stored, what may be stored, and what the environment says. */
export function settingsAccess(store: SettingsStore): SettingsRouteDeps {
  const declared = Object.values(settingGroups).flatMap((group) => Object.values(group));
  const environment = readEnvironment();
  return { store, declared, given: (name) => environment[name] ?? null };
}
