import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Pencil, Send } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import {
  asProblem,
  changeNotificationTarget,
  type NotificationTarget,
  testNotificationTarget,
} from '../../api/index.ts';
import { useProblemText } from '../../i18n/problem-note.tsx';
import { Told } from '../../i18n/told.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Switch } from '../../ui/form/switch.tsx';

/** One target: whether it works, a test, and the way to change it. */
export function TargetRow({ target, onEdit }: { target: NotificationTarget; onEdit: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const explain = useProblemText();
  const refresh = () => client.invalidateQueries({ queryKey: ['notifications'] });
  const test = useMutation({ mutationFn: () => testNotificationTarget(target.id), onSettled: refresh });
  const change = useMutation({
    mutationFn: (enabled: boolean) => changeNotificationTarget(target.id, { enabled }),
    onSettled: refresh,
  });
  const error = test.error ?? change.error;
  return (
    <li className="border-b border-line py-4 last:border-b-0 last:pb-0">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <Switch
          hidden
          label={t('notifications.enable', { name: target.name })}
          checked={target.enabled}
          disabled={change.isPending}
          onChange={(enabled) => change.mutate(enabled)}
        />
        <div className="min-w-48 flex-1">
          <p className="flex flex-wrap items-center gap-2 font-medium">
            <span className="break-words" dir="auto">
              {target.name}
            </span>
            <Badge>{t(`notifications.kinds.${target.kind}`)}</Badge>
          </p>
          <p className="nums text-small break-all text-ink-soft">{target.url}</p>
        </div>
        <Button
          size="small"
          disabled={test.isPending}
          aria-label={t('notifications.testLabel', { name: target.name })}
          onClick={() => test.mutate()}
        >
          <Send className="size-4" aria-hidden="true" />
          {t('notifications.test')}
        </Button>
        <Button size="small" aria-label={t('notifications.editLabel', { name: target.name })} onClick={onEdit}>
          <Pencil className="size-4" aria-hidden="true" />
          {t('notifications.edit')}
        </Button>
      </div>
      {test.data?.ok === true && (
        <output className="mt-3 block rounded-md bg-sea-soft px-3 py-2.5 text-small text-sea-strong">
          {t('notifications.testOk')}
        </output>
      )}
      {target.problem !== null && (
        <Told
          as="p"
          className="mt-3 rounded-md bg-coral-soft px-3 py-2.5 text-small break-words text-coral"
          said={target.problem.message}
        />
      )}
      {error !== null && (
        <p role="alert" className="mt-3 rounded-md bg-coral-soft px-3 py-2.5 text-small text-coral">
          {explain(asProblem(error)).text}
        </p>
      )}
    </li>
  );
}
