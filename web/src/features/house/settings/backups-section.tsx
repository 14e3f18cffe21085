import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Archive, Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { addressOfBackup, asProblem, makeBackup } from '../../../api/index.ts';
import { useFormats } from '../../../i18n/format.ts';
import { ProblemNote } from '../../../i18n/problem-note.tsx';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import { backupsQuery } from '../queries.ts';
import { SettingList } from './setting-list.tsx';

/** The backups that are kept: make one now, take one away. */
export function BackupsSection() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const formats = useFormats();
  const backups = useQuery(backupsQuery);
  const make = useMutation({
    mutationFn: makeBackup,
    onSuccess: () => toast.success(t('settings.backups.made')),
    onSettled: () => Promise.all([backups.refetch(), client.invalidateQueries({ queryKey: ['doctor'] })]),
  });
  const items = backups.data?.items ?? [];
  return (
    <div className="space-y-5">
      <Panel
        title={t('settings.backups.title')}
        aside={
          <Button size="small" disabled={make.isPending || backups.data?.running} onClick={() => make.mutate()}>
            <Archive className="size-4" aria-hidden="true" />
            {t(make.isPending ? 'settings.backups.making' : 'settings.backups.make')}
          </Button>
        }
      >
        {make.error !== null && (
          <div className="mb-4">
            <ProblemNote problem={asProblem(make.error)} onRetry={() => make.mutate()} />
          </div>
        )}
        {backups.data === undefined ? (
          backups.error === null ? (
            <SkeletonRows rows={2} label={t('settings.loading')} />
          ) : (
            <ProblemNote problem={asProblem(backups.error)} onRetry={() => void backups.refetch()} />
          )
        ) : items.length === 0 ? (
          <Notice
            className="py-8"
            icon={<Archive className="size-8" strokeWidth={1.5} />}
            title={t('settings.backups.none')}
          >
            {t('settings.backups.noneText')}
          </Notice>
        ) : (
          <ul className="divide-y divide-line">
            {items.map((backup) => (
              <li key={backup.name} className="flex items-center gap-4 py-2.5">
                <div className="min-w-0 flex-1">
                  <p className="font-medium">{formats.dateTime(backup.created_at)}</p>
                  <p className="nums truncate text-small text-ink-soft">
                    {formats.bytes(backup.size_bytes)} · {backup.name}
                  </p>
                </div>
                <a
                  href={addressOfBackup(backup.name)}
                  download={backup.name}
                  aria-label={t('settings.backups.download', { date: formats.dateTime(backup.created_at) })}
                  className="grid size-9 shrink-0 place-items-center rounded-md text-ink-soft hover:bg-sunken hover:text-ink"
                >
                  <Download className="size-4" aria-hidden="true" />
                </a>
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <Panel title={t('settings.backups.rules')}>
        <SettingList names={['BACKUP_INTERVAL_HOURS', 'BACKUP_KEEP', 'BACKUP_DIR']} />
      </Panel>
    </div>
  );
}
