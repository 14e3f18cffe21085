import { type AllSettings, readAllSettings } from '../src/settings.ts';

/** All settings as a house with these variables has them; throws the sentences of what cannot be read. */
export function settingsWith(env: Readonly<Record<string, string>>): AllSettings {
  const read = readAllSettings(env);
  if (!read.ok) throw new Error(read.faults.map((fault) => fault.sentence).join(' '));
  return read.values;
}
