import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { asProblem, type Duplicate, restoreFile, type TrashedFile, trashFile } from '../../../api/index.ts';
import { useProblemText } from '../../../i18n/problem-note.tsx';

/** Keeps one file of a recording and moves the others to the trash, with the way back; what failed half way can be taken back as well. */
export function useKeepOne() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const explain = useProblemText();
  const settle = () => client.invalidateQueries({ queryKey: ['library'] });
  const fail = (error: Error): void => {
    toast.error(t('trash.failed'), { description: explain(asProblem(error)).text });
  };
  const restore = useMutation({
    mutationFn: async (receipts: readonly TrashedFile[]) => {
      for (const receipt of receipts) await restoreFile(receipt.id);
    },
    onSuccess: () => toast.success(t('trash.restored')),
    onError: fail,
    onSettled: settle,
  });
  return useMutation({
    mutationFn: async ({ recording, keep }: { recording: Duplicate; keep: number }) => {
      const receipts: TrashedFile[] = [];
      const undo = () => ({
        action: { label: t('wishes.actions.undo'), onClick: () => restore.mutate(receipts) },
      });
      try {
        // one after the other: each moves a file on the disk
        for (const file of recording.files) if (file.id !== keep) receipts.push(await trashFile(file.id));
      } finally {
        if (receipts.length > 0) toast(t('shelves.duplicates.kept', { count: receipts.length }), undo());
      }
    },
    onError: fail,
    onSettled: settle,
  });
}
