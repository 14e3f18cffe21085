/** The sections of the settings in their order. Those of an integration are there only while the house has it. */
export const settingsSections = [
  { name: 'soulseek', integration: 'slskd' },
  { name: 'spotify', integration: 'spotify' },
  { name: 'plex', integration: 'plex' },
  { name: 'beets', integration: 'beets' },
  { name: 'music', integration: null },
  { name: 'quality', integration: null },
  { name: 'verification', integration: null },
  { name: 'enrichment', integration: null },
  { name: 'notifications', integration: null },
  { name: 'autosync', integration: null },
  { name: 'keys', integration: null },
  { name: 'backups', integration: null },
  { name: 'appearance', integration: null },
  { name: 'advanced', integration: null },
] as const;

/** Name of a section, as in its address and its texts. */
export type SettingsSection = (typeof settingsSections)[number]['name'];

/** The section of that name; none when the address is wrong. */
export function sectionOf(name: string): SettingsSection | undefined {
  return settingsSections.find((section) => section.name === name)?.name;
}
