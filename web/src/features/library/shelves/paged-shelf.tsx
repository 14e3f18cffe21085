import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../../../api/index.ts';
import { ProblemNote } from '../../../i18n/problem-note.tsx';
import { Button } from '../../../ui/button.tsx';
import { SkeletonRows } from '../../../ui/skeleton.tsx';

/** What a list that is loaded page by page shows while it loads, when it failed, when it is empty, and below its last row. */
export function PagedShelf({
  list,
  count,
  empty,
  children,
}: {
  readonly list: {
    readonly data: unknown;
    readonly error: Error | null;
    readonly hasNextPage: boolean;
    readonly isFetching: boolean;
    refetch(): unknown;
    fetchNextPage(): unknown;
  };
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
      {list.hasNextPage && (
        <div className="mt-6 text-center">
          <Button disabled={list.isFetching} onClick={() => void list.fetchNextPage()}>
            {t('trash.more')}
          </Button>
        </div>
      )}
    </>
  );
}
