import { type SettingValues, setting } from '#platform/config';

/** How files that are in the music folder already get into the library. */
export const scanSettings = {
  intervalS: setting.int({
    name: 'LIBRARY_SCAN_INTERVAL',
    default: 86_400,
    min: 0,
    max: 31_536_000,
    doc: 'How often the music folder is scanned for new, changed and vanished files, in seconds; 0: only when somebody asks.',
  }),
  watch: setting.bool({
    name: 'LIBRARY_SCAN_WATCH',
    default: true,
    doc: 'Notice changes in the music folder at once. Network disks often do not tell of changes made elsewhere; the interval finds those.',
  }),
  watchDelayMs: setting.int({
    name: 'LIBRARY_SCAN_WATCH_DELAY_MS',
    default: 3000,
    min: 10,
    max: 600_000,
    doc: 'How long a folder must be quiet before what changed in it is looked at, in milliseconds.',
  }),
  enrich: setting.bool({
    name: 'LIBRARY_SCAN_WRITE',
    default: false,
    doc: 'Whether metadata, covers and lyrics may also be written into files that were found in the music folder rather than fetched.',
  }),
} as const;

/** The slice as values. */
export type ScanSettings = SettingValues<typeof scanSettings>;
