import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { type PlexSettings, setUpPlex } from '../../api/index.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';

/** Address of the server and name of the library of music. */
export function SetupPanel({ settings }: { settings: PlexSettings }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [address, setAddress] = useState(settings.base_url ?? '');
  const [library, setLibrary] = useState(settings.library ?? '');
  const save = useMutation({
    mutationFn: () => setUpPlex({ base_url: address.trim() || null, library: library.trim() || null }),
    onSuccess: async () => {
      toast.success(t('plex.setup.saved'));
      await client.invalidateQueries({ queryKey: ['plex'] });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Panel title={t('plex.setup.title')}>
      <form onSubmit={submit} className="space-y-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label={t('plex.setup.address')}
            hint={t('plex.setup.addressHint')}
            value={address}
            problem={save.error === null ? undefined : problemText(t, save.error).text}
            onChange={(event) => setAddress(event.target.value)}
          />
          <Field
            label={t('plex.setup.library')}
            hint={t('plex.setup.libraryHint')}
            value={library}
            onChange={(event) => setLibrary(event.target.value)}
          />
        </div>
        <Button kind="primary" type="submit" disabled={save.isPending}>
          {t('plex.setup.save')}
        </Button>
      </form>
    </Panel>
  );
}
