import { useMutation, useQuery } from '@tanstack/react-query';
import { CircleCheck, ExternalLink, LoaderCircle } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, finishSignIn, type SignIn } from '../../api/index.ts';
import { dynamicText } from '../../i18n/index.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/form/field.tsx';
import { signInQuery } from './queries.ts';

/** A sign-in under way: it ends by itself when the browser comes back to this machine, or with the address pasted from elsewhere. */
export function SignInSteps({ begun, onEnd, onRestart }: { begun: SignIn; onEnd: () => void; onRestart: () => void }) {
  const { t } = useTranslation();
  const [address, setAddress] = useState('');
  const progress = useQuery(signInQuery(begun.state));
  const finish = useMutation({ mutationFn: finishSignIn, onSettled: () => progress.refetch() });
  const state = progress.data?.status ?? 'pending';
  const wrong = finish.error === null ? null : asProblem(finish.error);
  const why = wrong === null ? null : dynamicText(t, `spotify.signIn.errors.${wrong.code}`, wrong.message);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    finish.mutate(address.trim());
  };

  if (state === 'completed')
    return (
      <output className="flex flex-wrap items-center gap-3">
        <CircleCheck className="size-5 text-sea" aria-hidden="true" />
        <span className="flex-1 font-medium">{t('spotify.signIn.done')}</span>
        <Button kind="primary" onClick={onEnd}>
          {t('spotify.signIn.continue')}
        </Button>
      </output>
    );
  if (state === 'failed' || state === 'expired' || state === 'unknown') {
    const code = progress.data?.error_code ?? state;
    const said = dynamicText(t, `spotify.signIn.errors.${code}`, progress.data?.message ?? '');
    return (
      <div role="alert">
        <p lang={said.own ? undefined : 'en'} className="rounded-md bg-coral-soft px-3 py-2.5 text-small text-coral">
          {said.text === '' ? t('spotify.signIn.failed') : said.text}
        </p>
        <div className="mt-4 flex gap-2">
          <Button kind="primary" onClick={onRestart}>
            {t('spotify.signIn.restart')}
          </Button>
          <Button kind="quiet" onClick={onEnd}>
            {t('spotify.signIn.cancel')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className="space-y-5">
      <output className="flex items-center gap-3">
        <LoaderCircle className="size-5 shrink-0 animate-spin text-sea motion-reduce:animate-none" aria-hidden="true" />
        {t('spotify.signIn.waiting')}
      </output>
      <a
        href={begun.authorization_url}
        target="_blank"
        rel="noopener"
        className="inline-flex items-center gap-2 text-small font-medium text-sea-strong underline underline-offset-4"
      >
        {t('spotify.signIn.openAgain')}
        <ExternalLink className="size-3.5" aria-hidden="true" />
      </a>
      {begun.manual_completion_available && (
        <form onSubmit={submit} className="border-t border-line pt-5">
          <h3 className="font-medium">{t('spotify.signIn.elsewhere')}</h3>
          <p className="mt-1 mb-3 max-w-prose text-small text-ink-soft">{t('spotify.signIn.elsewhereText')}</p>
          <div className="flex flex-wrap items-end gap-2">
            <Field
              className="min-w-64 flex-1"
              label={t('spotify.signIn.address')}
              placeholder={`${begun.redirect_uri}?code=…`}
              value={address}
              problem={why?.text}
              onChange={(event) => setAddress(event.target.value)}
            />
            <Button type="submit" disabled={finish.isPending || address.trim() === ''}>
              {t('spotify.signIn.finish')}
            </Button>
          </div>
        </form>
      )}
      <Button kind="quiet" size="small" onClick={onEnd}>
        {t('spotify.signIn.cancel')}
      </Button>
    </div>
  );
}
