import { beetsHandoverSettings } from '#integrations/beets';
import { verifySettings } from '#pipeline/verify';
import { environmentFile, readEnvironment } from '#platform/config';
import type { DeclaredSetting, SettingsRouteDeps, SettingsStore } from '#settings';
import { type AllSettings, settingGroups } from '../../settings.ts';
import { tasteSettings } from './overrides.ts';

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
  ...Object.values({ ...tasteSettings, ...verifySettings, ...beetsHandoverSettings }).map(({ name }) => name),
]);
/** Stored by the routes of their own rooms. */
const elsewhere = new Set([
  'SPOTIFY_CLIENT_ID',
  'SPOTIFY_CLIENT_SECRET',
  'SPOTIFY_REDIRECT_URI',
  'SPOTIFY_MODE',
  'SLSKD_BASE_URL',
  'SLSKD_API_KEY',
  'SLSKD_DOWNLOADS_DIR',
  'ACOUSTID_API_KEY',
  'MUSIXMATCH_API_KEY',
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

/** The settings of the whole house for its routes: what is stored, what may be stored, and what the environment says. `changed`: something was stored. */
export function settingsAccess(
  store: SettingsStore,
  { download, match }: AllSettings,
  changed: () => Promise<void>,
): SettingsRouteDeps {
  const runtime: Record<string, string> = {
    sync_worker_concurrency: String(download.maxActive),
    matching_worker_batch_size: String(match.workerBatchSize),
    matching_confidence_threshold: String(match.confidenceThreshold),
  };
  const declared = Object.entries(settingGroups).flatMap(([room, group]) =>
    Object.values(group).map((each): DeclaredSetting => {
      const former = [each.name, ...each.aliases].map((name) => name.toLowerCase()).find((name) => name in runtime);
      const change = former === undefined ? changeOf(room, each.name) : 'now';
      return { ...each, room, change, storedAs: former ?? each.name };
    }),
  );
  const environment = readEnvironment();
  return {
    store,
    changed,
    declared,
    runtime,
    given: (name) => environment[name] ?? null,
    environmentFile: environmentFile(),
  };
}
