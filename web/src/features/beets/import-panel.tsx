import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { importIntoBeets } from '../../api/index.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { Told } from '../../i18n/told.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Switch } from '../../ui/form/switch.tsx';
import { Panel } from '../../ui/panel.tsx';

/** Imports a folder, and says per path what was not imported. */
export function ImportPanel({ folders }: { folders: readonly string[] }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [path, setPath] = useState('');
  const [autotag, setAutotag] = useState(true);
  const run = useMutation({
    mutationFn: () => importIntoBeets(path.trim(), autotag),
    onSettled: () => client.invalidateQueries({ queryKey: ['beets', 'stats'] }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    run.mutate();
  };
  return (
    <Panel title={t('beets.import.title')}>
      <form onSubmit={submit} className="space-y-4">
        <Field
          label={t('beets.import.path')}
          required
          value={path}
          hint={t('beets.import.hint', { folders: folders.join(', ') })}
          problem={run.error === null ? undefined : problemText(t, run.error).text}
          onChange={(event) => setPath(event.target.value)}
        />
        <Switch label={t('beets.import.autotag')} checked={autotag} onChange={setAutotag} />
        <Button kind="primary" type="submit" disabled={run.isPending || path.trim() === ''}>
          {t(run.isPending ? 'beets.import.running' : 'beets.import.run')}
        </Button>
      </form>
      {run.data !== undefined && (
        <output className="mt-4 block text-small">
          <p className="font-medium">{t('beets.import.done', { count: run.data.imported.length })}</p>
          {run.data.notes.length > 0 && (
            <ul className="mt-2 space-y-1 text-ink-soft">
              {run.data.notes.map((note) => (
                <li key={`${note.reason} ${note.path}`} className="break-words">
                  <bdi>{note.path}</bdi>: <Told said={note.message} />
                </li>
              ))}
            </ul>
          )}
        </output>
      )}
    </Panel>
  );
}
