import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../../../api/index.ts';
import { ProblemNote } from '../../../i18n/problem-note.tsx';
import { SkeletonRows } from '../../../ui/skeleton.tsx';

/** A list that is loaded page by page: a query fits. */
interface Paged {
  readonly data: unknown;
  readonly error: Error | null;
  readonly hasNextPage: boolean;
  readonly isFetching: boolean;
  readonly isFetchingNextPage: boolean;
  readonly isFetchNextPageError: boolean;
  readonly refetch: () => unknown;
  readonly fetchNextPage: (options?: { cancelRefetch?: boolean }) => unknown;
}

/** Loads the next page; to be called when the end comes near. After a failure only a person tries again. */
export function useNextPage({ hasNextPage, isFetching, isFetchNextPageError, fetchNextPage }: Paged): () => void {
  return useCallback(() => {
    // called twice before the list says that it reads, the second call must not begin anew
    if (hasNextPage && !isFetching && !isFetchNextPageError) void fetchNextPage({ cancelRefetch: false });
  }, [hasNextPage, isFetching, isFetchNextPageError, fetchNextPage]);
}

/** What such a list shows while it loads, when it failed, when it is empty, and below its last row. */
export function PagedShelf({
  list,
  count,
  empty,
  children,
}: {
  readonly list: Paged;
  /** Rows loaded so far. */
  readonly count: number;
  readonly empty: ReactNode;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  if (list.data === undefined) {
    return list.error === null ? (
      <SkeletonRows rows={5} label={t('library.loading')} />
    ) : (
      <ProblemNote large problem={asProblem(list.error)} onRetry={() => void list.refetch()} />
    );
  }
  return (
    <>
      {count === 0 ? empty : children}
      {list.isFetchingNextPage && <SkeletonRows rows={2} label={t('library.loading')} />}
      {list.isFetchNextPageError && (
        <ProblemNote problem={asProblem(list.error)} onRetry={() => void list.fetchNextPage()} />
      )}
    </>
  );
}
