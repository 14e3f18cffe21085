import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { changeWishes } from '../../../api/index.ts';
import { dynamicText } from '../../../i18n/index.ts';
import { problemText } from '../../../i18n/problem-text.ts';
import { undoMs } from '../use-wish-actions.ts';
import { type Deed, type Outcome, runBulk, type Which } from './run-bulk.ts';

interface Order {
  readonly deed: Deed;
  readonly priority?: number;
  readonly which: Which;
}

/** Does the same with many wishes: says how far it is, what came of it and why some were left alone, and takes a cancellation back. */
export function useBulk(): {
  readonly run: (order: Order) => void;
  readonly stop: () => void;
  /** How many are done of the deed under way; `null`: none is. */
  readonly done: number | null;
} {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [done, setDone] = useState<number | null>(null);
  const running = useRef<AbortController | null>(null);

  function tell({ deed, priority }: Order, outcome: Outcome): void {
    const count = outcome.taken.length;
    const left = [...outcome.refused].map(([code, { sentence, count: number }]) =>
      t('bulk.left', { count: number, why: dynamicText(t, `bulk.refused.${code}`, sentence).text }),
    );
    const description = [
      ...(outcome.anew > 0 ? [t('bulk.anew', { count: outcome.anew })] : []),
      ...(outcome.stopped ? [t('bulk.stopped')] : []),
      ...left,
    ].join(' ');
    const name = deed === 'priority' ? (priority === 0 ? 'normal' : 'first') : deed;
    const text = t(`bulk.done.${name}`, { count });
    if (count === 0) return void toast.error(t('bulk.none'), { description });
    if (deed !== 'cancel') return void toast.success(text, { description });
    toast(text, {
      description,
      duration: undoMs,
      action: {
        label: t('wishes.actions.undo'),
        onClick: () => mutate({ deed: 'restore', which: { ids: outcome.taken } }),
      },
    });
  }

  const { mutate } = useMutation({
    mutationFn: async (order: Order) => {
      running.current?.abort();
      const control = new AbortController();
      running.current = control;
      setDone(0);
      return await runBulk({ ...order, ask: changeWishes, onProgress: setDone, signal: control.signal });
    },
    onSuccess: (outcome, order) => tell(order, outcome),
    onError: (error) => toast.error(t('bulk.failed'), { description: problemText(t, error).text }),
    onSettled() {
      setDone(null);
      void client.invalidateQueries({ queryKey: ['wishes'] });
    },
  });
  return { run: mutate, stop: () => running.current?.abort(), done };
}
