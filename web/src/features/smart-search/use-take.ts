import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { type FoundItem, fetchFiles, importLines } from '../../api/index.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { lineOf, type Work } from './works.ts';

/** Wishing for a work, or fetching one offered file of it; a refusal is told. */
export function useTake() {
  const client = useQueryClient();
  const { t } = useTranslation();
  const onError = (error: Error): unknown =>
    toast.error(t('smartSearch.failed'), { description: problemText(t, error).text });
  const wish = useMutation({
    mutationFn: (work: Work) => importLines([lineOf(work)], []),
    onSuccess(receipt, work) {
      if (receipt.accepted.tracks > 0) toast.success(t('smartSearch.wished', { title: work.title }));
      else toast(t('smartSearch.known', { title: work.title }));
    },
    onError,
    onSettled: () => client.invalidateQueries({ queryKey: ['smart-search', 'wishes'] }),
  });
  const fetch = useMutation({
    mutationFn({ item, work }: { item: FoundItem; work: Work }) {
      const { username, filename, size } = item.metadata;
      const file = {
        filename: String(filename),
        ...(typeof size === 'number' ? { size } : {}),
        ...(work.artist === '' ? {} : { artist: work.artist }),
        title: work.title,
      };
      return fetchFiles(String(username), [file]);
    },
    onSuccess(receipt, { work }) {
      const [refused] = receipt.skipped;
      if (refused === undefined) toast.success(t('smartSearch.fetched', { title: work.title }));
      else toast(t('smartSearch.skipped', { title: work.title }), { description: refused.sentence });
    },
    onError,
  });
  return { wish, fetch };
}
