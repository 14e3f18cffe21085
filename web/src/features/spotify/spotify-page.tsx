import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, type LiveFeed } from '../../api/index.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Columns } from '../../ui/lists/columns.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { AccountPanel } from './account-panel.tsx';
import { AppPanel } from './app-panel.tsx';
import { BackfillPanel } from './backfill-panel.tsx';
import { ModeChoice } from './mode-choice.tsx';
import { PlaylistsPanel } from './playlists-panel.tsx';
import { spotifyQuery } from './queries.ts';
import { UsagePanel } from './usage-panel.tsx';

/** Spotify: with an account or without, who is signed in and until when, and what Spotify does for this app. */
export function SpotifyPage({ feed }: { feed: LiveFeed }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const status = useQuery(spotifyQuery);
  useEffect(() => {
    const refresh = (): void => void client.invalidateQueries({ queryKey: ['spotify'] });
    const stopService = feed.on('service', refresh);
    const stopGap = feed.onGap(refresh);
    return () => {
      stopService();
      stopGap();
    };
  }, [client, feed]);
  return (
    <>
      <PageHeader title={t('spotify.heading')} intro={t('spotify.intro')} />
      {status.data === undefined ? (
        status.error === null ? (
          <SkeletonRows rows={4} label={t('spotify.loading')} />
        ) : (
          <ProblemNote large problem={asProblem(status.error)} onRetry={() => void status.refetch()} />
        )
      ) : (
        <div className="space-y-6">
          <ModeChoice status={status.data} />
          {status.data.mode === 'PRO' && (
            // the panels keep their places when somebody signs in: the steps of the sign-in end in one of them
            <Columns
              besideFirst
              stacked={!status.data.authenticated}
              beside={
                <>
                  {status.data.client_id !== null && <AccountPanel status={status.data} />}
                  {status.data.authenticated && <UsagePanel status={status.data} />}
                  {status.data.authenticated && <BackfillPanel />}
                  <AppPanel status={status.data} />
                </>
              }
            >
              {status.data.authenticated && <PlaylistsPanel feed={feed} />}
            </Columns>
          )}
        </div>
      )}
    </>
  );
}
