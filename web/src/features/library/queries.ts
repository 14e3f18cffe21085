import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import {
  listLibrary,
  listScanProblems,
  listTrash,
  readLibraryScan,
  readLibrarySummary,
  type TrashPage,
} from '../../api/index.ts';

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

/** What came last: enough files that several whole albums leave room for others. */
export const newestQuery = queryOptions({
  queryKey: ['library', 'newest'] as const,
  queryFn: ({ signal }) => listLibrary({ limit: 40, offset: 0 }, signal),
  staleTime: Number.POSITIVE_INFINITY,
});

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

const trashSize = 50;

/** The deleted files, newest first, page by page. */
export const trashQuery = infiniteQueryOptions({
  queryKey: ['library', 'trash'] as const,
  queryFn: ({ pageParam, signal }) => listTrash({ limit: trashSize, offset: pageParam }, signal),
  initialPageParam: 0,
  getNextPageParam: (last: TrashPage, pages: readonly TrashPage[]) => {
    const loaded = pages.reduce((sum, page) => sum + page.items.length, 0);
    return last.items.length > 0 && loaded < last.total ? loaded : null;
  },
  staleTime: Number.POSITIVE_INFINITY,
});
