import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleCheck } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, type LiveFeed, stages } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Artwork } from '../../ui/artwork.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { Truncate } from '../../ui/truncate.tsx';
import { flattenWishes, type WishFilter } from './merge.ts';
import { wishCountsQuery, wishListQuery, wishStagesQuery } from './queries.ts';
import { useLiveWishes } from './use-live-wishes.ts';
import { WishStatus } from './wish-status.tsx';
import { WishSummary } from './wish-summary.tsx';
import { artistLine } from './wish-words.ts';

const filter: WishFilter = { state: 'active' };
const few = 6;
const always = (): boolean => true;

/** What is being worked on at this moment: how far all wishes are, how many stand at each step, and the first few, live. */
export function WishesInFlight({ feed, more }: { feed: LiveFeed; more: ReactNode }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const counts = useQuery(wishCountsQuery);
  const stagesNow = useQuery(wishStagesQuery).data;
  const list = useInfiniteQuery(wishListQuery(filter));
  const wishes = useMemo(() => flattenWishes(list.data?.pages ?? []), [list.data]);
  useLiveWishes(feed, { filter, isOnTop: always, openId: null });
  return (
    <Panel title={t('dashboard.flight.title')} aside={more}>
      {counts.data !== undefined && <WishSummary counts={counts.data} />}
      <ol aria-label={t('dashboard.flight.stages')} className="mt-5 grid grid-cols-4 gap-1.5 sm:grid-cols-7 sm:gap-2">
        {stages.map((stage) => {
          const count = stagesNow?.[stage] ?? 0;
          return (
            <li key={stage} className="min-w-0 rounded-md bg-sunken px-0.5 py-2 text-center sm:px-1">
              <span
                className={count > 0 ? 'nums block text-lead font-semibold' : 'nums block text-lead text-ink-faint'}
              >
                {formats.number(count)}
              </span>
              <span className="block truncate text-tiny text-ink-soft">{t(`wishes.stage.${stage}`)}</span>
            </li>
          );
        })}
      </ol>
      {list.data === undefined ? (
        list.error === null ? (
          <SkeletonRows rows={3} label={t('wishes.loading')} className="mt-3" />
        ) : (
          <div className="mt-4">
            <ProblemNote problem={asProblem(list.error)} onRetry={() => void list.refetch()} />
          </div>
        )
      ) : wishes.length === 0 ? (
        <p className="mt-5 flex items-center gap-2 text-ink-soft">
          <CircleCheck className="size-4 text-sea" aria-hidden="true" />
          {t('dashboard.flight.none')}
        </p>
      ) : (
        <ul aria-label={t('dashboard.flight.title')} className="mt-3 divide-y divide-line">
          {wishes.slice(0, few).map((wish) => (
            <li
              key={wish.id}
              className="grid grid-cols-[2.5rem_minmax(0,1fr)] items-center gap-x-3 gap-y-1 py-2.5 sm:grid-cols-[2.5rem_minmax(0,1fr)_minmax(0,1fr)]"
            >
              <Artwork artist={wish.artists[0] ?? ''} work={wish.album ?? wish.title} src={null} className="size-10" />
              <div className="min-w-0">
                <Truncate className="font-semibold">
                  <Link
                    to="/wishes/$id"
                    params={{ id: String(wish.id) }}
                    className="rounded-xs outline-offset-2 hover:underline"
                  >
                    <bdi>{wish.title}</bdi>
                  </Link>
                </Truncate>
                <Truncate className="text-small text-ink-soft">
                  <bdi>{artistLine(wish)}</bdi>
                </Truncate>
              </div>
              <div className="min-w-0 max-sm:col-start-2">
                <WishStatus wish={wish} />
              </div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
