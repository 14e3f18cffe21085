import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import {
  listCalendarTokens,
  listDiscographies,
  listWatchActivity,
  listWatched,
  readArtist,
  readCalendar,
  readWatched,
  type WatchPage,
} from '../../api/index.ts';

const pageSize = 100;
const forever = { staleTime: Number.POSITIVE_INFINITY };

/** Watched artists of that name, page by page. */
export function watchedQuery(search: string) {
  return infiniteQueryOptions({
    queryKey: ['artists', 'watched', search] as const,
    queryFn: ({ pageParam, signal }) =>
      listWatched({ ...(search === '' ? {} : { q: search }), limit: pageSize, offset: pageParam }, signal),
    initialPageParam: 0,
    getNextPageParam: (last: WatchPage, pages) => {
      const read = pages.reduce((sum, page) => sum + page.items.length, 0);
      return last.items.length > 0 && read < last.total ? read : null;
    },
    ...forever,
  });
}

/** How one artist is watched; `null` when nobody watches it. */
export const entryQuery = (key: string) =>
  queryOptions({
    queryKey: ['artists', 'entry', key] as const,
    queryFn: ({ signal }) => readWatched(key, signal),
    ...forever,
  });

/** One artist with its releases. */
export const artistQuery = (key: string) =>
  queryOptions({
    queryKey: ['artists', 'artist', key] as const,
    queryFn: ({ signal }) => readArtist(key, signal),
    ...forever,
  });

/** Discographies that are or were fetched. */
export const discographiesQuery = queryOptions({
  queryKey: ['artists', 'discographies'] as const,
  queryFn: ({ signal }) => listDiscographies(signal),
  ...forever,
});

/** What happened with watched artists. */
export const watchActivityQuery = queryOptions({
  queryKey: ['artists', 'activity'] as const,
  queryFn: ({ signal }) => listWatchActivity(signal),
  ...forever,
});

/** Upcoming and recent releases. */
export const calendarQuery = queryOptions({
  queryKey: ['artists', 'calendar'] as const,
  queryFn: ({ signal }) => readCalendar(signal),
  ...forever,
});

/** Addresses that were given to calendar programs. */
export const calendarTokensQuery = queryOptions({
  queryKey: ['artists', 'calendar-tokens'] as const,
  queryFn: ({ signal }) => listCalendarTokens(signal),
  ...forever,
});
