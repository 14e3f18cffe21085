import { useQuery } from '@tanstack/react-query';
import { Bell, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem, type NotificationTarget } from '../../api/index.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { DeliveriesPanel } from './deliveries-panel.tsx';
import { targetsQuery } from './queries.ts';
import { TargetDialog } from './target-dialog.tsx';
import { TargetRow } from './target-row.tsx';

/** Where people are told of what happens, and what was sent. */
export function NotificationsPage() {
  const { t } = useTranslation();
  const targets = useQuery(targetsQuery);
  const [editing, setEditing] = useState<NotificationTarget | 'new' | null>(null);
  const add = (
    <Button size="small" onClick={() => setEditing('new')}>
      <Plus className="size-4" aria-hidden="true" />
      {t('notifications.add')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('notifications.heading')} intro={t('notifications.intro')} />
      <div className="space-y-6">
        <Panel title={t('notifications.targets')} aside={add}>
          {targets.data === undefined ? (
            targets.error === null ? (
              <SkeletonRows rows={2} label={t('notifications.loading')} />
            ) : (
              <ProblemNote problem={asProblem(targets.error)} onRetry={() => void targets.refetch()} />
            )
          ) : targets.data.items.length === 0 ? (
            <Notice icon={<Bell className="size-8" strokeWidth={1.5} />} title={t('notifications.none')}>
              <p>{t('notifications.noneText')}</p>
            </Notice>
          ) : (
            <ul className="border-t border-line">
              {targets.data.items.map((target) => (
                <TargetRow key={target.id} target={target} onEdit={() => setEditing(target)} />
              ))}
            </ul>
          )}
        </Panel>
        <DeliveriesPanel targets={targets.data?.items ?? []} />
      </div>
      {editing !== null && (
        <TargetDialog
          target={editing === 'new' ? null : editing}
          events={targets.data?.events ?? []}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}
