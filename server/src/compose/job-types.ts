import { Type } from 'typebox';
import { autosyncJobShape, autosyncJobType } from '#autosync';
import type { JobShape, JobTypes } from '#jobs';
import { scanJobShapes } from '#library/scan';
import { notifyJobShape, notifyJobType } from '#notifications';
import { journeyJobTypes } from '#pipeline';
import { backfillJobShape, backfillJobType, importJobType, linksJobShape, linksJobType } from '#pipeline/import';
import { enrichmentShapes, metadataRunJobType, metadataRunShape } from '#pipeline/tag/enrich';
import { syncJobShape, syncJobType } from '#playlists';
import { watchJobShapes } from '#watch';

/** Imports go before everything else: they are short, and people wait for their list to appear. */
export const importShape = {
  priority: 1000,
  timeoutMs: 10 * 60_000,
  maxAttempts: 10,
  payload: Type.Object({ jobId: Type.String(), batchSize: Type.Optional(Type.Number()) }),
};

/** Every type of job of the house with its default priority (higher first), longest run in milliseconds, tries, and what its payloads look like. */
export const jobTypes: JobTypes = new Map<string, JobShape>([
  ...journeyJobTypes,
  [importJobType, importShape],
  ...enrichmentShapes,
  [metadataRunJobType, metadataRunShape],
  [linksJobType, linksJobShape],
  [backfillJobType, backfillJobShape],
  [syncJobType, syncJobShape],
  ...scanJobShapes,
  [autosyncJobType, autosyncJobShape],
  ...watchJobShapes,
  [notifyJobType, notifyJobShape],
]);
