import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Download as DownloadIcon, Inbox, ListChecks } from 'lucide-react';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  asProblem,
  type DownloadCounts,
  type DownloadFilter,
  downloadFilters,
  downloadsExport,
  downloadsFilter,
  type LiveFeed,
} from '../../api/index.ts';
import { BulkBar } from '../../i18n/bulk/bulk-bar.tsx';
import { allOf, kept, nothing, type Selection } from '../../i18n/bulk/selection.ts';
import { useFormats } from '../../i18n/format.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { SearchField } from '../../ui/form/search-field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Menu, MenuItem } from '../../ui/overlays/menu.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { DownloadList } from './download-list.tsx';
import { flattenDownloads } from './progress.ts';
import { downloadCountsQuery, downloadsQuery, useLiveDownloads } from './queries.ts';
import { countDownloads, useDownloadBulk } from './use-download-bulk.ts';

/** The server exports no more named ones at once. */
const exportMost = 1000;

function countOf(counts: DownloadCounts, filter: DownloadFilter): number {
  if (filter === 'running') return counts.downloading;
  if (filter === 'failed') return counts.failed + counts.dead_letter;
  return filter === 'all' ? counts.total : counts[filter];
}

/** Every try to fetch a file: what runs, what waits, what failed and why; again, stop, priority, export. */
export function DownloadsPage({
  feed,
  filter,
  text,
  places,
  onFilter,
  onText,
}: {
  feed: LiveFeed;
  filter: DownloadFilter;
  /** What peer or path must hold. */
  text: string;
  /** The way between wishes and their downloads. */
  places: ReactNode;
  onFilter: (filter: DownloadFilter) => void;
  onText: (text: string) => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const counts = useQuery(downloadCountsQuery);
  const list = useInfiniteQuery(downloadsQuery(filter, text));
  useLiveDownloads(feed);
  const downloads = useMemo(() => flattenDownloads(list.data?.pages ?? []), [list.data]);
  const { hasNextPage, isFetching, fetchNextPage, isFetchNextPageError } = list;
  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetching && !isFetchNextPageError) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage, isFetchNextPageError]);
  const { deeds, bulk } = useDownloadBulk();
  // What is chosen belongs to the list that was shown; another list begins without.
  const shownList = `${filter} ${text}`;
  const [chosen, setChosen] = useState<{ list: string; selection: Selection } | null>(null);
  const order = useMemo(() => downloads.map(({ id }) => id), [downloads]);
  const selection = useMemo(
    () => (chosen?.list === shownList ? kept(chosen.selection, order) : null),
    [chosen, shownList, order],
  );
  const onSelect = useCallback(
    (next: Selection | null) => setChosen(next === null ? null : { list: shownList, selection: next }),
    [shownList],
  );
  const named = selection === null || selection.everything ? [] : [...selection.ids].slice(0, exportMost);
  return (
    <>
      <PageHeader
        title={t('downloads.heading')}
        intro={t('downloads.intro')}
        className="mb-4"
        aside={
          <Menu
            trigger={
              <Button size="small">
                <DownloadIcon className="size-4" aria-hidden="true" />
                {named.length === 0 ? t('activity.export') : t('downloads.exportChosen', { count: named.length })}
              </Button>
            }
          >
            {(['csv', 'json'] as const).map((format) => (
              <MenuItem
                key={format}
                onSelect={() => window.location.assign(downloadsExport(filter, text, format, named))}
              >
                {format.toUpperCase()}
              </MenuItem>
            ))}
          </Menu>
        }
      />
      {places}
      <div className="mb-1 flex gap-2">
        <SearchField
          className="min-w-0 max-w-md flex-1"
          value={text}
          onChange={onText}
          label={t('downloads.search')}
          clearLabel={t('wishes.clearSearch')}
        />
        <Button
          size="icon"
          className="size-10"
          aria-pressed={selection !== null}
          aria-label={t('bulk.select')}
          title={t('bulk.select')}
          disabled={downloads.length === 0}
          onClick={() => onSelect(selection === null ? nothing : null)}
        >
          <ListChecks className="size-4" aria-hidden="true" />
        </Button>
      </div>
      <fieldset
        aria-label={t('downloads.filter')}
        className="sticky top-14 z-20 -mx-4 mb-2 flex min-w-0 gap-1.5 overflow-x-auto bg-paper/92 px-4 py-2 backdrop-blur-md [scrollbar-width:none] sm:mx-0 sm:flex-wrap sm:px-0 lg:top-0"
      >
        {downloadFilters.map((name) => {
          const count = counts.data === undefined ? undefined : countOf(counts.data, name);
          return (
            <Chip key={name} pressed={filter === name} onPress={() => onFilter(name)}>
              {name === 'failed' && count !== undefined && count > 0 && (
                <span aria-hidden="true" className="size-2 rounded-full bg-coral-fill" />
              )}
              {name === 'failed'
                ? t('downloads.failedCount', { failed: count === undefined ? '–' : formats.number(count) })
                : t(`downloads.filters.${name}`)}
              {name !== 'failed' && (
                <span className="nums font-normal">{count === undefined ? '–' : formats.number(count)}</span>
              )}
            </Chip>
          );
        })}
      </fieldset>
      {list.data === undefined ? (
        list.error === null ? (
          <SkeletonRows rows={7} label={t('downloads.loading')} className="border-t border-line" />
        ) : (
          <ProblemNote large problem={asProblem(list.error)} onRetry={() => void list.refetch()} />
        )
      ) : downloads.length === 0 ? (
        <Notice
          heading="output"
          icon={<Inbox className="size-8" strokeWidth={1.5} />}
          title={text === '' ? t(`downloads.empty.${filter}`) : t('downloads.noneHolds', { text })}
          actions={
            filter === 'all' || text !== '' ? undefined : (
              <Button onClick={() => onFilter('all')}>{t('downloads.showAll')}</Button>
            )
          }
        >
          {t(text === '' ? 'downloads.emptyText' : 'wishes.empty.search')}
        </Notice>
      ) : (
        <div className={list.isPlaceholderData ? 'opacity-60 transition-opacity duration-150' : undefined}>
          <DownloadList downloads={downloads} selection={selection} onSelect={onSelect} onNearEnd={onNearEnd} />
          {isFetchNextPageError ? (
            <ProblemNote problem={asProblem(list.error)} onRetry={() => void fetchNextPage()} />
          ) : hasNextPage ? (
            <SkeletonRows rows={2} label={t('downloads.loading')} />
          ) : (
            <p className="nums py-6 text-center text-small text-ink-faint">
              {t('downloads.shown', { count: downloads.length })}
            </p>
          )}
        </div>
      )}
      {selection !== null && (downloads.length > 0 || bulk.done !== null) && (
        <BulkBar
          label={t('downloads.bulk.bar')}
          selection={selection}
          rows={downloads}
          filter={downloadsFilter(filter, text)}
          more={hasNextPage}
          deeds={deeds}
          bulk={bulk}
          count={countDownloads}
          onAll={() => onSelect(allOf(order))}
          onEverything={() => onSelect({ ...selection, everything: true })}
          onEnd={() => onSelect(null)}
        />
      )}
    </>
  );
}
