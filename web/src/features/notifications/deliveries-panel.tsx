import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { asProblem, type NotificationDelivery, type NotificationTarget, retryDelivery } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { dynamicText } from '../../i18n/index.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Told } from '../../i18n/told.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/clock.ts';
import { Panel } from '../../ui/panel.tsx';
import { deliveriesQuery } from './queries.ts';

const tones = { delivered: 'sea', pending: 'amber', failed: 'coral', cancelled: 'neutral' } as const;
const states = ['delivered', 'pending', 'failed', 'cancelled'] as const;

/** What was sent last, with how that went. */
export function DeliveriesPanel({ targets }: { targets: readonly NotificationTarget[] }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const list = useQuery(deliveriesQuery);
  const retry = useMutation({
    mutationFn: retryDelivery,
    onSettled: () => client.invalidateQueries({ queryKey: ['notifications'] }),
  });
  const names = new Map(targets.map((target) => [target.id, target.name]));
  const error = list.error ?? retry.error;
  return (
    <Panel title={t('notifications.log.title')}>
      {error !== null && <ProblemNote problem={asProblem(error)} onRetry={() => void list.refetch()} />}
      {list.data?.length === 0 && <p className="text-ink-soft">{t('notifications.log.none')}</p>}
      <ul>
        {(list.data ?? []).map((delivery) => (
          <DeliveryRow
            key={delivery.id}
            delivery={delivery}
            target={names.get(delivery.target_id) ?? ''}
            busy={retry.isPending}
            onRetry={() => retry.mutate(delivery.id)}
          />
        ))}
      </ul>
    </Panel>
  );
}

function DeliveryRow({
  delivery,
  target,
  busy,
  onRetry,
}: {
  delivery: NotificationDelivery;
  target: string;
  busy: boolean;
  onRetry: () => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const state = states.find((known) => known === delivery.state) ?? 'pending';
  const event = dynamicText(t, `notifications.events.${delivery.kind.replace('.', '_')}`, delivery.kind).text;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line py-3 text-small">
      <Badge tone={tones[state]}>{t(`notifications.log.${state}`)}</Badge>
      <span className="min-w-40 flex-1">
        <span className="font-medium">{delivery.event_count > 1 ? `${event} (${delivery.event_count})` : event}</span>
        <span className="text-ink-soft" dir="auto">
          {` · ${target}`}
        </span>
        {delivery.error !== null && <Told className="block break-words text-coral" said={delivery.error} />}
      </span>
      <span className="nums text-ink-soft">{formats.relative(delivery.created_at, now)}</span>
      {state === 'failed' && delivery.kind !== 'test' && (
        <Button size="small" disabled={busy} onClick={onRetry}>
          {t('notifications.log.again')}
        </Button>
      )}
    </li>
  );
}
