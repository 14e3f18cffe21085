import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { type AutosyncSkippedPage, listSkippedTracks, readAutosync } from '../../api/index.ts';

const pageSize = 30;

/** How auto-sync stands; read again every two seconds while a run is under way, and when the history tells of one. */
export const autosyncQuery = queryOptions({
  queryKey: ['autosync', 'status'] as const,
  queryFn: ({ signal }) => readAutosync(signal),
  refetchInterval: ({ state: { data } }) => (data?.last_run?.state === 'running' ? 2000 : false),
});

/** Tracks that failed, page by page. */
export const skippedQuery = infiniteQueryOptions({
  queryKey: ['autosync', 'skipped'] as const,
  queryFn: ({ pageParam, signal }) => listSkippedTracks({ limit: pageSize, offset: pageParam, all: true }, signal),
  initialPageParam: 0,
  getNextPageParam: (last: AutosyncSkippedPage, pages) => {
    const read = pages.reduce((sum, page) => sum + page.items.length, 0);
    return last.items.length > 0 && read < last.total ? read : null;
  },
});
