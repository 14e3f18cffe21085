import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, trySoulseekKey } from '../../api/index.ts';
import { ProblemNote, useProblemText } from '../../i18n/problem-note.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { environmentLine } from './environment-lines.ts';
import { EnvironmentNote } from './environment-note.tsx';
import { declaredQuery } from './queries.ts';

interface Wanted {
  readonly address: string;
  readonly key: string;
  readonly folder: string;
}

/** Where slskd is, its key and its folder: tries them out, and gives the lines that make them last. */
export function SoulseekForm() {
  const { t } = useTranslation();
  const declared = useQuery(declaredQuery);
  if (declared.data === undefined)
    return declared.error === null ? (
      <SkeletonRows rows={3} label={t('settings.loading')} />
    ) : (
      <ProblemNote problem={asProblem(declared.error)} onRetry={() => void declared.refetch()} />
    );
  const value = (name: string): string => declared.data.items.find((item) => item.name === name)?.value ?? '';
  return (
    <Form
      now={{ address: value('SLSKD_BASE_URL'), key: value('SLSKD_API_KEY'), folder: value('SLSKD_DOWNLOADS_DIR') }}
    />
  );
}

/** The lines for what differs from what is in effect. */
function linesFor(now: Wanted, wanted: Wanted): string[] {
  const lines: string[] = [];
  if (wanted.address.trim() !== now.address) lines.push(environmentLine('SLSKD_BASE_URL', wanted.address.trim()));
  if (wanted.key.trim() !== '') lines.push(environmentLine('SLSKD_API_KEY', wanted.key.trim()));
  if (wanted.folder.trim() !== now.folder) lines.push(environmentLine('SLSKD_DOWNLOADS_DIR', wanted.folder.trim()));
  return lines;
}

function Form({ now }: { now: Wanted }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const explain = useProblemText();
  const [wanted, setWanted] = useState<Wanted>({ ...now, key: '' });
  const set = (part: Partial<Wanted>): void => setWanted({ ...wanted, ...part });
  const lines = linesFor(now, wanted);
  const moved = wanted.address.trim() !== now.address;
  const attempt = useMutation({
    mutationFn: () => trySoulseekKey(wanted.key.trim()),
    onSettled: () => client.invalidateQueries({ queryKey: ['doctor', 'one'] }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    attempt.mutate();
  };
  const refused = attempt.error === null ? null : explain(asProblem(attempt.error));
  return (
    <form onSubmit={submit} className="space-y-4">
      <Field
        label={t('settings.label.SLSKD_BASE_URL')}
        type="url"
        dir="ltr"
        placeholder="http://127.0.0.1:5030"
        hint={t('settings.hint.SLSKD_BASE_URL')}
        value={wanted.address}
        onChange={(event) => set({ address: event.target.value })}
      />
      <Field
        label={t('settings.label.SLSKD_API_KEY')}
        type="password"
        autoComplete="new-password"
        placeholder={now.key === '' ? '' : '••••••'}
        hint={t(now.key === '' ? 'settings.hint.SLSKD_API_KEY' : 'settings.soulseek.keyKept')}
        problem={refused === null ? undefined : refused.text}
        value={wanted.key}
        onChange={(event) => {
          attempt.reset();
          set({ key: event.target.value });
        }}
      />
      <Field
        label={t('settings.label.SLSKD_DOWNLOADS_DIR')}
        dir="ltr"
        hint={t('settings.hint.SLSKD_DOWNLOADS_DIR')}
        value={wanted.folder}
        onChange={(event) => set({ folder: event.target.value })}
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button type="submit" disabled={moved || attempt.isPending || (wanted.key.trim() === '' && now.key === '')}>
          {t(attempt.isPending ? 'settings.soulseek.testing' : 'settings.soulseek.test')}
        </Button>
        {moved && <span className="text-small text-ink-soft">{t('settings.soulseek.moved')}</span>}
      </div>
      {attempt.data !== undefined && (
        <output
          className={`block rounded-md px-3 py-2.5 text-small ${attempt.data.valid && attempt.data.live ? 'bg-sea-soft text-sea-strong' : attempt.data.valid ? 'bg-amber-soft text-amber' : 'bg-coral-soft text-coral'}`}
        >
          {attempt.data.valid && attempt.data.live
            ? t('settings.soulseek.accepted')
            : attempt.data.valid
              ? t('settings.soulseek.formOnly')
              : t('settings.soulseek.refused')}{' '}
          {attempt.data.reason !== null && <span lang="en">({attempt.data.reason})</span>}
        </output>
      )}
      {lines.length > 0 && (
        <div className="rounded-lg bg-sunken p-4">
          <EnvironmentNote lines={lines} />
        </div>
      )}
    </form>
  );
}
