export { createSettingsStore, type SettingChange, type SettingsStore } from './settings.store.ts';
