import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { fetchFiles, type PeerFile } from '../../api/index.ts';
import { problemText } from '../../i18n/problem-text.ts';

/** Files in one request; the folder of an album has fewer. */
const atOnce = 100;

/** Fetches files of a peer; what is refused is told with its reason. */
export function useFetchFiles() {
  const client = useQueryClient();
  const { t } = useTranslation();
  return useMutation({
    async mutationFn({ username, files }: { username: string; files: readonly PeerFile[] }) {
      const receipts = [];
      for (let at = 0; at < files.length; at += atOnce) {
        receipts.push(await fetchFiles(username, files.slice(at, at + atOnce)));
      }
      return receipts;
    },
    onSuccess(receipts) {
      const taken = receipts.reduce((sum, receipt) => sum + receipt.downloads.length, 0);
      const [refused] = receipts.flatMap((receipt) => receipt.skipped);
      const description = refused === undefined ? {} : { description: refused.sentence };
      if (taken > 0) toast.success(t('soulseekPage.fetched', { count: taken }), description);
      else toast(t('soulseekPage.notFetched'), description);
    },
    onError: (error) => toast.error(t('soulseekPage.failed'), { description: problemText(t, error).text }),
    onSettled: () => client.invalidateQueries({ queryKey: ['soulseek', 'downloads'] }),
  });
}
