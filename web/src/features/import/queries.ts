import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { type IngestItem, listImportLines, listImportLinks, listImports } from '../../api/index.ts';

const problemPage = 50;

/** The latest imports. */
export const importsQuery = queryOptions({
  queryKey: ['imports'] as const,
  queryFn: ({ signal }) => listImports(10, signal),
  staleTime: Number.POSITIVE_INFINITY,
});

/** The lines of an import that did not become wishes: first the failed, then the skipped. */
export function problemLinesQuery(jobId: string, state: 'failed' | 'skipped') {
  return infiniteQueryOptions({
    queryKey: ['import-lines', jobId, state] as const,
    queryFn: ({ pageParam, signal }) =>
      listImportLines(jobId, { state, limit: problemPage, offset: pageParam }, signal),
    initialPageParam: 0,
    getNextPageParam: (last: { items: IngestItem[]; total: number }, pages) => {
      const read = pages.reduce((sum, page) => sum + page.items.length, 0);
      return last.items.length > 0 && read < last.total ? read : null;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The playlist links of an import. */
export function importLinksQuery(jobId: string) {
  return queryOptions({
    queryKey: ['import-lines', jobId, 'links'] as const,
    queryFn: ({ signal }) => listImportLinks(jobId, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
