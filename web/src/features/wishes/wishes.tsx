import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { ArrowUp, ListChecks, ListMusic, SearchX } from 'lucide-react';
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, type LiveFeed, type Stage, type WishState } from '../../api/index.ts';
import { BulkBar } from '../../i18n/bulk/bulk-bar.tsx';
import { allOf, kept, nothing, type Selection } from '../../i18n/bulk/selection.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Button } from '../../ui/button.tsx';
import { SearchField } from '../../ui/form/search-field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ExportMenu } from './export-menu.tsx';
import { FirstVisit } from './first-visit.tsx';
import { flattenWishes, type WishFilter } from './merge.ts';
import { NarrowChips, NarrowMenu } from './narrow/narrow-menu.tsx';
import { wishCountsQuery, wishListQuery } from './queries.ts';
import { SearchBudget } from './search-budget.tsx';
import { useLiveWishes } from './use-live-wishes.ts';
import { countWishes, useWishBulk } from './use-wish-bulk.ts';
import { WishFilters } from './wish-filters.tsx';
import { WishList } from './wish-list.tsx';
import { WishSummary } from './wish-summary.tsx';

/** What the address says about the list. */
export interface WishesSearch {
  readonly state?: WishState | undefined;
  readonly step?: Stage | undefined;
  /** `import:<id>` or `playlist:<id>`. */
  readonly list?: string | undefined;
  readonly q?: string | undefined;
}

function Empty({ filter, onReset, onImport }: { filter: WishFilter; onReset: () => void; onImport: () => void }) {
  const { t } = useTranslation();
  const all = <Button onClick={onReset}>{t('wishes.empty.showAll')}</Button>;
  if (filter.query) {
    return (
      <Notice
        heading="output"
        icon={<SearchX className="size-8" strokeWidth={1.5} />}
        title={t('wishes.empty.searchTitle', { query: filter.query })}
        actions={all}
      >
        {t('wishes.empty.search')}
      </Notice>
    );
  }
  if (filter.state !== undefined || filter.stage !== undefined || filter.list !== undefined) {
    return (
      <Notice
        heading="output"
        icon={<ListMusic className="size-8" strokeWidth={1.5} />}
        title={t('wishes.empty.filterTitle')}
        actions={all}
      >
        {t(
          filter.state === undefined || filter.stage !== undefined || filter.list !== undefined
            ? 'wishes.empty.narrowed'
            : `wishes.empty.${filter.state}`,
        )}
      </Notice>
    );
  }
  return <FirstVisit onImport={onImport} />;
}

