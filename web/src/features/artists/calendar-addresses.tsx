import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addCalendarToken, apiBase, asProblem, removeCalendarToken } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Dialog } from '../../ui/overlays/dialog.tsx';
import { Truncate } from '../../ui/truncate.tsx';
import { calendarTokensQuery } from './queries.ts';

/** Addresses for calendar programs: make one, see which there are, take one back. */
export function CalendarAddresses({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const tokens = useQuery(calendarTokensQuery);
  const onSettled = (): Promise<void> => client.invalidateQueries({ queryKey: calendarTokensQuery.queryKey });
  const add = useMutation({ mutationFn: addCalendarToken, onSuccess: () => setName(''), onSettled });
  const remove = useMutation({ mutationFn: removeCalendarToken, onSettled });
  const failed = add.error ?? remove.error ?? tokens.error;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    add.mutate(name.trim());
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('artists.calendar.subscribe')}
      description={t('artists.calendar.addressText')}
      closeLabel={t('app.close')}
    >
      {failed !== null && (
        <div className="mb-4">
          <ProblemNote problem={asProblem(failed)} onRetry={() => void tokens.refetch()} />
        </div>
      )}
      {add.data !== undefined && (
        <output className="mb-5 block">
          <span className="mb-1.5 block text-small font-medium">{t('artists.calendar.address')}</span>
          <CopyText
            text={`${new URL(apiBase, location.href).href}${add.data}`}
            label={t('spotify.app.copy')}
            copiedLabel={t('spotify.app.copied')}
          />
        </output>
      )}
      <form onSubmit={submit} className="flex flex-wrap items-end gap-2">
        <Field
          className="min-w-48 flex-1"
          label={t('artists.calendar.nameLabel')}
          placeholder={t('artists.calendar.namePlaceholder')}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Button kind="primary" type="submit" disabled={add.isPending || name.trim() === ''}>
          {t('artists.calendar.make')}
        </Button>
      </form>
      {tokens.data !== undefined && tokens.data.length > 0 && (
        <ul className="mt-5 border-t border-line">
          {tokens.data.map((token) => (
            <li key={token.id} className="flex items-center gap-3 border-b border-line py-2">
              <div className="min-w-0 flex-1">
                <Truncate className="font-medium">{token.name}</Truncate>
                <span className="nums text-small text-ink-soft">
                  {token.last_used_at === null
                    ? t('artists.calendar.neverUsed')
                    : t('artists.calendar.lastUsed', { when: formats.dateTime(token.last_used_at) })}
                </span>
              </div>
              <Button
                kind="quiet"
                size="icon"
                disabled={remove.isPending}
                aria-label={t('artists.calendar.takeBack', { name: token.name })}
                onClick={() => remove.mutate(token.id)}
              >
                <Trash2 className="size-4" aria-hidden="true" />
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
