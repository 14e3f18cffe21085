import { useQuery } from '@tanstack/react-query';
import { SearchX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { addressOf, asProblem, type LiveFeed } from '../../api/index.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { BackLink, CoverHeader } from '../../ui/cover-header.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useTitle } from '../../ui/title.ts';
import { WishDetail } from './detail/wish-detail.tsx';
import { wishDetailQuery } from './queries.ts';
import { useLiveWish } from './use-live-wish.ts';
import { WishActions } from './wish-actions.tsx';
import { WishStatus } from './wish-status.tsx';
import { artistLine } from './wish-words.ts';

/** One wish under its own address: to be linked, kept as a bookmark, sent to somebody. */
export function WishPage({ feed, wishId }: { feed: LiveFeed; wishId: number }) {
  const { t } = useTranslation();
  const { data: wish, error, refetch } = useQuery(wishDetailQuery(wishId));
  useLiveWish(feed, wishId);
  useTitle(wish === undefined ? null : wish.title);
  const back = <BackLink to="/wishes">{t('wishes.page.back')}</BackLink>;
  if (wish === undefined) {
    if (error === null) return <SkeletonRows rows={4} label={t('wishes.detail.loading')} />;
    const problem = asProblem(error);
    return (
      <>
        {back}
        {problem.status === 404 ? (
          <Notice heading="h1" icon={<SearchX className="size-8" strokeWidth={1.5} />} title={t('wishes.page.gone')}>
            {t('wishes.page.goneText')}
          </Notice>
        ) : (
          <ProblemNote large problem={problem} onRetry={() => void refetch()} />
        )}
      </>
    );
  }
  return (
    <>
      <CoverHeader
        artist={wish.artists[0] ?? ''}
        work={wish.album ?? wish.title}
        src={addressOf(wish.file?.artwork_url)}
        back={back}
        aside={<WishActions wish={wish} tabIndex={0} />}
      >
        <h1 dir="auto" className="text-display font-semibold text-balance break-words">
          {wish.title}
        </h1>
        <p dir="auto" className="mt-0.5 mb-3 text-lead text-ink-soft">
          {artistLine(wish)}
        </p>
        <WishStatus wish={wish} />
      </CoverHeader>
      <WishDetail wish={wish} alone />
    </>
  );
}
