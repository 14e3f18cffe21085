import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Upload } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { asProblem, forgetUploads, stopUpload } from '../../api/index.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { VirtualRows } from '../../ui/lists/virtual-rows.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { transfersQuery } from './queries.ts';
import { TransferRow } from './transfer-row.tsx';

/** What others fetch from us: running and waiting, or everything that slskd remembers. */
export function UploadsTab({ onUser }: { onUser: (username: string) => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [all, setAll] = useState(false);
  const { data, error, refetch } = useQuery(transfersQuery(all ? 'uploads/all' : 'uploads'));
  const settled = {
    onError: (problem: Error): unknown => toast.error(t('soulseekPage.failed'), { description: problem.message }),
    onSettled: () => client.invalidateQueries({ queryKey: ['soulseek', 'transfers'] }),
  };
  const stop = useMutation({ mutationFn: stopUpload, ...settled });
  const forget = useMutation({ mutationFn: forgetUploads, ...settled });
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <Chip pressed={!all} onPress={() => setAll(false)}>
          {t('soulseekPage.activeUploads')}
        </Chip>
        <Chip pressed={all} onPress={() => setAll(true)}>
          {t('soulseekPage.allUploads')}
        </Chip>
        {all && data?.some(({ phase }) => phase !== 'running' && phase !== 'waiting') === true && (
          <Button kind="quiet" size="small" disabled={forget.isPending} onClick={() => forget.mutate()}>
            {t('soulseekPage.forget')}
          </Button>
        )}
      </div>
      {data === undefined ? (
        error === null ? (
          <SkeletonRows rows={5} label={t('soulseekPage.loading')} className="border-t border-line" />
        ) : (
          <ProblemNote large problem={asProblem(error)} onRetry={() => void refetch()} />
        )
      ) : data.length === 0 ? (
        <Notice
          heading="output"
          icon={<Upload className="size-8" strokeWidth={1.5} />}
          title={t('soulseekPage.noUploads')}
        >
          {t('soulseekPage.noUploadsText')}
        </Notice>
      ) : (
        <VirtualRows rows={data} label={t('soulseekPage.tabs.uploads')} height={73} keyOf={({ id }) => id}>
          {(transfer) => (
            <TransferRow
              transfer={transfer}
              busy={stop.isPending}
              onUser={onUser}
              onStop={
                transfer.phase === 'running' || transfer.phase === 'waiting'
                  ? () => stop.mutate(transfer.id)
                  : undefined
              }
            />
          )}
        </VirtualRows>
      )}
    </>
  );
}
