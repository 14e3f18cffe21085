import { discographyJobType } from './discography/discography.job.ts';
import { scanJobType } from './scan/tick.ts';
import { syncJobType, syncTimeoutMs } from './sync/sync.job.ts';

/** This room's types of jobs: priority (ARTIST_PRIORITY takes its place), longest run and tries. */
export const watchJobShapes: readonly (readonly [
  string,
  { readonly priority: number; readonly timeoutMs: number; readonly maxAttempts: number },
])[] = [
  [syncJobType, { priority: 100, timeoutMs: syncTimeoutMs, maxAttempts: 10 }],
  [scanJobType, { priority: 50, timeoutMs: 15 * 60_000, maxAttempts: 10 }],
  // thousands of albums at one request a second take an hour; it goes on where it stopped
  [discographyJobType, { priority: 40, timeoutMs: 6 * 3_600_000, maxAttempts: 10 }],
];
