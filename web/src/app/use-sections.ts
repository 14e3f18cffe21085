import { type SettingsSection, settingsSections } from '../features/house/index.ts';
import { useIntegrations } from './use-integrations.ts';

/** The sections of the settings that this house has. */
export function useSections(): readonly SettingsSection[] {
  const on = useIntegrations();
  return settingsSections
    .filter(({ integration }) => integration === null || on.includes(integration))
    .map(({ name }) => name);
}
