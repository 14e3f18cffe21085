import { useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import {
  type SpotifyEntry,
  type SpotifyStatus,
  type SpotifyTrial,
  setSpotifyApp,
  trySpotifyApp,
} from '../../api/index.ts';
import { useFieldProblems } from '../../i18n/field-problems.tsx';
import { Told } from '../../i18n/told.tsx';
import { TrialFindings } from '../../i18n/trial-findings.tsx';
import { TrialButtons, useTrying } from '../../i18n/trial-form.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import type { Finding } from '../../ui/findings.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Panel } from '../../ui/panel.tsx';

const dashboard = 'https://developer.spotify.com/dashboard';

/** The app at Spotify that people sign in with: how to get one, its redirect address, its client id and, where wanted, its secret. */
export function AppPanel({ status }: { status: SpotifyStatus }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const configured = status.client_id !== null;
  const [open, setOpen] = useState(!configured);
  const [clientId, setClientId] = useState(status.client_id ?? '');
  const [secret, setSecret] = useState('');
  const trying = useTrying({
    ask: trySpotifyApp,
    store: setSpotifyApp,
    kept: async (answer) => {
      client.setQueryData(['spotify', 'status'], answer);
      setSecret('');
      setClientId(answer.client_id ?? '');
      setOpen(answer.client_id === null);
      toast.success(t('spotify.app.saved'));
      await Promise.all(['settings', 'doctor'].map((key) => client.invalidateQueries({ queryKey: [key] })));
    },
  });
  const entry: SpotifyEntry = {
    ...(clientId.trim() === (status.client_id ?? '') ? {} : { client_id: clientId.trim() || null }),
    ...(secret.trim() === '' ? {} : { client_secret: secret.trim() }),
  };
  const problems = useFieldProblems(trying.error, ['client_id', 'client_secret']);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    trying.submit(entry);
  };
  return (
    <Panel
      title={t('spotify.app.title')}
      aside={
        configured && (
          <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? 'spotify.app.close' : 'spotify.app.change')}
          </Button>
        )
      }
    >
      {!open && <p className="text-small text-ink-soft">{t('spotify.app.inUse', { id: status.client_id ?? '' })}</p>}
      {status.redirect_problem !== null && (
        <Told
          as="p"
          role="alert"
          className="mb-4 rounded-md bg-coral-soft px-3 py-2.5 text-small text-coral"
          said={`${status.redirect_problem.sentence} ${status.redirect_problem.remedy}`}
        />
      )}
      {open && (
        <form onSubmit={submit} className="space-y-5">
          <ol className="list-decimal space-y-3 ps-5 text-ink-soft marker:text-ink-faint">
            <li>
              {t('spotify.app.stepCreate')}{' '}
              <a
                href={dashboard}
                target="_blank"
                rel="noreferrer"
                className="font-medium text-sea-strong underline underline-offset-4"
              >
                developer.spotify.com
              </a>
            </li>
            <li>
              {t('spotify.app.stepRedirect')}
              <div className="mt-2 max-w-md text-ink">
                <CopyText
                  text={status.redirect_uri}
                  label={t('spotify.app.copy')}
                  copiedLabel={t('spotify.app.copied')}
                />
              </div>
            </li>
            <li>{t('spotify.app.stepPaste')}</li>
          </ol>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field
              label={t('spotify.app.clientId')}
              required
              value={clientId}
              problem={problems.of('client_id')}
              onChange={(event) => {
                setClientId(event.target.value);
                trying.reset();
              }}
            />
            <Field
              label={t('spotify.app.secret')}
              type="password"
              hint={t(status.client_secret_set ? 'spotify.app.secretKept' : 'spotify.app.secretOptional')}
              value={secret}
              placeholder={status.client_secret_set ? '••••••' : ''}
              problem={problems.of('client_secret')}
              onChange={(event) => {
                setSecret(event.target.value);
                trying.reset();
              }}
            />
          </div>
          {problems.rest}
          <div aria-live="polite">
            {trying.trial !== undefined && (
              <TrialFindings
                findings={findingsOf(t, trying.trial)}
                problem={trying.trial.problem}
                keyOf={(code) => `spotify.trial.${code}`}
              />
            )}
          </div>
          <TrialButtons trying={trying} entry={entry} possible={clientId.trim() !== ''} nothingStored={null} />
        </form>
      )}
    </Panel>
  );
}

/** What a trial found: whether Spotify is there, knows the app, and would send people back here. */
function findingsOf(t: TFunction, { reachable, accepted, redirect_known: back }: SpotifyTrial): Finding[] {
  const found: Finding[] = [
    {
      name: 'reachable',
      state: reachable ? 'ok' : 'problem',
      text: t(reachable ? 'spotify.trial.answers' : 'spotify.trial.nobody'),
    },
  ];
  if (!reachable) return found;
  found.push({
    name: 'app',
    state: accepted === null ? 'unknown' : accepted ? 'ok' : 'problem',
    text: t(accepted === null ? 'spotify.trial.unsaid' : accepted ? 'spotify.trial.known' : 'spotify.trial.refused'),
  });
  if (accepted !== true) return found;
  found.push({
    name: 'redirect',
    state: back === null ? 'unknown' : back ? 'ok' : 'problem',
    text: t(
      back === null ? 'spotify.trial.backUnsaid' : back ? 'spotify.trial.backKnown' : 'spotify.trial.backUnknown',
    ),
  });
  return found;
}
