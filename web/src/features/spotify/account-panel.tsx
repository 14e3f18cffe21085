import { useMutation, useQueryClient } from '@tanstack/react-query';
import { LogIn } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, retrySpotify, type SignIn, type SpotifyStatus, startSignIn } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { dynamicText } from '../../i18n/index.ts';
import { useProblemText } from '../../i18n/problem-note.tsx';
import { Told } from '../../i18n/told.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SignInSteps } from './sign-in-steps.tsx';
import { SignOut } from './sign-out.tsx';

/** From this many days before its end the sign-in asks to be renewed. */
const soonDays = 30;

/** Who is signed in, until when, what is wrong and what to do about it. */
export function AccountPanel({ status }: { status: SpotifyStatus }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const explain = useProblemText();
  const client = useQueryClient();
  const [begun, setBegun] = useState<SignIn | null>(null);
  const start = useMutation({
    mutationFn: startSignIn,
    onSuccess(answer) {
      setBegun(answer);
      // May be stopped by the browser; the steps then offer the link.
      window.open(answer.authorization_url, '_blank', 'noopener');
    },
  });
  const again = useMutation({
    mutationFn: retrySpotify,
    onSuccess: (answer) => client.setQueryData(['spotify', 'status'], answer),
  });
  const { account, problem } = status;
  const soon = account !== null && account.days_left <= soonDays;
  const refused = start.error === null ? null : explain(asProblem(start.error));
  const startText = account === null ? 'spotify.account.signIn' : 'spotify.account.renew';

  return (
    <Panel title={t('spotify.account.title')} aside={<StateBadge status={status} />}>
      {begun !== null ? (
        <SignInSteps
          begun={begun}
          onEnd={() => {
            setBegun(null);
            void client.invalidateQueries({ queryKey: ['spotify'] });
          }}
          onRestart={() => start.mutate()}
        />
      ) : (
        <>
          {account === null ? (
            <p className="max-w-prose text-ink-soft">{t('spotify.account.none')}</p>
          ) : (
            <>
              <p className="text-lead font-medium" dir="auto">
                {account.name ?? account.id ?? t('spotify.account.unnamed')}
              </p>
              <p className={soon ? 'mt-1 text-small text-amber' : 'mt-1 text-small text-ink-soft'}>
                {t('spotify.account.expires', { date: formats.date(account.expires_at), count: account.days_left })}
              </p>
            </>
          )}
          {problem !== null && <ProblemLine problem={problem} />}
          {status.blocked_until !== null && (
            <p className="mt-3 rounded-md bg-amber-soft px-3 py-2.5 text-small text-amber">
              {t('spotify.account.blocked', { time: formats.dateTime(status.blocked_until) })}
            </p>
          )}
          {refused !== null && (
            <p
              role="alert"
              lang={refused.lang}
              className="mt-3 rounded-md bg-coral-soft px-3 py-2.5 text-small text-coral"
            >
              {refused.text}
            </p>
          )}
          <div className="mt-5 flex flex-wrap gap-2">
            <Button
              kind={account === null || account.needs_reauth || soon ? 'primary' : 'plain'}
              disabled={start.isPending || status.redirect_problem !== null}
              onClick={() => start.mutate()}
            >
              <LogIn className="size-4" aria-hidden="true" />
              {t(startText)}
            </Button>
            {problem !== null && account !== null && (
              <Button disabled={again.isPending} onClick={() => again.mutate()}>
                {t('spotify.account.askAgain')}
              </Button>
            )}
            {account !== null && <SignOut />}
          </div>
        </>
      )}
    </Panel>
  );
}

function StateBadge({ status }: { status: SpotifyStatus }) {
  const { t } = useTranslation();
  if (status.account?.needs_reauth === true) return <Badge tone="coral">{t('spotify.state.expired')}</Badge>;
  if (status.blocked_until !== null) return <Badge tone="amber">{t('spotify.state.paused')}</Badge>;
  if (status.authenticated) return <Badge tone="sea">{t('spotify.state.connected')}</Badge>;
  return <Badge>{t('spotify.state.signedOut')}</Badge>;
}

function ProblemLine({ problem }: { problem: NonNullable<SpotifyStatus['problem']> }) {
  const { t } = useTranslation();
  const { text, own } = dynamicText(t, `spotify.problems.${problem.code}`, '');
  return (
    <Told
      as="p"
      role="alert"
      className="mt-3 rounded-md bg-coral-soft px-3 py-2.5 text-small text-coral"
      said={own ? text : `${problem.sentence} ${problem.remedy}`}
    />
  );
}
