import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { asProblem, forgetSkippedTrack } from '../../api/index.ts';
import { dynamicText } from '../../i18n/index.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { skippedQuery } from './queries.ts';

/** Tracks that failed, and those that are left alone for it. */
export function SkippedPanel() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const list = useInfiniteQuery(skippedQuery);
  const forget = useMutation({
    mutationFn: forgetSkippedTrack,
    onSettled: () => client.invalidateQueries({ queryKey: ['autosync'] }),
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Panel title={t('autosync.skipped.title')}>
      <p className="mb-3 max-w-prose text-ink-soft">{t('autosync.skipped.text')}</p>
      {list.error !== null && <ProblemNote problem={asProblem(list.error)} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && items.length === 0 && <p className="text-ink-soft">{t('autosync.skipped.none')}</p>}
      {items.length > 0 && (
        <ul className="border-t border-line">
          {items.map((item) => (
            <li key={item.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line py-3">
              <div className="min-w-48 flex-1" dir="auto">
                <p className="font-medium break-words">{item.title}</p>
                <p className="text-small break-words text-ink-soft">{item.artists.join(', ')}</p>
              </div>
              <p className="flex flex-wrap items-center gap-2 text-small text-ink-soft">
                {dynamicText(t, `autosync.failures.${item.failure_reason}`, item.failure_reason).text}
                <span className="nums">{t('autosync.skipped.tries', { count: item.failure_count })}</span>
                {item.skipped && <Badge tone="amber">{t('autosync.skipped.skipped')}</Badge>}
              </p>
              <Button
                size="small"
                disabled={forget.isPending}
                aria-label={t('autosync.skipped.againLabel', { title: item.title })}
                onClick={() => forget.mutate(item.id)}
              >
                {t('autosync.skipped.again')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button className="mt-4" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('autosync.skipped.more')}
        </Button>
      )}
    </Panel>
  );
}
