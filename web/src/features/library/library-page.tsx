import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Disc3, SearchX } from 'lucide-react';
import { type ReactNode, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, type LibraryFile, type LiveFeed } from '../../api/index.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Button } from '../../ui/button.tsx';
import { SearchField } from '../../ui/form/search-field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { FileDialog } from './file-dialog.tsx';
import { FileList } from './file-list.tsx';
import { fileColumns } from './file-row.tsx';
import { LibraryHeader } from './library-header.tsx';
import { librarySliceQuery } from './queries.ts';
import { useLiveLibrary } from './use-live-library.ts';

function Columns() {
  const { t } = useTranslation();
  return (
    <div
      aria-hidden="true"
      className={`hidden gap-x-4 px-4 pb-2 text-tiny font-medium text-ink-faint md:grid ${fileColumns}`}
    >
      <span />
      <span>{t('library.columns.title')}</span>
      <span>{t('library.columns.album')}</span>
      <span className="text-end">{t('library.columns.duration')}</span>
      <span className="text-end">{t('library.columns.quality')}</span>
      <span className="text-end">{t('library.columns.size')}</span>
      <span className="hidden text-end lg:block">{t('library.columns.added')}</span>
    </div>
  );
}

/** Every finished file as one list, searchable, live. */
export function LibraryPage({
  feed,
  query,
  aside,
  onQuery,
  onImport,
}: {
  feed: LiveFeed;
  query: string;
  /** Beside the heading: the other ways to look at the library. */
  aside: ReactNode;
  onQuery: (query: string) => void;
  onImport: () => void;
}) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<LibraryFile | null>(null);
  const firstSlice = useQuery({ ...librarySliceQuery(query, 0), placeholderData: keepPreviousData });
  const close = useCallback(() => setShown(null), []);

  useLiveLibrary(feed);

  const total = firstSlice.data?.total;
  const empty = total === 0 && query === '';
  return (
    <>
      <LibraryHeader feed={feed} aside={aside} />
      {!empty && (
        <div className="sticky top-14 z-20 -mx-4 mb-3 bg-paper/92 px-4 py-2 backdrop-blur-md sm:mx-0 sm:px-0 lg:top-0 lg:py-3">
          <SearchField
            className="lg:w-80"
            value={query}
            onChange={onQuery}
            label={t('library.search')}
            clearLabel={t('wishes.clearSearch')}
          />
        </div>
      )}
      {total === undefined ? (
        firstSlice.error === null ? (
          <SkeletonRows rows={9} label={t('library.loading')} className="border-t border-line" />
        ) : (
          <ProblemNote large problem={asProblem(firstSlice.error)} onRetry={() => void firstSlice.refetch()} />
        )
      ) : empty ? (
        <Notice
          icon={<Disc3 className="size-8" strokeWidth={1.5} />}
          title={t('library.empty.title')}
          actions={
            <Button kind="primary" onClick={onImport}>
              {t('library.empty.action')}
            </Button>
          }
        >
          {t('library.empty.text')}
        </Notice>
      ) : total === 0 ? (
        <Notice
          heading="output"
          icon={<SearchX className="size-8" strokeWidth={1.5} />}
          title={t('library.empty.searchTitle', { query })}
          actions={<Button onClick={() => onQuery('')}>{t('library.empty.clear')}</Button>}
        >
          {t('library.empty.searchText')}
        </Notice>
      ) : (
        <div className={firstSlice.isPlaceholderData ? 'opacity-60 transition-opacity duration-150' : undefined}>
          <Columns />
          <FileList search={query} total={total} onOpen={setShown} />
          <p className="nums py-6 text-center text-small text-ink-faint">{t('library.files', { count: total })}</p>
        </div>
      )}
      {shown !== null && <FileDialog file={shown} onClose={close} />}
    </>
  );
}
