import { queryOptions } from '@tanstack/react-query';
import { listLibrary, readLibrarySummary } from '../../api/index.ts';

/** Rows in one request; a slice starts at a multiple of it. */
export const sliceSize = 100;

/** A slice of the library; slices make it possible to jump anywhere in 100,000 rows. */
export function librarySliceQuery(search: string, slice: number) {
  return queryOptions({
    queryKey: ['library', 'files', search, slice] as const,
    queryFn: ({ signal }) =>
      listLibrary({ limit: sliceSize, offset: slice * sliceSize, ...(search === '' ? {} : { query: search }) }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Totals of the library. */
export const librarySummaryQuery = queryOptions({
  queryKey: ['library', 'summary'] as const,
  queryFn: ({ signal }) => readLibrarySummary(signal),
  staleTime: Number.POSITIVE_INFINITY,
});
