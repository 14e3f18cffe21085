import { readEnvironment } from '#platform/config';
import type { SettingsRouteDeps, SettingsStore } from '#settings';
import { type AllSettings, settingGroups } from '../settings.ts';

/** The settings of the whole house for its routes: what is stored, what may be stored, and what the environment says. */
export function settingsAccess(store: SettingsStore, { download, match }: AllSettings): SettingsRouteDeps {
  const declared = Object.values(settingGroups).flatMap((group) => Object.values(group));
  const environment = readEnvironment();
  const runtime = {
    sync_worker_concurrency: String(download.maxActive),
    matching_worker_batch_size: String(match.workerBatchSize),
    matching_confidence_threshold: String(match.confidenceThreshold),
  };
  return { store, declared, runtime, given: (name) => environment[name] ?? null };
}
