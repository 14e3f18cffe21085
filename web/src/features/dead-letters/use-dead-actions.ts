import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { purgeDead, requeueDead } from '../../api/index.ts';
import { dynamicText } from '../../i18n/index.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { plainWord } from './letters.ts';

type Kind = 'downloads' | 'jobs';
type Which = Parameters<typeof purgeDead>[1];

/** Trying again and removing; says what came of it. */
export function useDeadActions(kind: Kind, onDone: () => void) {
  const client = useQueryClient();
  const { t } = useTranslation();
  const settle = (): void => {
    void client.invalidateQueries({ queryKey: ['dead-letters'] });
    onDone();
  };
  const fail = (error: Error): void => {
    toast.error(t('dead.failed'), { description: problemText(t, error).text });
  };
  const requeue = useMutation({
    mutationFn: (ids: readonly string[]) => requeueDead(kind, ids),
    onSuccess({ requeued, skipped }) {
      if (requeued.length > 0) toast.success(t('dead.requeued', { count: requeued.length }));
      if (skipped.length > 0) {
        const reasons = [
          ...new Set(skipped.map(({ reason }) => dynamicText(t, `reasons.skip.${reason}`, plainWord(reason)).text)),
        ].join(', ');
        toast.warning(t('dead.skipped', { count: skipped.length }), { description: reasons });
      }
      settle();
    },
    onError: fail,
  });
  const purge = useMutation({
    mutationFn: (which: Which) => purgeDead(kind, which),
    onSuccess(count) {
      toast.success(t('dead.purged', { count }));
      settle();
    },
    onError: fail,
  });
  return {
    requeue: (ids: readonly string[]) => requeue.mutate(ids),
    purge: (which: Which) => purge.mutate(which),
    busy: requeue.isPending || purge.isPending,
  };
}
