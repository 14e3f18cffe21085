import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import {
  asProblem,
  type SoulseekEntry,
  type SoulseekSettings,
  storeSoulseekSettings,
  trySoulseekSettings,
} from '../../../api/index.ts';
import { useFieldProblems } from '../../../i18n/field-problems.tsx';
import { ProblemNote } from '../../../i18n/problem-note.tsx';
import { isUnchanged, TrialButtons, useTrying } from '../../../i18n/trial-form.tsx';
import { Field } from '../../../ui/form/field.tsx';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import { soulseekSettingsQuery } from '../queries.ts';
import { SourceNote } from '../source-note.tsx';
import { UnsavedGuard } from '../unsaved.tsx';
import { entryOf, type Wanted, wantedOf } from './entry.ts';
import { TrialResult } from './trial-result.tsx';

/** Where slskd is, its key and its folder: tried out first, then kept and in effect at once. */
export function SoulseekForm() {
  const { t } = useTranslation();
  const settings = useQuery(soulseekSettingsQuery);
  if (settings.data === undefined)
    return settings.error === null ? (
      <SkeletonRows rows={3} label={t('settings.loading')} />
    ) : (
      <ProblemNote problem={asProblem(settings.error)} onRetry={() => void settings.refetch()} />
    );
  return <Form key={JSON.stringify(settings.data)} now={settings.data} />;
}

function Form({ now }: { now: SoulseekSettings }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [wanted, setWanted] = useState(wantedOf(now));
  const entry = entryOf(now, wanted);
  const trying = useTrying({
    ask: trySoulseekSettings,
    store: storeSoulseekSettings,
    kept: async (stored) => {
      toast.success(t('settings.soulseek.saved'));
      setWanted(wantedOf(stored));
      client.setQueryData(soulseekSettingsQuery.queryKey, stored);
      await Promise.all(['settings', 'doctor', 'soulseek'].map((key) => client.invalidateQueries({ queryKey: [key] })));
    },
  });
  const set = (part: Partial<Wanted>): void => {
    setWanted({ ...wanted, ...part });
    trying.reset();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    trying.submit(entry);
  };
  const problems = useFieldProblems(trying.error, ['base_url', 'api_key', 'downloads_dir']);
  const stored = Object.values(now.source).includes('stored');
  return (
    <form onSubmit={submit} className="space-y-5">
      <Field
        label={t('settings.label.SLSKD_BASE_URL')}
        type="url"
        inputMode="url"
        dir="ltr"
        required
        placeholder="http://127.0.0.1:5030"
        hint={<SourceNote source={now.source.base_url}>{t('settings.hint.SLSKD_BASE_URL')}</SourceNote>}
        problem={problems.of('base_url')}
        value={wanted.address}
        onChange={(event) => set({ address: event.target.value })}
      />
      <Field
        label={t('settings.label.SLSKD_API_KEY')}
        type="password"
        autoComplete="new-password"
        placeholder={now.has_key ? '••••••' : ''}
        hint={
          <SourceNote source={now.source.api_key}>
            {t(now.has_key ? 'settings.soulseek.keyKept' : 'settings.hint.SLSKD_API_KEY')}
          </SourceNote>
        }
        problem={
          problems.of('api_key') !== undefined && wanted.key === ''
            ? t('settings.soulseek.keyAgain')
            : problems.of('api_key')
        }
        value={wanted.key}
        onChange={(event) => set({ key: event.target.value })}
      />
      <Field
        label={t('settings.label.SLSKD_DOWNLOADS_DIR')}
        dir="ltr"
        hint={<SourceNote source={now.source.downloads_dir}>{t('settings.hint.SLSKD_DOWNLOADS_DIR')}</SourceNote>}
        problem={problems.of('downloads_dir')}
        value={wanted.folder}
        onChange={(event) => set({ folder: event.target.value })}
      />
      {problems.rest}
      <div aria-live="polite">{trying.trial !== undefined && <TrialResult trial={trying.trial} />}</div>
      <TrialButtons
        trying={trying}
        entry={entry}
        possible={wanted.address.trim() !== ''}
        nothingStored={stored ? nothingStored : null}
      />
      <p className="max-w-prose text-small text-ink-faint">{t('settings.soulseek.note')}</p>
      <UnsavedGuard when={!isUnchanged(entry) && !trying.busy} />
    </form>
  );
}

const nothingStored: SoulseekEntry = { base_url: null, api_key: null, downloads_dir: null };
