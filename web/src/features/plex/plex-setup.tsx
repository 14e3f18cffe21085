import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../../api/index.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { plexSettingsQuery } from './queries.ts';
import { SetupPanel } from './setup-panel.tsx';
import { SignInPanel } from './sign-in-panel.tsx';

/** Setting Plex up, for the settings: signing in with a PIN, or its address and a token. */
export function PlexSetup() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(plexSettingsQuery);
  if (data !== undefined)
    return (
      <div className="space-y-5">
        <SignInPanel settings={data} />
        <SetupPanel settings={data} />
      </div>
    );
  return error === null ? (
    <SkeletonRows rows={4} label={t('plex.loading')} />
  ) : (
    <ProblemNote problem={asProblem(error)} onRetry={() => void refetch()} />
  );
}
