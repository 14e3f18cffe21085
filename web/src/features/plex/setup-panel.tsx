import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { type PlexEntry, type PlexSettings, setUpPlex, tryPlex } from '../../api/index.ts';
import { useFieldProblems } from '../../i18n/field-problems.tsx';
import { isUnchanged, TrialButtons, useTrying } from '../../i18n/trial-form.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { PlexTrialResult } from './trial-result.tsx';

/** What stands in the fields. An empty token means the one that is kept. */
interface Wanted {
  readonly address: string;
  readonly token: string;
  readonly library: string;
}

/** What differs from what is in effect; only that is sent. */
function entryOf(now: PlexSettings, wanted: Wanted): PlexEntry {
  const [address, token, library] = [wanted.address.trim(), wanted.token.trim(), wanted.library.trim()];
  return {
    ...(address === (now.base_url ?? '') ? {} : { base_url: address || null }),
    ...(token === '' ? {} : { token }),
    ...(library === (now.library ?? '') ? {} : { library: library || null }),
  };
}

/** Address, token and library of music: tried out first, then kept and in effect at once. */
export function SetupPanel({ settings }: { settings: PlexSettings }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const libraries = useId();
  const [wanted, setWanted] = useState<Wanted>({
    address: settings.base_url ?? '',
    token: '',
    library: settings.library ?? '',
  });
  const entry = entryOf(settings, wanted);
  const trying = useTrying({
    ask: tryPlex,
    store: setUpPlex,
    kept: async ({ base_url: address, library }) => {
      toast.success(t('settings.soulseek.saved'));
      setWanted({ address: address ?? '', token: '', library: library ?? '' });
      await Promise.all(['plex', 'settings', 'doctor'].map((key) => client.invalidateQueries({ queryKey: [key] })));
    },
  });
  const problems = useFieldProblems(trying.error, ['base_url', 'token', 'library']);
  const set = (part: Partial<Wanted>): void => {
    setWanted({ ...wanted, ...part });
    trying.reset();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    trying.submit(entry);
  };
  const problemOfToken = problems.of('token');
  return (
    <Panel title={t('plex.setup.title')}>
      <form onSubmit={submit} className="space-y-4">
        <Field
          label={t('plex.setup.address')}
          type="url"
          inputMode="url"
          dir="ltr"
          hint={t('plex.setup.addressHint')}
          value={wanted.address}
          problem={problems.of('base_url')}
          onChange={(event) => set({ address: event.target.value })}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label={t('plex.setup.token')}
            type="password"
            autoComplete="new-password"
            placeholder={settings.has_token ? '••••••' : ''}
            hint={t(settings.has_token ? 'plex.setup.tokenKept' : 'plex.setup.tokenHint')}
            problem={problemOfToken !== undefined && wanted.token === '' ? t('plex.setup.tokenAgain') : problemOfToken}
            value={wanted.token}
            onChange={(event) => set({ token: event.target.value })}
          />
          <Field
            label={t('plex.setup.library')}
            hint={t('plex.setup.libraryHint')}
            list={libraries}
            value={wanted.library}
            problem={problems.of('library')}
            onChange={(event) => set({ library: event.target.value })}
          />
          <datalist id={libraries}>
            {(trying.trial?.libraries ?? []).map(({ section_id: id, title }) => (
              <option key={id} value={title}>
                {title}
              </option>
            ))}
          </datalist>
        </div>
        {problems.rest}
        <div aria-live="polite">{trying.trial !== undefined && <PlexTrialResult trial={trying.trial} />}</div>
        <TrialButtons
          trying={trying}
          entry={entry}
          possible={wanted.address.trim() !== '' || !isUnchanged(entry)}
          nothingStored={null}
        />
        <p className="max-w-prose text-small text-ink-faint">{t('plex.setup.note')}</p>
      </form>
    </Panel>
  );
}
