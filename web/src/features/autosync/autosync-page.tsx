import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, type LiveFeed } from '../../api/index.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Columns } from '../../ui/lists/columns.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { autosyncQuery } from './queries.ts';
import { RulesPanel } from './rules-panel.tsx';
import { RunPanel } from './run-panel.tsx';
import { SkippedPanel } from './skipped-panel.tsx';

/** Spotify against the library: how the last run went, when the next comes, what it takes and what it leaves alone. */
export function AutosyncPage({ feed }: { feed: LiveFeed }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const status = useQuery(autosyncQuery);
  useEffect(() => {
    const refresh = (): void => void client.invalidateQueries({ queryKey: ['autosync'] });
    const stops = [
      feed.on('activity', (event) => {
        const type = (event as { type?: unknown } | null)?.type;
        if (type === 'sync' || type === 'autosync') refresh();
      }),
      feed.onGap(refresh),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [client, feed]);
  return (
    <>
      <PageHeader title={t('autosync.heading')} intro={t('autosync.intro')} />
      {status.data === undefined ? (
        status.error === null ? (
          <SkeletonRows rows={4} label={t('autosync.loading')} />
        ) : (
          <ProblemNote large problem={asProblem(status.error)} onRetry={() => void status.refetch()} />
        )
      ) : (
        <Columns besideFirst beside={<RunPanel status={status.data} />}>
          <RulesPanel settings={status.data.settings} />
          <SkippedPanel />
        </Columns>
      )}
    </>
  );
}
