import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Unplug } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, type LiveFeed, type Problem } from '../../api/index.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Columns } from '../../ui/lists/columns.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { PathsPanel } from './paths-panel.tsx';
import { plexSettingsQuery, plexStatusQuery } from './queries.ts';
import { SetupPanel } from './setup-panel.tsx';
import { SignInPanel } from './sign-in-panel.tsx';
import { StatePanel } from './state-panel.tsx';

/** Plex: whether it answers, signing in, where it is, and where it sees our files. */
export function PlexPage({ feed }: { feed: LiveFeed }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const status = useQuery(plexStatusQuery);
  const settings = useQuery(plexSettingsQuery);
  useEffect(() => {
    const refresh = (): void => void client.invalidateQueries({ queryKey: ['plex', 'status'] });
    // what plays changes all the time and is not shown here
    const heard = (data: unknown): void => {
      const { type, event } = data as { type?: string; event?: string };
      if (type === 'connection' || event === 'ended') refresh();
    };
    const stops = [feed.on('service', refresh), feed.on('plex', heard), feed.onGap(refresh)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [client, feed]);
  const error = status.error ?? settings.error;
  const again = (): void => void Promise.all([status.refetch(), settings.refetch()]);
  return (
    <>
      <PageHeader title="Plex" intro={t('plex.intro')} />
      {status.data !== undefined && settings.data !== undefined ? (
        <Columns
          besideFirst
          beside={
            <>
              <StatePanel status={status.data} />
              <SignInPanel settings={settings.data} />
            </>
          }
        >
          <SetupPanel settings={settings.data} />
          <PathsPanel settings={settings.data} />
        </Columns>
      ) : error === null ? (
        <SkeletonRows rows={4} label={t('plex.loading')} />
      ) : (
        <Absent problem={asProblem(error)} onRetry={again} />
      )}
    </>
  );
}

/** Where it is switched off, its routes do not exist. */
function Absent({ problem, onRetry }: { problem: Problem; onRetry: () => void }) {
  const { t } = useTranslation();
  if (problem.code !== 'NOT_FOUND') return <ProblemNote large problem={problem} onRetry={onRetry} />;
  return (
    <Notice icon={<Unplug className="size-8" strokeWidth={1.5} />} title={t('plex.off')}>
      {t('plex.offText')}
    </Notice>
  );
}
