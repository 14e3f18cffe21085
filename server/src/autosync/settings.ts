import { type Setting, type SettingValues, setting } from '#platform/config';

const timeForm = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/** What the Spotify account holds that we may compare. */
export const autosyncSources = ['playlists', 'saved'] as const;

/** When and how Spotify is compared with what we own. Each may be stored in the database under its name in lower case, which wins. */
export const autosyncSettings = {
  enabled: setting.bool({
    name: 'AUTOSYNC_ENABLED',
    default: false,
    doc: 'Whether all playlists and saved tracks of the Spotify account are compared with the library by themselves, and what is missing is fetched. Off: only when somebody asks.',
  }),
  time: setting.text({
    name: 'AUTOSYNC_TIME',
    default: null,
    check: (text) => (timeForm.test(text) ? null : `must be a time such as 03:30, got "${text}"`),
    doc: 'Time of day at which auto-sync runs, such as 03:30. Not set: AUTOSYNC_INTERVAL_SEC after the last run.',
  }),
  zone: setting.text({
    name: 'AUTOSYNC_TIME_ZONE',
    aliases: ['TZ'],
    default: null,
    doc: 'Time zone of AUTOSYNC_TIME, such as Europe/Berlin. Not set: that of the machine.',
    check: (text) => (isZone(text) ? null : `must be a time zone such as Europe/Berlin, got "${text}"`),
  }),
  intervalS: setting.int({
    name: 'AUTOSYNC_INTERVAL_SEC',
    default: 86_400,
    min: 3600,
    max: 30 * 86_400,
    doc: 'Seconds between two runs of auto-sync; with AUTOSYNC_TIME it is rounded to whole days.',
  }),
  sources: setting.list({
    name: 'AUTOSYNC_SOURCES',
    default: autosyncSources,
    doc: 'What auto-sync compares: playlists, saved, or both.',
  }),
  minBitrateKbps: setting.int({
    name: 'AUTOSYNC_MIN_BITRATE',
    default: 192,
    min: 0,
    max: 2000,
    doc: 'Lowest bitrate of lossy files in kbit/s that auto-sync takes; unknown ones are taken. 0: any.',
  }),
  preferredFormats: setting.list({
    name: 'AUTOSYNC_PREFERRED_FORMATS',
    default: ['mp3', 'flac'],
    doc: 'File formats that auto-sync takes, best first.',
  }),
  onlyPreferredFormats: setting.bool({
    name: 'AUTOSYNC_ONLY_PREFERRED_FORMATS',
    default: true,
    doc: 'Whether auto-sync takes no format but those of AUTOSYNC_PREFERRED_FORMATS. Off: others follow behind them.',
  }),
  skipThreshold: setting.int({
    name: 'AUTOSYNC_SKIP_THRESHOLD',
    default: 3,
    min: 1,
    max: 100,
    doc: 'After so many failures auto-sync leaves a track alone until somebody takes it off the skip list. Failures within twelve hours count once.',
  }),
} as const;

/** The slice as values. */
export type AutosyncSettings = SettingValues<typeof autosyncSettings>;

/** Where people's settings are stored; the settings room's store fits. */
export interface StoredSettings {
  all(prefix: string): Promise<ReadonlyMap<string, string | null>>;
}

/** The name of a setting in the database. */
export function storedKey(name: keyof typeof autosyncSettings): string {
  return autosyncSettings[name].name.toLowerCase();
}

/** What counts now: the database before the environment before the defaults. A stored text that cannot be read does not count. */
export async function currentSettings(store: StoredSettings, given: AutosyncSettings): Promise<AutosyncSettings> {
  const stored = new Map([...(await store.all('AUTOSYNC_')), ...(await store.all('autosync_'))]);
  const values: Record<string, unknown> = { ...given };
  for (const [key, declared] of Object.entries<Setting<unknown>>(autosyncSettings)) {
    const text = (stored.get(declared.name.toLowerCase()) ?? stored.get(declared.name) ?? '').trim();
    const read = text === '' ? null : declared.parse(text);
    if (read?.ok === true) values[key] = read.value;
  }
  return values as unknown as AutosyncSettings;
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
