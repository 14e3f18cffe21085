import { queryOptions } from '@tanstack/react-query';
import { readBeetsStats, readBeetsStatus } from '../../api/index.ts';

/** Whether beets works; each look starts the program, so it is not asked again by itself. */
export const beetsStatusQuery = queryOptions({
  queryKey: ['beets', 'status'] as const,
  queryFn: ({ signal }) => readBeetsStatus(signal),
  staleTime: 60_000,
});

/** Its statistics. */
export const beetsStatsQuery = queryOptions({
  queryKey: ['beets', 'stats'] as const,
  queryFn: ({ signal }) => readBeetsStats(signal),
  staleTime: 60_000,
});
