import { environmentFile, readEnvironment } from '#platform/config';
import type { DeclaredSetting, SettingsRouteDeps, SettingsStore } from '#settings';
import { settingGroups } from '../settings.ts';

/** Rooms whose settings are read again while the program runs, and single ones. */
const liveRooms = new Set(['retriesByType']);
const liveNames = new Set([
  'ENABLE_METADATA',
  'ENABLE_ARTWORK',
  'ENABLE_LYRICS',
  'EXTERNAL_RETRY_MAX',
  'EXTERNAL_BACKOFF_BASE_MS',
  'EXTERNAL_JITTER_PCT',
  'RETRY_MAX_ATTEMPTS',
  'RETRY_BASE_SECONDS',
  'RETRY_JITTER_PCT',
  'RETRY_TIMEOUT_SECONDS',
]);
/** Stored by the routes of their own rooms. */
const elsewhere = new Set([
  'SPOTIFY_CLIENT_ID',
  'SPOTIFY_CLIENT_SECRET',
  'SPOTIFY_REDIRECT_URI',
  'SPOTIFY_MODE',
  'PLEX_BASE_URL',
  'PLEX_TOKEN',
  'PLEX_LIBRARY',
  'PLEX_PATH_MAP',
  'NAMING_TEMPLATE',
]);

function changeOf(room: string, name: string): DeclaredSetting['change'] {
  if (elsewhere.has(name)) return 'elsewhere';
  return liveRooms.has(room) || liveNames.has(name) ? 'now' : 'restart';
}

/** The settings of the whole house for its routes: what is stored, what may be stored, and what the environment says. */
export function settingsAccess(store: SettingsStore): SettingsRouteDeps {
  const declared = Object.entries(settingGroups).flatMap(([room, group]) =>
    Object.values(group).map((each) => ({ ...each, room, change: changeOf(room, each.name) })),
  );
  const environment = readEnvironment();
  return { store, declared, given: (name) => environment[name] ?? null, environmentFile: environmentFile() };
}
