import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleCheck, ExternalLink, LoaderCircle } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import {
  asProblem,
  beginPlexSignIn,
  choosePlexServer,
  type PlexPin,
  type PlexSettings,
  signOutOfPlex,
} from '../../api/index.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { plexSignInQuery } from './queries.ts';

/** Signing in with a PIN, and signing out. */
export function SignInPanel({ settings }: { settings: PlexSettings }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [pin, setPin] = useState<PlexPin | null>(null);
  const begin = useMutation({
    mutationFn: beginPlexSignIn,
    onSuccess: (begun) => {
      setPin(begun);
      window.open(begun.auth_url, '_blank', 'noopener');
    },
  });
  const leave = useMutation({
    mutationFn: signOutOfPlex,
    onSuccess: async () => {
      toast.success(t('plex.signIn.signedOut'));
      await client.invalidateQueries({ queryKey: ['plex'] });
    },
  });
  return (
    <Panel
      title={t('plex.signIn.title')}
      aside={
        settings.signed_in && (
          <Button size="small" kind="quiet" disabled={leave.isPending} onClick={() => leave.mutate()}>
            {t('plex.signIn.signOut')}
          </Button>
        )
      }
    >
      {pin === null ? (
        <div className="space-y-4">
          <p className="max-w-prose text-small text-ink-soft">
            {t(
              settings.signed_in
                ? 'plex.signIn.active'
                : settings.has_token
                  ? 'plex.signIn.environment'
                  : 'plex.signIn.text',
            )}
          </p>
          {begin.error !== null && <ProblemNote problem={asProblem(begin.error)} onRetry={() => begin.mutate()} />}
          <Button
            kind={settings.has_token ? undefined : 'primary'}
            disabled={begin.isPending}
            onClick={() => begin.mutate()}
          >
            {t('plex.signIn.start')}
          </Button>
        </div>
      ) : (
        <Progress pin={pin} onEnd={() => setPin(null)} />
      )}
    </Panel>
  );
}

/** A sign-in under way; ends in the other tab. */
function Progress({ pin, onEnd }: { pin: PlexPin; onEnd: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const progress = useQuery(plexSignInQuery(pin.id));
  const { data } = progress;
  const isDone = data?.state === 'signed_in';
  useEffect(() => {
    if (!isDone) return;
    void client.invalidateQueries({ queryKey: ['plex', 'status'] });
    void client.invalidateQueries({ queryKey: ['plex', 'settings'] });
  }, [client, isDone]);
  const choose = useMutation({
    mutationFn: choosePlexServer,
    onSuccess: async () => {
      onEnd();
      await client.invalidateQueries({ queryKey: ['plex'] });
    },
  });
  const cancel = (
    <Button kind="quiet" size="small" onClick={onEnd}>
      {t('plex.signIn.cancel')}
    </Button>
  );
  if (progress.error !== null)
    return <ProblemNote problem={asProblem(progress.error)} onRetry={() => void progress.refetch()} />;
  if (data?.state === 'expired')
    return (
      <div role="alert" className="flex flex-wrap items-center gap-3 text-small">
        <span className="flex-1 text-coral">{t('plex.signIn.expired')}</span>
        {cancel}
      </div>
    );
  if (isDone && (data.chosen ?? null) === null && (data.servers ?? []).length > 0)
    return (
      <div className="space-y-3">
        <p className="font-medium">{t('plex.signIn.choose')}</p>
        <div className="flex flex-wrap gap-2">
          {(data.servers ?? []).map((server) => (
            <Button
              key={server.machine_identifier}
              disabled={choose.isPending}
              onClick={() => choose.mutate(server.machine_identifier)}
            >
              {t('plex.signIn.use', { name: server.name })}
            </Button>
          ))}
        </div>
        {choose.error !== null && <ProblemNote problem={asProblem(choose.error)} onRetry={onEnd} />}
      </div>
    );
  if (isDone)
    return (
      <output className="flex items-center gap-3">
        <CircleCheck className="size-5 text-sea" aria-hidden="true" />
        <span className="font-medium">{t('plex.signIn.done')}</span>
      </output>
    );
  return (
    <div className="space-y-4">
      <output className="flex items-center gap-3">
        <LoaderCircle className="size-5 shrink-0 animate-spin text-sea motion-reduce:animate-none" aria-hidden="true" />
        {t('plex.signIn.waiting')}
      </output>
      <a
        href={pin.auth_url}
        target="_blank"
        rel="noopener"
        className="inline-flex items-center gap-2 text-small font-medium text-sea-strong underline underline-offset-4"
      >
        {t('plex.signIn.openAgain')}
        <ExternalLink className="size-3.5" aria-hidden="true" />
      </a>
      <div>{cancel}</div>
    </div>
  );
}
