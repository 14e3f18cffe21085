import { type Setting, type SettingValues, setting } from '#platform/config';

/** How Plex is scanned and read. In the database the first two have their names in small letters. */
export const plexScanSettings = {
  intervalS: setting.int({
    name: 'SCAN_WORKER_INTERVAL_SECONDS',
    default: 600,
    min: 1,
    max: 86_400,
    doc: "Seconds between two looks at Plex's library: its figures and what is new in it.",
  }),
  incremental: setting.bool({
    name: 'SCAN_WORKER_INCREMENTAL',
    default: false,
    doc: 'Whether Plex is asked to scan its libraries of music before each look. Folders with new files are scanned in any case.',
  }),
  windowS: setting.int({
    name: 'PLEX_SCAN_DEDUPE_SECONDS',
    default: 30,
    min: 0,
    max: 3600,
    doc: 'Seconds within which files of one folder are gathered into one scan, and a scan is not asked for twice.',
  }),
} as const;

/** The slice as values. */
export type PlexScanSettings = SettingValues<typeof plexScanSettings>;

/** What counts now: the database before the environment. A stored text that cannot be read does not count. */
export async function currentScanSettings(
  store: { all(prefix: string): Promise<ReadonlyMap<string, string | null>> },
  given: PlexScanSettings,
): Promise<PlexScanSettings> {
  const stored = new Map([...(await store.all('SCAN_WORKER_')), ...(await store.all('scan_worker_'))]);
  const values: Record<string, unknown> = { ...given };
  for (const [key, declared] of Object.entries<Setting<unknown>>(plexScanSettings)) {
    const text = (stored.get(declared.name.toLowerCase()) ?? stored.get(declared.name) ?? '').trim();
    const read = text === '' ? null : declared.parse(text);
    if (read?.ok === true) values[key] = read.value;
  }
  return values as unknown as PlexScanSettings;
}
