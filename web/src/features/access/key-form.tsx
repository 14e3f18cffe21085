import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, makeKey, type Scope } from '../../api/index.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Select } from '../../ui/form/select.tsx';
import { Panel } from '../../ui/panel.tsx';
import { keysQuery } from './queries.ts';

const scopes: readonly Scope[] = ['read', 'operate', 'admin'];

/** Makes a key and shows it this once. */
export function KeyForm() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [scope, setScope] = useState<Scope>('operate');
  const [end, setEnd] = useState('');
  const make = useMutation({
    mutationFn: makeKey,
    onSuccess: () => {
      setName('');
      setEnd('');
    },
    onSettled: () => client.invalidateQueries({ queryKey: keysQuery.queryKey }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    make.mutate({ name: name.trim(), scope, expiresAt: end === '' ? null : end });
  };
  return (
    <Panel title={t('access.keys.make')}>
      <form onSubmit={submit} className="grid items-start gap-4 sm:grid-cols-[1fr_12rem_11rem]">
        <Field
          label={t('access.keys.name')}
          placeholder={t('access.keys.namePlaceholder')}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Select
          label={t('access.keys.scope')}
          value={scope}
          options={scopes.map((value) => ({ value, label: t(`access.scope.${value}`) }))}
          onChange={setScope}
        />
        <Field
          label={t('access.keys.end')}
          type="date"
          hint={t('access.keys.endHint')}
          value={end}
          onChange={(event) => setEnd(event.target.value)}
        />
        <Button
          kind="primary"
          type="submit"
          className="sm:col-span-3 sm:justify-self-start"
          disabled={make.isPending || name.trim() === ''}
        >
          {t('access.keys.make')}
        </Button>
      </form>
      {make.error !== null && (
        <div className="mt-4">
          <ProblemNote problem={asProblem(make.error)} onRetry={() => make.reset()} />
        </div>
      )}
      {make.data !== undefined && (
        <output className="mt-5 block">
          <span className="mb-1.5 block text-small font-medium">{t('access.keys.made', { name: make.data.name })}</span>
          <CopyText text={make.data.key} label={t('access.keys.copy')} copiedLabel={t('access.keys.copied')} />
          <span className="mt-1.5 block text-small text-ink-soft">{t('access.keys.once')}</span>
        </output>
      )}
    </Panel>
  );
}
