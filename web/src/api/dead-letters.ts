import { client, unwrap } from './request.ts';
import type { DeadDownloads, DeadJobs, DeadStats, Requeued } from './types.ts';

/** What to show of the dead letters. */
export interface DeadFilter {
  readonly page: number;
  readonly page_size: number;
  readonly reason?: string;
}

/** Downloads that will not be tried again by themselves. */
export async function listDeadDownloads(query: DeadFilter, signal: AbortSignal): Promise<DeadDownloads> {
  return (await unwrap(client.GET('/dlq', { params: { query }, signal }))).data;
}

/** How many dead downloads there are, by reason. */
export async function readDeadStats(signal: AbortSignal): Promise<DeadStats> {
  return (await unwrap(client.GET('/dlq/stats', { signal }))).data;
}

/** Jobs that will not run again by themselves. */
export async function listDeadJobs(query: DeadFilter, signal: AbortSignal): Promise<DeadJobs> {
  return (await unwrap(client.GET('/dlq/jobs', { params: { query }, signal }))).data;
}

/** Tries dead downloads or jobs again. At most 500 at once. */
export async function requeueDead(kind: 'downloads' | 'jobs', ids: readonly string[]): Promise<Requeued> {
  const body = { ids: [...ids] };
  const answer = kind === 'jobs' ? client.POST('/dlq/jobs/requeue', { body }) : client.POST('/dlq/requeue', { body });
  return (await unwrap<{ data: Requeued }>(answer)).data;
}

/** Removes dead downloads or jobs, by name or whatever is older than a moment; the server removes at most 1,000 at once. */
export async function purgeDead(
  kind: 'downloads' | 'jobs',
  which: { ids: readonly string[] } | { older_than: string; reason?: string },
): Promise<number> {
  const body = 'ids' in which ? { ids: [...which.ids] } : which;
  const answer = kind === 'jobs' ? client.POST('/dlq/jobs/purge', { body }) : client.POST('/dlq/purge', { body });
  return (await unwrap<{ data: { purged: number } }>(answer)).data.purged;
}
