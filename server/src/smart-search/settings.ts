import { type SettingValues, setting } from '#platform/config';

/** How long Smart Search waits, and how much it shows. */
export const smartSearchSettings = {
  timeoutMs: setting.int({
    name: 'SEARCH_TIMEOUT_MS',
    default: 8000,
    min: 500,
    max: 50_000,
    doc: 'Longest wait of Smart Search for each source, in milliseconds; the others are shown without it.',
  }),
  maxLimit: setting.int({
    name: 'SEARCH_MAX_LIMIT',
    default: 100,
    min: 1,
    max: 1000,
    doc: 'Most results on one page of Smart Search; larger pages are cut to it.',
  }),
} as const;

/** The slice as values. */
export type SmartSearchSettings = SettingValues<typeof smartSearchSettings>;
