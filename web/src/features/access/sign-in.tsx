import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, signIn } from '../../api/index.ts';
import { useProblemText } from '../../i18n/problem-note.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Mark } from '../../ui/mark.tsx';
import { sessionQuery } from './queries.ts';

/** Asks for a key; the browser remembers a session in its place. */
export function SignIn() {
  const { t } = useTranslation();
  const explain = useProblemText();
  const client = useQueryClient();
  const [key, setKey] = useState('');
  const enter = useMutation({
    mutationFn: signIn,
    onSuccess: (session) => {
      // nothing that was read before belongs to whoever is here now
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
      client.setQueryData(sessionQuery.queryKey, session);
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    enter.mutate(key.trim());
  };
  const failed = enter.error === null ? null : asProblem(enter.error);
  const wrong = failed?.status === 401 ? t('access.signIn.wrong') : failed === null ? undefined : explain(failed).text;
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-12">
      <form
        onSubmit={submit}
        className="w-full max-w-96 rounded-xl border border-line bg-surface p-6 shadow-rest sm:p-8"
      >
        <Mark className="mb-5 h-7 text-sea" />
        <h1 className="text-title font-semibold">{t('access.signIn.heading')}</h1>
        <p className="mt-1 mb-5 text-ink-soft">{t('access.signIn.text')}</p>
        <Field
          label={t('access.signIn.key')}
          hint={t('access.signIn.hint')}
          problem={wrong}
          type="password"
          name="password"
          autoComplete="current-password"
          required
          maxLength={512}
          // eslint-disable-next-line jsx-a11y/no-autofocus -- it is all that this page is for
          autoFocus
          value={key}
          onChange={(event) => setKey(event.target.value)}
        />
        <Button kind="primary" type="submit" className="mt-5 w-full" disabled={enter.isPending || key.trim() === ''}>
          {enter.isPending ? t('access.signIn.checking') : t('access.signIn.action')}
        </Button>
        <output className="sr-only">{wrong}</output>
      </form>
    </main>
  );
}
