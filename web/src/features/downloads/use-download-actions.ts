import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { cancelDownload, type Download, prioritiseDownload, retryDownload } from '../../api/index.ts';
import { problemText } from '../../i18n/problem-text.ts';

type Change =
  | { readonly kind: 'retry' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'priority'; readonly value: number };

function send(download: Download, change: Change): Promise<void> {
  if (change.kind === 'retry') return retryDownload(download);
  if (change.kind === 'cancel') return cancelDownload(download.id);
  return prioritiseDownload(download.id, change.value);
}

/** Trying again, stopping (with the way back) and priority; buttons rest while one is under way. */
export function useDownloadActions(): { act: (download: Download, change: Change) => void; busy: boolean } {
  const client = useQueryClient();
  const { t } = useTranslation();
  const { mutate, isPending } = useMutation({
    mutationFn: ({ download, change }: { download: Download; change: Change }) => send(download, change),
    onSuccess(_answer, { download, change }) {
      if (change.kind === 'retry') toast.success(t('downloads.retried'));
      if (change.kind === 'cancel') {
        toast(t('downloads.cancelled'), {
          action: {
            label: t('wishes.actions.undo'),
            onClick: () => mutate({ download: { ...download, state: 'cancelled' }, change: { kind: 'retry' } }),
          },
        });
      }
    },
    onError: (error) => toast.error(t('downloads.failedAction'), { description: problemText(t, error).text }),
    onSettled: () => void client.invalidateQueries({ queryKey: ['downloads'] }),
  });
  return { act: (download, change) => mutate({ download, change }), busy: isPending };
}
