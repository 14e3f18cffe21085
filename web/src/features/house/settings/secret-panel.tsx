import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { keepSecret, type StoredSecretName, trySecret } from '../../../api/index.ts';
import { useFieldProblems } from '../../../i18n/field-problems.tsx';
import { dynamicText } from '../../../i18n/index.ts';
import { Button } from '../../../ui/button.tsx';
import { cn } from '../../../ui/cn.ts';
import { Field } from '../../../ui/form/field.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { declaredQuery } from '../queries.ts';
import { SourceNote } from '../source-note.tsx';
import { UnsavedGuard } from '../unsaved.tsx';

/** A key that has no page of its own: tried out at its service, then kept, sealed and in effect at once. */
export function SecretPanel({ title, provider }: { title: string; provider: StoredSecretName }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const name = provider.toUpperCase();
  const setting = useQuery(declaredQuery).data?.items.find((item) => item.name === name);
  const [key, setKey] = useState('');
  const typed = key.trim();
  const test = useMutation({ mutationFn: (value: string) => trySecret(provider, value) });
  const save = useMutation({
    mutationFn: (value: string | null) => keepSecret(provider, value),
    onSuccess: async () => {
      setKey('');
      toast.success(t('settings.saved'));
      await Promise.all(['settings', 'doctor'].map((each) => client.invalidateQueries({ queryKey: [each] })));
    },
  });
  const problems = useFieldProblems(save.error ?? test.error, ['value']);
  if (setting === undefined) return null;
  const label = dynamicText(t, `settings.label.${name}`, name).text;
  const hint = dynamicText(t, `settings.hint.${name}`, setting.doc).text;
  const busy = test.isPending || save.isPending;
  const { data: trial } = test;
  const well = trial !== undefined && trial.valid && trial.live;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    test.mutate(typed, {
      onSuccess: ({ valid, live }) => (valid && live && typed !== '' ? save.mutate(typed) : undefined),
    });
  };
  return (
    <Panel title={title}>
      <form onSubmit={submit} className="max-w-xl space-y-4">
        <Field
          label={label}
          type="password"
          autoComplete="new-password"
          placeholder={setting.value === null ? '' : '••••••'}
          hint={<SourceNote source={setting.source}>{hint}</SourceNote>}
          problem={problems.of('value')}
          value={key}
          onChange={(event) => {
            test.reset();
            save.reset();
            setKey(event.target.value);
          }}
        />
        {problems.rest}
        {trial !== undefined && (
          <output
            className={cn(
              'block rounded-md px-3 py-2.5 text-small',
              well
                ? 'bg-sea-soft text-sea-strong'
                : trial.live
                  ? 'bg-coral-soft text-coral'
                  : 'bg-amber-soft text-amber',
            )}
          >
            {t(well ? 'settings.secret.accepted' : trial.live ? 'settings.secret.refused' : 'settings.secret.formOnly')}
          </output>
        )}
        <div className="flex flex-wrap items-center gap-2">
          <Button type="submit" disabled={busy || (typed === '' && setting.value === null)}>
            {t(typed === '' ? 'settings.secret.test' : 'settings.secret.keep')}
          </Button>
          {typed !== '' && trial !== undefined && !well && (
            <Button disabled={busy} onClick={() => save.mutate(typed)}>
              {t('settings.secret.anyway')}
            </Button>
          )}
          {typed === '' && setting.source === 'stored' && (
            <Button disabled={busy} onClick={() => save.mutate(null)}>
              {t('settings.reset')}
            </Button>
          )}
        </div>
        <UnsavedGuard when={typed !== '' && !busy} />
      </form>
    </Panel>
  );
}
