import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { asProblem, type SpotifyStatus, setSpotifyApp } from '../../api/index.ts';
import { useProblemText } from '../../i18n/problem-note.tsx';
import { Told } from '../../i18n/told.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { Field } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';

const dashboard = 'https://developer.spotify.com/dashboard';

/** The app at Spotify that people sign in with: how to get one, its redirect address, its client id and, where wanted, its secret. */
export function AppPanel({ status }: { status: SpotifyStatus }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const explain = useProblemText();
  const configured = status.client_id !== null;
  const [open, setOpen] = useState(!configured);
  const [clientId, setClientId] = useState(status.client_id ?? '');
  const [secret, setSecret] = useState('');
  const save = useMutation({
    mutationFn: () => setSpotifyApp(clientId.trim(), secret.trim()),
    onSuccess: (answer) => {
      client.setQueryData(['spotify', 'status'], answer);
      setSecret('');
      setOpen(false);
      toast.success(t('spotify.app.saved'));
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate();
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
              onChange={(event) => setClientId(event.target.value)}
            />
            <Field
              label={t('spotify.app.secret')}
              type="password"
              hint={t(status.client_secret_set ? 'spotify.app.secretKept' : 'spotify.app.secretOptional')}
              value={secret}
              placeholder={status.client_secret_set ? '••••••' : ''}
              onChange={(event) => setSecret(event.target.value)}
            />
          </div>
          {save.error !== null && (
            <p role="alert" className="text-small text-coral" lang={explain(asProblem(save.error)).lang}>
              {explain(asProblem(save.error)).text}
            </p>
          )}
          <Button kind="primary" type="submit" disabled={save.isPending || clientId.trim() === ''}>
            {t('spotify.app.save')}
          </Button>
        </form>
      )}
    </Panel>
  );
}
