import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Plus, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { type PlexPathTest, type PlexSettings, setUpPlex, testPlexPath } from '../../api/index.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Panel } from '../../ui/panel.tsx';

let lastId = 0;
const withId = (pair: { ours: string; theirs: string }) => ({ ...pair, id: (lastId += 1) });

/** Our folders as Plex sees them, and whether a folder of ours is one for Plex. */
export function PathsPanel({ settings }: { settings: PlexSettings }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [pairs, setPairs] = useState(() => settings.path_map.map(withId));
  const save = useMutation({
    mutationFn: () =>
      setUpPlex({ path_map: pairs.map(({ ours, theirs }) => ({ ours: ours.trim(), theirs: theirs.trim() })) }),
    onSuccess: async () => {
      toast.success(t('plex.paths.saved'));
      await client.invalidateQueries({ queryKey: ['plex', 'settings'] });
    },
  });
  const change = (id: number, part: { ours?: string; theirs?: string }): void =>
    setPairs(pairs.map((pair) => (pair.id === id ? { ...pair, ...part } : pair)));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Panel title={t('plex.paths.title')}>
      <p className="mb-4 max-w-prose text-small text-ink-soft">{t('plex.paths.text')}</p>
      <form onSubmit={submit} className="space-y-3">
        {pairs.map((pair) => (
          <div key={pair.id} className="flex flex-wrap items-end gap-2">
            <Field
              className="min-w-40 flex-1"
              label={t('plex.paths.ours')}
              required
              value={pair.ours}
              onChange={(event) => change(pair.id, { ours: event.target.value })}
            />
            <Field
              className="min-w-40 flex-1"
              label={t('plex.paths.theirs')}
              required
              value={pair.theirs}
              onChange={(event) => change(pair.id, { theirs: event.target.value })}
            />
            <Button
              kind="quiet"
              aria-label={t('plex.paths.remove')}
              onClick={() => setPairs(pairs.filter(({ id }) => id !== pair.id))}
            >
              <Trash2 className="size-4" aria-hidden="true" />
            </Button>
          </div>
        ))}
        {save.error !== null && (
          <p role="alert" className="text-small text-coral">
            {problemText(t, save.error).text}
          </p>
        )}
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => setPairs([...pairs, withId({ ours: '', theirs: '' })])}>
            <Plus className="size-4" aria-hidden="true" />
            {t('plex.paths.add')}
          </Button>
          <Button kind="primary" type="submit" disabled={save.isPending}>
            {t('plex.paths.save')}
          </Button>
        </div>
      </form>
      <FolderTest />
    </Panel>
  );
}

function FolderTest() {
  const { t } = useTranslation();
  const [path, setPath] = useState('');
  const run = useMutation({ mutationFn: () => testPlexPath(path.trim()) });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    run.mutate();
  };
  const sentence = ({ plex_path, section, locations }: PlexPathTest): string => {
    if (plex_path === null) return t('plex.paths.nowhere');
    if (section === null) return t('plex.paths.outside', { path: plex_path, locations: locations.join(', ') });
    return t('plex.paths.inside', { path: plex_path, section: section.title });
  };
  return (
    <form onSubmit={submit} className="mt-6 border-t border-line pt-5">
      <div className="flex flex-wrap items-end gap-2">
        <Field
          className="min-w-64 flex-1"
          label={t('plex.paths.test')}
          placeholder={t('plex.paths.testHint')}
          value={path}
          problem={run.error === null ? undefined : problemText(t, run.error).text}
          onChange={(event) => setPath(event.target.value)}
        />
        <Button type="submit" disabled={run.isPending || path.trim() === ''}>
          {t('plex.paths.run')}
        </Button>
      </div>
      {run.data !== undefined && <output className="mt-3 block text-small break-words">{sentence(run.data)}</output>}
    </form>
  );
}
