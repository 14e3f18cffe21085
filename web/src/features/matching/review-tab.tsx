import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ChevronLeft, ChevronRight, CircleCheckBig } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, type LiveFeed } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { reviewQuery } from './queries.ts';
import { ReviewWish } from './review-wish.tsx';
import { useKeys } from './use-keys.ts';

/** Wishes move in bursts; the queue is read again at most this often. */
const refreshMs = 1500;

function useLiveQueue(feed: LiveFeed): void {
  const client = useQueryClient();
  useEffect(() => {
    let timer: number | undefined;
    const refresh = (): void => {
      timer = undefined;
      void client.invalidateQueries({ queryKey: reviewQuery.queryKey });
    };
    const stops = [
      feed.on('wish', () => {
        timer ??= window.setTimeout(refresh, refreshMs);
      }),
      feed.onGap(refresh),
    ];
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [client, feed]);
}

/** Wishes that wait for a person, one after the other: compare, take, refuse, go on; all by keyboard. */
export function ReviewTab({
  feed,
  wishId,
  onWish,
}: {
  feed: LiveFeed;
  wishId: number | undefined;
  onWish: (id: number) => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  useLiveQueue(feed);
  const { data, error, refetch } = useQuery(reviewQuery);
  const queue = data?.items ?? [];
  // A decided wish is gone: the one that took its place in the queue is next.
  const found = queue.findIndex(({ id }) => id === wishId);
  const at = Math.max(0, found);
  const wish = queue[at];
  const go = (step: number) => {
    const next = queue[at + step];
    return next === undefined ? undefined : () => onWish(next.id);
  };
  useKeys({ n: go(1), p: go(-1) });
  if (data === undefined) {
    if (error !== null) return <ProblemNote large problem={asProblem(error)} onRetry={() => void refetch()} />;
    return <SkeletonRows rows={5} label={t('matchingPage.review.loading')} />;
  }
  if (wish === undefined) {
    return (
      <Notice
        heading="output"
        icon={<CircleCheckBig className="size-8" strokeWidth={1.5} />}
        title={t('matchingPage.review.empty')}
      >
        {t('matchingPage.review.emptyText')}
      </Notice>
    );
  }
  return (
    <>
      <div className="mb-4 flex items-center gap-2">
        <output className="nums me-auto text-small text-ink-soft">
          {t('matchingPage.review.place', {
            place: formats.number(at + 1),
            total: formats.number(Math.max(data.counts.review, queue.length)),
          })}
        </output>
        <Button
          size="icon"
          disabled={at === 0}
          aria-label={t('matchingPage.review.previous')}
          title={`${t('matchingPage.review.previous')} (p)`}
          onClick={go(-1)}
        >
          <ChevronLeft className="size-4 rtl:rotate-180" aria-hidden="true" />
        </Button>
        <Button
          size="icon"
          disabled={at >= queue.length - 1}
          aria-label={t('matchingPage.review.next')}
          title={`${t('matchingPage.review.next')} (n)`}
          onClick={go(1)}
        >
          <ChevronRight className="size-4 rtl:rotate-180" aria-hidden="true" />
        </Button>
      </div>
      <ReviewWish
        key={wish.id}
        wish={wish}
        onDecided={() => {
          // The next one, so that the queue goes on where it was when this one leaves it.
          const next = queue[at + 1] ?? queue[at - 1];
          if (next !== undefined) onWish(next.id);
        }}
      />
      <p className="mt-5 hidden text-small text-ink-faint lg:block">{t('matchingPage.review.keys')}</p>
    </>
  );
}
