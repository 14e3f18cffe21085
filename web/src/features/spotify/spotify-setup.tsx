import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../../api/index.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { AppPanel } from './app-panel.tsx';
import { spotifyQuery } from './queries.ts';

/** The app of Spotify, for the settings. */
export function SpotifySetup() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(spotifyQuery);
  if (data !== undefined) return <AppPanel status={data} />;
  return error === null ? (
    <SkeletonRows rows={3} label={t('spotify.loading')} />
  ) : (
    <ProblemNote problem={asProblem(error)} onRetry={() => void refetch()} />
  );
}
