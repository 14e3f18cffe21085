import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { type LibraryFile, removeForGood, restoreFile, type TrashedFile, trashFile } from '../../api/index.ts';
import { problemText } from '../../i18n/problem-text.ts';

/** Deleting (with the way back), restoring, and removing for good; each says what came of it. */
export function useTrash() {
  const client = useQueryClient();
  const { t } = useTranslation();
  const settle = (): void => void client.invalidateQueries({ queryKey: ['library'] });
  const fail = (error: Error): void => {
    toast.error(t('trash.failed'), { description: problemText(t, error).text });
  };
  const restore = useMutation({
    mutationFn: (file: TrashedFile) => restoreFile(file.id),
    onSuccess: () => toast.success(t('trash.restored')),
    onError: fail,
    onSettled: settle,
  });
  const trash = useMutation({
    mutationFn: (file: LibraryFile) => trashFile(file.id),
    onSuccess: (receipt, file) =>
      toast(t('trash.trashed', { title: file.title }), {
        action: { label: t('wishes.actions.undo'), onClick: () => restore.mutate(receipt) },
      }),
    onError: fail,
    onSettled: settle,
  });
  const remove = useMutation({
    mutationFn: (file: TrashedFile) => removeForGood(file.id),
    onSuccess: () => toast.success(t('trash.removed')),
    onError: fail,
    onSettled: settle,
  });
  return {
    trash: (file: LibraryFile) => trash.mutate(file),
    restore: (file: TrashedFile) => restore.mutate(file),
    remove: (file: TrashedFile) => remove.mutate(file),
    busy: trash.isPending || restore.isPending || remove.isPending,
  };
}
