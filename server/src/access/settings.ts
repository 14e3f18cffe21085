import { type SettingValues, setting } from '#platform/config';

/** Who is let in. */
export const accessSettings = {
  profile: setting.text({
    name: 'HARMONY_PROFILE',
    default: 'default',
    choices: ['default', 'dev', 'development', 'local', 'test', 'testing', 'staging', 'prod', 'production', 'live'],
    doc: 'prod (also production, live) asks for keys and limits requests, unless FEATURE_REQUIRE_AUTH or FEATURE_RATE_LIMITING say otherwise; the others do neither.',
  }),
  required: setting.bool({
    name: 'FEATURE_REQUIRE_AUTH',
    default: null,
    doc: 'Whether every request needs a key or a signed-in browser. Not set: no on a loopback address, yes beyond it.',
  }),
  keys: setting.secret({
    name: 'HARMONY_API_KEYS',
    aliases: ['HARMONY_API_KEY'],
    default: null,
    doc: 'Keys that may do everything, separated by commas. Make one with "openssl rand -hex 32".',
  }),
  keysFile: setting.path({
    name: 'HARMONY_API_KEYS_FILE',
    default: null,
    doc: 'File with one such key per line, in addition to HARMONY_API_KEYS.',
  }),
  allowList: setting.list({
    name: 'AUTH_ALLOWLIST',
    default: [],
    doc: 'Further paths that answer without a key, each with what lies below it. Health, ready and the documents always do.',
  }),
  sessionHours: setting.number({
    name: 'AUTH_SESSION_HOURS',
    default: 168,
    min: 0.01,
    max: 8760,
    doc: 'How long a browser stays signed in.',
  }),
  trustedHosts: setting.list({
    name: 'TRUSTED_HOSTS',
    default: [],
    doc: 'Names under which Harmony answers without a key, besides localhost and addresses; keeps strange web pages from reaching it.',
  }),
};

/** The slice as values. */
export type AccessSettings = SettingValues<typeof accessSettings>;

/** Whether this profile means an installation that others reach. */
export function isProduction(profile: string): boolean {
  return ['prod', 'production', 'live'].includes(profile);
}
