import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Meter } from '../../ui/meter.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { diskQuery } from './queries.ts';

/** From this share on, a disk is worth a warning. */
const fullFrom = 0.9;

/** What is left: searches (handed in) and room on the disk of the music folder. */
export function DiskPanel({ searches }: { searches: ReactNode }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const disk = useQuery(diskQuery);
  return (
    <Panel title={t('dashboard.left.title')}>
      <div className="space-y-5">
        {searches}
        {disk.data === undefined ? (
          disk.error === null ? (
            <SkeletonLines lines={1} label={t('dashboard.left.loading')} />
          ) : (
            <ProblemNote problem={asProblem(disk.error)} onRetry={() => void disk.refetch()} />
          )
        ) : disk.data.total_bytes === null || disk.data.free_bytes === null ? (
          <p className="text-small text-coral">{t('dashboard.left.noDisk')}</p>
        ) : (
          <Meter
            label={t('dashboard.left.disk')}
            value={t('dashboard.left.free', { size: formats.bytes(disk.data.free_bytes) })}
            share={1 - disk.data.free_bytes / Math.max(1, disk.data.total_bytes)}
            tone={
              disk.data.free_bytes <= disk.data.reserve_bytes
                ? 'coral'
                : disk.data.free_bytes < disk.data.total_bytes * (1 - fullFrom)
                  ? 'amber'
                  : 'sea'
            }
            note={
              disk.data.free_bytes <= disk.data.reserve_bytes
                ? t('dashboard.left.full', { size: formats.bytes(disk.data.reserve_bytes) })
                : undefined
            }
          />
        )}
      </div>
    </Panel>
  );
}
