import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { SearchX, Sparkles } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { asProblem, type LiveFeed } from '../../api/index.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Button } from '../../ui/button.tsx';
import { SearchField } from '../../ui/form/search-field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { AddArtist } from './add-artist.tsx';
import { Places } from './places.tsx';
import { watchedQuery } from './queries.ts';
import { useLiveArtists } from './use-live-artists.ts';
import { WatchRow } from './watch-row.tsx';

/** Who is watched: their new releases become wishes by themselves. */
export function ArtistsPage({
  feed,
  query,
  onQuery,
}: {
  feed: LiveFeed;
  query: string;
  onQuery: (query: string) => void;
}) {
  const { t } = useTranslation();
  useLiveArtists(feed);
  const watched = useInfiniteQuery({ ...watchedQuery(query), placeholderData: keepPreviousData });
  const total = watched.data?.pages.at(-1)?.total;
  const empty = total === 0 && query === '';
  return (
    <>
      <PageHeader title={t('artists.heading')} intro={t('artists.intro')} aside={<Places />} />
      <AddArtist />
      {!empty && total !== undefined && (
        <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
          <SearchField
            className="w-full sm:w-80"
            value={query}
            onChange={onQuery}
            label={t('artists.search')}
            clearLabel={t('wishes.clearSearch')}
          />
          <p className="nums text-small text-ink-faint">{t('artists.count', { count: total })}</p>
        </div>
      )}
      {watched.data === undefined || total === undefined ? (
        watched.error === null ? (
          <SkeletonRows rows={6} label={t('artists.loading')} className="border-t border-line" />
        ) : (
          <ProblemNote large problem={asProblem(watched.error)} onRetry={() => void watched.refetch()} />
        )
      ) : empty ? (
        <Notice icon={<Sparkles className="size-8" strokeWidth={1.5} />} title={t('artists.empty.title')}>
          {t('artists.empty.text')}
        </Notice>
      ) : total === 0 ? (
        <Notice
          heading="output"
          icon={<SearchX className="size-8" strokeWidth={1.5} />}
          title={t('artists.empty.searchTitle', { query })}
          actions={<Button onClick={() => onQuery('')}>{t('artists.empty.clear')}</Button>}
        />
      ) : (
        <>
          <ul aria-label={t('artists.watched')} className="border-t border-line">
            {watched.data.pages.flatMap((page) => page.items.map((entry) => <WatchRow key={entry.id} entry={entry} />))}
          </ul>
          {watched.hasNextPage && (
            <div className="py-6 text-center">
              <Button disabled={watched.isFetching} onClick={() => void watched.fetchNextPage()}>
                {t('artists.more')}
              </Button>
            </div>
          )}
        </>
      )}
    </>
  );
}
