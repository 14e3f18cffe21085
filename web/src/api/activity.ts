import { apiBase, client, unwrap } from './request.ts';
import type { ActivityPage } from './types.ts';

/** What to show of the history. */
export interface ActivityFilter {
  readonly type?: string;
  readonly status?: string;
  /** ISO 8601. */
  readonly from?: string;
  readonly to?: string;
}

/** A slice of the history, newest first. */
export function listActivity(
  query: ActivityFilter & { limit: number; offset: number },
  signal: AbortSignal,
): Promise<ActivityPage> {
  return unwrap(client.GET('/activity', { params: { query }, signal }));
}

/** Address of the history as a file. */
export function activityExport(filter: ActivityFilter, format: 'csv' | 'json'): string {
  return `${apiBase}/activity/export?${new URLSearchParams({ ...filter, format }).toString()}`;
}
