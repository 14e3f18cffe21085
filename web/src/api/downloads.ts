import { apiBase, client, unwrap } from './request.ts';

import type { Download, DownloadCounts, Routes } from './types.ts';

/** States by which downloads can be filtered; `failed` holds dead letters too. */
export const downloadFilters = ['running', 'queued', 'completed', 'failed', 'cancelled', 'all'] as const;
/** One of them. */
export type DownloadFilter = (typeof downloadFilters)[number];

function queryOf(filter: DownloadFilter): { all?: boolean; status?: string } {
  return filter === 'all' ? { all: true } : { status: filter };
}

/** A slice of downloads, highest priority first, then newest. */
export async function listDownloads(
  { filter, ...rest }: { filter: DownloadFilter; query?: string; limit: number; offset: number },
  signal: AbortSignal,
): Promise<Download[]> {
  return (await unwrap(client.GET('/downloads', { params: { query: { ...queryOf(filter), ...rest } }, signal })))
    .downloads;
}

/** How many downloads are in each state. */
export function readDownloadCounts(signal: AbortSignal): Promise<DownloadCounts> {
  return unwrap(client.GET('/downloads/stats', { signal }));
}

/** Tries a failed or cancelled download again; dead letters go back with all their tries. */
export async function retryDownload({ id, state }: Pick<Download, 'id' | 'state'>): Promise<void> {
  const params = { path: { id } };
  await unwrap<unknown>(
    state === 'dead_letter'
      ? client.POST('/dlq/requeue', { body: { ids: [id] } })
      : client.POST('/download/{id}/retry', { params }),
  );
}

/** Stops a download; its wish goes on with another peer. */
export async function cancelDownload(id: number): Promise<void> {
  await unwrap(client.DELETE('/download/{id}', { params: { path: { id } } }));
}

/** Changes the priority of a download and of its wish; higher goes first. */
export async function prioritiseDownload(id: number, priority: number): Promise<void> {
  await unwrap(client.PATCH('/download/{id}/priority', { params: { path: { id } }, body: { priority } }));
}

/** The same for many downloads. */
export type BulkDownloads = NonNullable<
  Routes['/downloads/bulk']['post']['requestBody']
>['content']['application/json'];
/** What became of a portion of them. */
type BulkDownloadsAnswer = Routes['/downloads/bulk']['post']['responses'][200]['content']['application/json'];

/** Does the same with many downloads, a portion at a time; with `dry_run` only counts what a filter means. */
export function changeDownloads(
  body: Omit<BulkDownloads, 'dry_run'> & { dry_run?: boolean },
): Promise<BulkDownloadsAnswer> {
  return unwrap(client.POST('/downloads/bulk', { body: { dry_run: false, ...body } }));
}

/** The downloads of a list, in the words of the server. */
export function downloadsFilter(filter: DownloadFilter, text: string): NonNullable<BulkDownloads['filter']> {
  return { ...(filter === 'all' ? {} : { status: filter }), ...(text === '' ? {} : { query: text }) };
}

/** Address of the downloads as a file; with `ids` only of these. */
export function downloadsExport(
  filter: DownloadFilter,
  text: string,
  format: 'csv' | 'json',
  ids: readonly number[] = [],
): string {
  const query = new URLSearchParams({
    format,
    ...(ids.length === 0 ? {} : { ids: ids.join(',') }),
    ...(filter === 'all' ? {} : { status: filter }),
    ...(text === '' ? {} : { query: text }),
  });
  return `${apiBase}/downloads/export?${query.toString()}`;
}
