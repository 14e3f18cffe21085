import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { listDeadDownloads, listDeadJobs, readDeadStats } from '../../api/index.ts';

/** Rows of a page; as many can be tried again at once by far. */
export const pageSize = 50;

/** What the page shows. */
export interface DeadFilter {
  readonly page: number;
  readonly reason?: string;
}

/** How many dead letters there are of both kinds. */
export const deadTotalsQuery = queryOptions({
  queryKey: ['dead-letters', 'totals'] as const,
  queryFn: async ({ signal }) => {
    const [downloads, jobs] = await Promise.all([
      readDeadStats(signal),
      listDeadJobs({ page: 1, page_size: 1 }, signal),
    ]);
    return { downloads: downloads.total, jobs: jobs.total, last24h: downloads.last_24h, byReason: downloads.by_reason };
  },
  staleTime: Number.POSITIVE_INFINITY,
});

function queryOf({ page, reason }: DeadFilter) {
  return { page, page_size: pageSize, ...(reason === undefined ? {} : { reason }) };
}

/** A page of dead downloads. */
export function deadDownloadsQuery(filter: DeadFilter) {
  return queryOptions({
    queryKey: ['dead-letters', 'downloads', filter] as const,
    queryFn: ({ signal }) => listDeadDownloads(queryOf(filter), signal),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** A page of dead jobs. */
export function deadJobsQuery(filter: DeadFilter) {
  return queryOptions({
    queryKey: ['dead-letters', 'jobs', filter] as const,
    queryFn: ({ signal }) => listDeadJobs(queryOf(filter), signal),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
