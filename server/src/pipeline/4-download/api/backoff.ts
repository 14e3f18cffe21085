/** How often and how soon a download is tried again; `jitter` is a factor between 0 and 1. The part of `#jobs`' policies that is needed here. */
export interface DownloadRetryPolicy {
  readonly maxRetries: number;
  readonly baseSeconds: number;
  readonly jitter: number;
}

/**
 * Seconds before try `attempt` (1 = the first repetition): base × 2^min(attempt, 6) × uniform(1 − jitter, 1 + jitter), contract §3.4.
 * With the defaults about 2, 4, 8, 16, 32 and then 64 minutes. `random` gives numbers in 0..1.
 */
export function retryDelaySeconds(
  attempt: number,
  { baseSeconds, jitter }: Pick<DownloadRetryPolicy, 'baseSeconds' | 'jitter'>,
  random: () => number = Math.random,
): number {
  return baseSeconds * 2 ** Math.min(attempt, 6) * (1 - jitter + 2 * jitter * random());
}
