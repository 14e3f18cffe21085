import { type SettingValues, setting } from '#platform/config';

/** How much is asked of the network. The Soulseek server bans an account for 30 minutes that searches too fast. */
export const searchSettings = {
  budgetCount: setting.int({
    name: 'SEARCH_BUDGET_COUNT',
    default: 34,
    min: 1,
    max: 10_000,
    doc: 'How many searches may be sent within SEARCH_BUDGET_WINDOW_S, by all processes together.',
  }),
  budgetWindowS: setting.int({
    name: 'SEARCH_BUDGET_WINDOW_S',
    default: 220,
    min: 1,
    max: 86_400,
    doc: 'Length of the window of the search budget, in seconds.',
  }),
  parallel: setting.int({
    name: 'SEARCH_PARALLEL',
    default: 2,
    min: 1,
    // Each holds a database connection while it runs; the pool has ten.
    max: 4,
    doc: 'How many searches run at once; slskd itself runs two.',
  }),
  maxCandidates: setting.int({
    name: 'SEARCH_MAX_CANDIDATES',
    default: 300,
    min: 10,
    max: 5000,
    doc: 'How many found files are kept per wish.',
  }),
} as const;

/** The slice as values. */
export type SearchSettings = SettingValues<typeof searchSettings>;
