import {
  type InfiniteData,
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useQueryClient,
} from '@tanstack/react-query';
import { useEffect } from 'react';
import {
  type Download,
  type DownloadFilter,
  type LiveFeed,
  listDownloads,
  readDownloadCounts,
  type Wish,
} from '../../api/index.ts';
import { applyProgress } from './progress.ts';

const pageSize = 100;
/** Progress is gathered this long and drawn together. */
const gatherMs = 250;
/** States are read again at most this often while events flow. */
const recountMs = 2000;
/** Longer lists are not read again while somebody is far down in them. */
const fewPages = 2;

/** Downloads under a filter, page by page. */
export function downloadsQuery(filter: DownloadFilter, text: string) {
  return infiniteQueryOptions({
    queryKey: ['downloads', 'list', filter, text] as const,
    queryFn: ({ pageParam, signal }) =>
      listDownloads({ filter, limit: pageSize, offset: pageParam, ...(text === '' ? {} : { query: text }) }, signal),
    initialPageParam: 0,
    getNextPageParam: (last: readonly Download[], _pages, offset) =>
      last.length < pageSize ? null : offset + pageSize,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** How many downloads are in each state. */
export const downloadCountsQuery = queryOptions({
  queryKey: ['downloads', 'counts'] as const,
  queryFn: ({ signal }) => readDownloadCounts(signal),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Keeps the list true: progress as it is told, states a little later. */
export function useLiveDownloads(feed: LiveFeed): void {
  const client = useQueryClient();
  useEffect(() => {
    const told = new Map<number, NonNullable<Wish['download']>>();
    let drawTimer: number | undefined;
    let readTimer: number | undefined;
    const draw = (): void => {
      drawTimer = undefined;
      const lists = client.getQueriesData<InfiniteData<Download[], number>>({ queryKey: ['downloads', 'list'] });
      for (const [key, data] of lists) {
        if (data !== undefined)
          client.setQueryData(key, { ...data, pages: data.pages.map((page) => applyProgress(page, told)) });
      }
      told.clear();
    };
    const read = (): void => {
      readTimer = undefined;
      void client.invalidateQueries({ queryKey: ['downloads', 'counts'] });
      void client.invalidateQueries({
        queryKey: ['downloads', 'list'],
        predicate: (query) => ((query.state.data as { pages?: unknown[] } | undefined)?.pages?.length ?? 0) <= fewPages,
      });
    };
    const stopWishes = feed.on('wish', (data) => {
      const { download } = data as Wish;
      if (download !== null) {
        told.set(download.id, download);
        drawTimer ??= window.setTimeout(draw, gatherMs);
      }
      readTimer ??= window.setTimeout(read, recountMs);
    });
    const stopGap = feed.onGap(() => void client.invalidateQueries({ queryKey: ['downloads'] }));
    return () => {
      stopWishes();
      stopGap();
      clearTimeout(drawTimer);
      clearTimeout(readTimer);
    };
  }, [client, feed]);
}
