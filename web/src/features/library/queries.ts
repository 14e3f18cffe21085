import { queryOptions } from '@tanstack/react-query';
import { listLibrary, listScanProblems, readLibraryScan, readLibrarySummary } from '../../api/index.ts';

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

/** The scan of the music folder. Beside the files, so that a change of these does not ask for it. */
export const libraryScanQuery = queryOptions({
  queryKey: ['library-scan', 'state'] as const,
  queryFn: ({ signal }) => readLibraryScan(signal),
});

/** The first of what a scan could not read. */
export const scanProblemsQuery = queryOptions({
  queryKey: ['library-scan', 'problems'] as const,
  queryFn: ({ signal }) => listScanProblems(signal),
});
