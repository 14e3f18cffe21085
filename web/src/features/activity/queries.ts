import { type InfiniteData, infiniteQueryOptions, queryOptions, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type ActivityEvent, type ActivityPage, type LiveFeed, listActivity } from '../../api/index.ts';
import { addEvents } from './merge.ts';
import { filterOf, type ShownActivity } from './spans.ts';

const pageSize = 60;
/** The short list of the overview. */
const latest = 8;
/** Events are gathered this long and drawn together. */
const gatherMs = 400;

/** The history under a filter, page by page. */
export function activityQuery(shown: ShownActivity) {
  return infiniteQueryOptions({
    queryKey: ['activity', 'list', shown] as const,
    queryFn: ({ pageParam, signal }) =>
      listActivity({ ...filterOf(shown), limit: pageSize, offset: pageParam }, signal),
    initialPageParam: 0,
    getNextPageParam: (_last: ActivityPage, pages: readonly ActivityPage[]) => {
      const loaded = pages.reduce((sum, page) => sum + page.items.length, 0);
      return loaded < (pages.at(-1)?.total_count ?? 0) && (pages.at(-1)?.items.length ?? 0) > 0 ? loaded : null;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What happened last. */
export const latestActivityQuery = queryOptions({
  queryKey: ['activity', 'latest'] as const,
  queryFn: ({ signal }) => listActivity({ limit: latest, offset: 0 }, signal),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Brings what happens into every list that is loaded, as it happens. */
export function useLiveActivity(feed: LiveFeed): void {
  const client = useQueryClient();
  useEffect(() => {
    let gathered: ActivityEvent[] = [];
    let timer: number | undefined;
    const draw = (): void => {
      timer = undefined;
      const fresh = gathered;
      gathered = [];
      client.setQueryData(latestActivityQuery.queryKey, (known) => known && addEvents(known, fresh, {}, latest));
      const lists = client.getQueriesData<InfiniteData<ActivityPage, number>>({ queryKey: ['activity', 'list'] });
      for (const [key, known] of lists) {
        const [first, ...rest] = known?.pages ?? [];
        if (known === undefined || first === undefined) continue;
        client.setQueryData(key, { ...known, pages: [addEvents(first, fresh, key[2] as ShownActivity), ...rest] });
      }
    };
    const stopEvents = feed.on('activity', (data) => {
      gathered.unshift(data as ActivityEvent);
      timer ??= window.setTimeout(draw, gatherMs);
    });
    const stopGap = feed.onGap(() => void client.invalidateQueries({ queryKey: ['activity'] }));
    return () => {
      stopEvents();
      stopGap();
      clearTimeout(timer);
    };
  }, [client, feed]);
}
