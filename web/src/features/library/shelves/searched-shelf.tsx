import { MicVocal, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, type LiveFeed } from '../../../api/index.ts';
import { ProblemNote } from '../../../i18n/problem-note.tsx';
import { Button } from '../../../ui/button.tsx';
import { SearchField } from '../../../ui/form/search-field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { LibraryHeader } from '../library-header.tsx';
import { useLiveLibrary } from '../use-live-library.ts';
import { ShelfNav } from './shelf-nav.tsx';

/** What a shelf that can be searched is given by its address. */
export interface SearchedShelfProps {
  readonly feed: LiveFeed;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly onImport: () => void;
}

/** A shelf under the heading of the library with a field to search it: what it shows while it loads, when it failed, and when there is nothing. */
export function SearchedShelf({
  feed,
  query,
  onQuery,
  onImport,
  label,
  noneFound,
  list,
  count,
  skeleton,
  children,
}: SearchedShelfProps & {
  /** What the field says. */
  readonly label: string;
  /** That nothing has the query in its name. */
  readonly noneFound: string;
  readonly list: {
    readonly data: unknown;
    readonly error: Error | null;
    readonly isFetchNextPageError: boolean;
    readonly refetch: () => unknown;
    readonly fetchNextPage: () => unknown;
  };
  /** How much of it is loaded. */
  readonly count: number;
  readonly skeleton: ReactNode;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  useLiveLibrary(feed);
  return (
    <>
      <LibraryHeader feed={feed} aside={<ShelfNav />} />
      <div className="sticky top-14 z-20 -mx-4 mb-3 bg-paper/92 px-4 py-2 backdrop-blur-md sm:mx-0 sm:px-0 lg:top-0 lg:py-3">
        <SearchField
          className="lg:w-80"
          value={query}
          onChange={onQuery}
          label={label}
          clearLabel={t('wishes.clearSearch')}
        />
      </div>
      {list.data === undefined ? (
        list.error === null ? (
          skeleton
        ) : (
          <ProblemNote large problem={asProblem(list.error)} onRetry={() => void list.refetch()} />
        )
      ) : count === 0 ? (
        query === '' ? (
          <Notice
            icon={<MicVocal className="size-8" strokeWidth={1.5} />}
            title={t('library.empty.title')}
            actions={
              <Button kind="primary" onClick={onImport}>
                {t('library.empty.action')}
              </Button>
            }
          >
            {t('library.empty.text')}
          </Notice>
        ) : (
          <Notice
            heading="output"
            icon={<SearchX className="size-8" strokeWidth={1.5} />}
            title={t('library.empty.searchTitle', { query })}
            actions={<Button onClick={() => onQuery('')}>{t('library.empty.clear')}</Button>}
          >
            {noneFound}
          </Notice>
        )
      ) : (
        <>
          {children}
          {list.isFetchNextPageError && (
            <ProblemNote problem={asProblem(list.error)} onRetry={() => void list.fetchNextPage()} />
          )}
        </>
      )}
    </>
  );
}
