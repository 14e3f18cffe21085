import { accessSettings } from '#access';
import { autosyncSettings } from '#autosync';
import { backupSettings } from '#backup';
import { cacheSettings, corsSettings, healthSettings, httpSettings, limitSettings } from '#http';
import { acoustIdSettings } from '#integrations/acoustid';
import { beetsSettings } from '#integrations/beets';
import { coverArtSettings } from '#integrations/coverart';
import { lyricsSourceSettings } from '#integrations/lyrics';
import { musicBrainzSettings } from '#integrations/musicbrainz';
import { plexSettings } from '#integrations/plex';
import { slskdSettings } from '#integrations/slskd';
import { spotifySettings } from '#integrations/spotify';
import { spotifyEmbedSettings } from '#integrations/spotify-embed';
import { orchestratorSettings, poolSettings, retrySettings, typeRetrySettings } from '#jobs';
import { scanSettings } from '#library/scan';
import { notificationSettings } from '#notifications';
import { downloadSettings } from '#pipeline/download';
import { deadLetterSettings } from '#pipeline/download/api';
import { importSettings } from '#pipeline/import';
import { matchSettings } from '#pipeline/match';
import { organiseSettings } from '#pipeline/organise';
import { searchSettings } from '#pipeline/search';
import { tagSettings } from '#pipeline/tag';
import { artworkSettings } from '#pipeline/tag/artwork';
import { lyricsSettings } from '#pipeline/tag/lyrics';
import { verifySettings } from '#pipeline/verify';
import { type ReadResult, readSettings, setting } from '#platform/config';
import { databaseSettings } from '#platform/database';
import { logSettings } from '#platform/log';
import { secretSettings } from '#platform/secrets';
import { tracingSettings } from '#platform/tracing';
import { playlistFileSettings } from '#playlist-files';
import { playlistSettings } from '#playlists';
import { plexScanSettings } from '#plex';
import { smartSearchSettings } from '#smart-search';
import { systemSettings } from '#system';
import { watchSettings } from '#watch';
import { jobTypes } from './compose/job-types.ts';
import { integrationSettings } from './compose/wings/integrations.ts';

/** What belongs to the house as a whole. */
const houseSettings = {
  dataDir: setting.path({
    name: 'DATA_DIR',
    default: './data',
    doc: 'Folder of the embedded database and of everything else that Harmony keeps.',
  }),
  globalConcurrency: setting.int({
    name: 'ORCH_GLOBAL_CONCURRENCY',
    default: 8,
    min: 1,
    max: 64,
    doc: 'How many jobs run at once in this process.',
  }),
  workersEnabled: setting.bool({
    name: 'WORKERS_ENABLED',
    default: true,
    doc: 'Whether `harmony serve` works itself. With false it only answers, and `harmony work` does the work.',
  }),
  workersDisabled: setting.bool({
    name: 'HARMONY_DISABLE_WORKERS',
    default: false,
    doc: 'The same the other way round: with true `harmony serve` does not work itself.',
  }),
  workerMax: setting.int({
    name: 'WORKER_MAX_CONCURRENCY',
    default: null,
    min: 1,
    max: 64,
    doc: 'How many jobs of one type run at once, for types without an ORCH_POOL_… of their own. Left out, each type has its own number.',
  }),
  graceMs: setting.int({
    name: 'ORCH_SHUTDOWN_GRACE_MS',
    default: 5000,
    min: 0,
    max: 120_000,
    doc: 'How long running jobs may finish when Harmony is stopped; afterwards they are run again at the next start.',
  }),
};

const jobTypeNames = [...jobTypes.keys()];

/** Every setting of the program, by room, in the order of the generated pages. */
export const settingGroups = {
  house: houseSettings,
  integrations: integrationSettings,
  orchestrator: orchestratorSettings,
  pools: poolSettings(jobTypeNames),
  retries: retrySettings,
  retriesByType: typeRetrySettings(jobTypeNames),
  http: httpSettings,
  health: healthSettings,
  system: systemSettings,
  access: accessSettings,
  cors: corsSettings,
  limits: limitSettings,
  cache: cacheSettings,
  log: logSettings,
  tracing: tracingSettings,
  database: databaseSettings,
  secrets: secretSettings,
  backup: backupSettings,
  notifications: notificationSettings,
  slskd: slskdSettings,
  spotify: spotifySettings,
  spotifyEmbed: spotifyEmbedSettings,
  playlists: playlistSettings,
  playlistFiles: playlistFileSettings,
  beets: beetsSettings,
  autosync: autosyncSettings,
  musicBrainz: musicBrainzSettings,
  import: importSettings,
  search: searchSettings,
  smartSearch: smartSearchSettings,
  match: matchSettings,
  download: downloadSettings,
  deadLetters: deadLetterSettings,
  verify: verifySettings,
  acoustId: acoustIdSettings,
  organise: organiseSettings,
  libraryScan: scanSettings,
  watch: watchSettings,
  tag: tagSettings,
  artwork: artworkSettings,
  coverArt: coverArtSettings,
  lyrics: lyricsSettings,
  lyricsSources: lyricsSourceSettings,
  plex: plexSettings,
  plexScan: plexScanSettings,
};

/** Reads every setting; see `readSettings`. */
export function readAllSettings(env: Readonly<Record<string, string | undefined>>): ReadResult<typeof settingGroups> {
  return readSettings(settingGroups, env);
}

/** The values of every room. */
export type AllSettings = Extract<ReadResult<typeof settingGroups>, { ok: true }>['values'];

/** Every secret text of these settings, lists and addresses taken apart: what must never be written anywhere. */
export function knownSecrets(values: AllSettings): readonly string[] {
  const found = Object.entries(settingGroups).flatMap(([room, group]) => {
    const given: Readonly<Record<string, unknown>> = values[room as keyof AllSettings];
    return Object.entries(group).flatMap(([key, declared]) => {
      const value = given[key];
      return declared.secret && typeof value === 'string' ? [value, ...value.split(/[,\n]/), passwordIn(value)] : [];
    });
  });
  return [...new Set(found.map((text) => text.trim()).filter((text) => text !== ''))];
}

function passwordIn(text: string): string {
  return URL.canParse(text) ? decodeURIComponent(new URL(text).password) : '';
}
