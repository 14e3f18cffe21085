import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { asProblem, updateBeets } from '../../api/index.ts';
import { Told } from '../../i18n/told.tsx';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';

const shown = 20;

/** Compares the library of beets with the files: first says what would change, then does it. */
export function UpdatePanel() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const preview = useMutation({ mutationFn: () => updateBeets(true) });
  const update = useMutation({
    mutationFn: (confirm: number) => updateBeets(false, confirm),
    onSuccess: () => preview.reset(),
    onSettled: () => client.invalidateQueries({ queryKey: ['beets', 'stats'] }),
  });
  const busy = preview.isPending || update.isPending;
  const found = preview.data;
  const problem = update.error ?? preview.error;
  const look = (): void => {
    update.reset();
    preview.mutate();
  };
  return (
    <Panel title={t('beets.update.title')}>
      <p className="mb-4 max-w-prose text-small text-ink-soft">{t('beets.update.text')}</p>
      <Button disabled={busy} onClick={look}>
        {t(preview.isPending ? 'beets.update.looking' : 'beets.update.look')}
      </Button>
      {problem !== null && (
        <Told
          as="p"
          role="alert"
          className="mt-4 rounded-md bg-coral-soft px-3 py-2.5 text-small text-coral"
          said={asProblem(problem).message}
        />
      )}
      {found !== undefined && (
        <output className="mt-4 block space-y-3 text-small">
          <p className="font-medium">
            {t('beets.update.found', {
              checked: found.checked,
              changed: found.changed.length,
              gone: found.vanished_total,
            })}
          </p>
          {found.vanished.length > 0 && (
            <ul className="list-disc space-y-1 ps-5 text-ink-soft">
              {found.vanished.slice(0, shown).map((path) => (
                <li key={path} className="break-words">
                  {path}
                </li>
              ))}
            </ul>
          )}
          {found.changed.length + found.vanished_total > 0 && (
            <Button kind="primary" size="small" disabled={busy} onClick={() => update.mutate(found.vanished_total)}>
              {t('beets.update.run', { count: found.vanished_total })}
            </Button>
          )}
        </output>
      )}
      {update.data !== undefined && (
        <output className="mt-4 block text-small font-medium">{t('beets.update.done')}</output>
      )}
    </Panel>
  );
}
