import { downloadSettings } from '#pipeline/download';
import { matchSettings } from '#pipeline/match';
import { verifySettings } from '#pipeline/verify';
import { type SettingsStore, storedValue, storedValues } from '#settings';
import type { AllSettings } from '../../settings.ts';

const { preferredFormats, onlyPreferredFormats, minBitrateKbps, minBitDepth, maxSampleRateHz, editionAware } =
  matchSettings;
/** Of the settings of matching, what people like. */
export const tasteSettings = {
  preferredFormats,
  onlyPreferredFormats,
  minBitrateKbps,
  minBitDepth,
  maxSampleRateHz,
  editionAware,
};

/** What people change while the program runs (contract §2.3): what is stored wins over the environment, from the next look on. */
export function createOverrides(
  store: Pick<SettingsStore, 'among'>,
  given: Pick<AllSettings, 'download' | 'match' | 'verify'>,
) {
  return {
    /** Stored as `sync_worker_concurrency` or `DOWNLOAD_MAX_ACTIVE`. */
    maxActive: storedValue(store, downloadSettings.maxActive, given.download.maxActive),
    /** Stored as `matching_confidence_threshold`. */
    confidenceThreshold: storedValue(store, matchSettings.confidenceThreshold, given.match.confidenceThreshold),
    /** Stored as `matching_worker_batch_size`. */
    batchSize: storedValue(store, matchSettings.workerBatchSize, given.match.workerBatchSize),
    /** Which files people like. */
    taste: storedValues(store, tasteSettings, given.match),
    /** How strictly finished files are checked. */
    verify: storedValues(store, verifySettings, given.verify),
  };
}