/** The wishes: how far all of them are, filters, search, and the living list. */
export function Wishes({
  feed,
  search,
  places,
  onSearch,
  onImport,
}: {
  feed: LiveFeed;
  search: WishesSearch;
  /** The way between wishes and their downloads. */
  places: ReactNode;
  onSearch: (search: WishesSearch) => void;
  onImport: () => void;
}) {
  const { t } = useTranslation();
  const [openId, setOpenId] = useState<number | null>(null);
  const top = useRef<HTMLElement>(null);
  const filter = useMemo<WishFilter>(
    () => ({
      ...(search.state === undefined ? {} : { state: search.state }),
      ...(search.step === undefined ? {} : { stage: search.step }),
      ...(search.list === undefined ? {} : { list: search.list }),
      ...(search.q ? { query: search.q } : {}),
    }),
    [search.state, search.step, search.list, search.q],
  );
  const { deeds, bulk } = useWishBulk();
  const counts = useQuery(wishCountsQuery);
  const list = useInfiniteQuery(wishListQuery(filter));
  const wishes = useMemo(() => flattenWishes(list.data?.pages ?? []), [list.data]);
  const { held, release } = useLiveWishes(feed, {
    filter,
    openId,
    isOnTop: () => (top.current?.getBoundingClientRect().top ?? 0) > -200,
  });

  const { hasNextPage, isFetching, fetchNextPage, isFetchNextPageError } = list;
  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetching && !isFetchNextPageError) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage, isFetchNextPageError]);
  const onToggle = useCallback((id: number) => setOpenId((open) => (open === id ? null : id)), []);
  const onQuery = useCallback((q: string) => onSearch({ ...search, q: q || undefined }), [onSearch, search]);
  // What is chosen belongs to the list that was shown; another list begins without.
  const shownList = JSON.stringify(filter);
  const [chosen, setChosen] = useState<{ list: string; selection: Selection } | null>(null);
  const selection = useMemo(
    () =>
      chosen?.list === shownList
        ? kept(
            chosen.selection,
            wishes.map(({ id }) => id),
          )
        : null,
    [chosen, shownList, wishes],
  );
  const onSelect = useCallback(
    (next: Selection | null) => {
      setOpenId(null);
      setChosen(next === null ? null : { list: shownList, selection: next });
    },
    [shownList],
  );

  const nothingAtAll = counts.data !== undefined && Object.values(counts.data).every((count) => count === 0);

  return (
    <section ref={top} aria-labelledby="wishes-heading" className="scroll-mt-4">
      <PageHeader id="wishes-heading" title={t('wishes.heading')} className="mb-4">
        {counts.data !== undefined && !nothingAtAll && (
          <div className="mt-3">
            <WishSummary counts={counts.data} aside={<SearchBudget />} />
          </div>
        )}
      </PageHeader>
      {!nothingAtAll && places}
      {!nothingAtAll && (
        <div className="sticky top-14 z-20 -mx-4 mb-2 flex flex-col gap-2 bg-paper/92 px-4 py-2 backdrop-blur-md sm:mx-0 sm:px-0 lg:top-0 lg:flex-row lg:items-start lg:justify-between lg:gap-4 lg:py-3">
          <WishFilters counts={counts.data} value={filter.state} onChange={(state) => onSearch({ ...search, state })} />
          <div className="flex gap-2">
            <SearchField
              className="min-w-0 flex-1 lg:w-60 lg:flex-none"
              value={search.q ?? ''}
              onChange={onQuery}
              label={t('wishes.search')}
              clearLabel={t('wishes.clearSearch')}
            />
            <NarrowMenu value={search} onChange={(narrow) => onSearch({ ...search, ...narrow })} />
            <Button
              size="icon"
              className="size-10"
              aria-pressed={selection !== null}
              aria-label={t('bulk.select')}
              title={t('bulk.select')}
              disabled={wishes.length === 0}
              onClick={() => onSelect(selection === null ? nothing : null)}
            >
              <ListChecks className="size-4" aria-hidden="true" />
            </Button>
            <ExportMenu filter={filter} />
          </div>
        </div>
      )}
      <NarrowChips value={search} onChange={(narrow) => onSearch({ ...search, ...narrow })} />
      {held > 0 && (
        <div className="pointer-events-none sticky top-44 z-20 flex h-0 justify-center lg:top-20">
          <Button
            kind="primary"
            size="small"
            className="pointer-events-auto rounded-full shadow-float"
            onClick={() => {
              release();
              top.current?.scrollIntoView();
            }}
          >
            <ArrowUp className="size-4" aria-hidden="true" />
            {t('wishes.new', { count: held })}
          </Button>
        </div>
      )}
      {list.data === undefined ? (
        list.error === null ? (
          <SkeletonRows rows={7} label={t('wishes.loading')} className="border-t border-line" />
        ) : (
          <ProblemNote large problem={asProblem(list.error)} onRetry={() => void list.refetch()} />
        )
      ) : wishes.length === 0 ? (
        <Empty filter={filter} onReset={() => onSearch({})} onImport={onImport} />
      ) : (
        <div className={list.isPlaceholderData ? 'opacity-60 transition-opacity duration-150' : undefined}>
          <WishList
            wishes={wishes}
            openId={openId}
            selection={selection}
            onToggle={onToggle}
            onSelect={onSelect}
            onNearEnd={onNearEnd}
          />
          {isFetchNextPageError && (
            <div className="py-4">
              <ProblemNote problem={asProblem(list.error)} onRetry={() => void fetchNextPage()} />
            </div>
          )}
          {hasNextPage && !isFetchNextPageError ? (
            <SkeletonRows rows={2} label={t('wishes.loadingMore')} />
          ) : (
            <p className="nums py-6 text-center text-small text-ink-faint">
              {t('wishes.shown', { count: wishes.length })}
            </p>
          )}
        </div>
      )}
      {selection !== null && (wishes.length > 0 || bulk.done !== null) && (
        <BulkBar
          label={t('bulk.bar')}
          selection={selection}
          rows={wishes}
          filter={filter}
          deeds={deeds}
          bulk={bulk}
          count={countWishes}
          more={hasNextPage}
          onAll={() => onSelect(allOf(wishes.map(({ id }) => id)))}
          onEverything={() => onSelect({ ...selection, everything: true })}
          onEnd={() => onSelect(null)}
        />
      )}
    </section>
  );
}
