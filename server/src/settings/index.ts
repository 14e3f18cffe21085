export type { DeclaredSetting } from './declared.ts';
export { type SettingsRouteDeps, settingsRoutes } from './settings.routes.ts';
export { createSettingsStore, type SettingChange, type SettingsStore } from './settings.store.ts';
export { createStoredSecret, type StoredSecret } from './stored-secret.ts';
export { storedSwitch, storedValue, storedValues } from './switch.ts';
