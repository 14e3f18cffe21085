import { type SettingValues, setting } from '#platform/config';

/** What readiness looks at, and for how long. */
export const healthSettings = {
  dbTimeoutMs: setting.int({
    name: 'HEALTH_DB_TIMEOUT_MS',
    default: 500,
    min: 10,
    max: 60_000,
    doc: 'Longest wait for the database when readiness is asked, in milliseconds.',
  }),
  depTimeoutMs: setting.int({
    name: 'HEALTH_DEP_TIMEOUT_MS',
    default: 800,
    min: 10,
    max: 60_000,
    doc: 'Longest wait for the state of outside services when readiness is asked, in milliseconds.',
  }),
  deps: setting.list({
    name: 'HEALTH_DEPS',
    default: [],
    doc: 'Outside services (spotify, slskd, plex) without which Harmony is not ready. Not set: all are shown, and none matters.',
  }),
  requireDb: setting.bool({
    name: 'HEALTH_READY_REQUIRE_DB',
    default: true,
    doc: 'With false Harmony counts as ready without its database.',
  }),
};

/** The slice as values. */
export type HealthSettings = SettingValues<typeof healthSettings>;
