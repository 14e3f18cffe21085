import type { JobTypes } from '#jobs';
import { scanJobShapes } from '#library/scan';
import { journeyJobTypes } from '#pipeline';
import { backfillJobShape, backfillJobType, importJobType, linksJobShape, linksJobType } from '#pipeline/import';
import { enrichmentShapes, metadataRunJobType, metadataRunShape } from '#pipeline/tag/enrich';
import { syncJobShape, syncJobType } from '#playlists';
import { watchJobShapes } from '#watch';

/** Imports go before everything else: they are short, and people wait for their list to appear. */
export const importShape = { priority: 1000, timeoutMs: 10 * 60_000, maxAttempts: 10 };

/** Every type of job of the house with its default priority (higher first), longest run in milliseconds and tries. */
export const jobTypes: JobTypes = new Map([
  ...journeyJobTypes,
  [importJobType, importShape],
  ...enrichmentShapes,
  [metadataRunJobType, metadataRunShape],
  [linksJobType, linksJobShape],
  [backfillJobType, backfillJobShape],
  [syncJobType, syncJobShape],
  ...scanJobShapes,
  ...watchJobShapes,
]);
