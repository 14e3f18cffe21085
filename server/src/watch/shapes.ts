import { Type } from 'typebox';
import { rowId } from '#jobs';
import { discographyJobType } from './discography/discography.job.ts';
import { scanJobType } from './scan/tick.ts';
import { syncJobType, syncTimeoutMs } from './sync/sync.job.ts';

/** This room's types of jobs: priority (ARTIST_PRIORITY takes its place), longest run and tries. */
export const watchJobShapes = [
  [
    syncJobType,
    {
      priority: 100,
      timeoutMs: syncTimeoutMs,
      maxAttempts: 10,
      payload: Type.Object({ artist_id: rowId, sync_id: Type.String(), force: Type.Optional(Type.Boolean()) }),
    },
  ],
  [scanJobType, { priority: 50, timeoutMs: 15 * 60_000, maxAttempts: 10, payload: Type.Object({ entry_id: rowId }) }],
  // thousands of albums at one request a second take an hour; it goes on where it stopped
  [
    discographyJobType,
    { priority: 40, timeoutMs: 6 * 3_600_000, maxAttempts: 10, payload: Type.Object({ discography_id: rowId }) },
  ],
] as const;
