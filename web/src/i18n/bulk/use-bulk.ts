import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { problemText } from '../problem-text.ts';
import { type BulkPart, type Outcome, runBulk, type Which } from './run-bulk.ts';

/** A deed and what it is done with. */
interface Order<Deed, Filter> {
  readonly deed: Deed;
  readonly which: Which<Filter>;
}

/** How a kind of rows takes deeds. */
export interface BulkTrade<Deed extends string, Filter> {
  readonly ask: (deed: Deed, part: Which<Filter>, from: number | null) => Promise<BulkPart>;
  /** How many named rows the server takes in one request. */
  readonly portion: number;
  /** Which deed takes another back. */
  readonly undo: Partial<Record<Deed, Deed>>;
  readonly done: (deed: Deed, count: number) => string;
  /** Why some were left alone. */
  readonly why: (code: string, sentence: string) => string;
  /** First part of the keys of the lists that have changed then. */
  readonly key: string;
}

/** A deed with many rows, as a page sees it. */
export interface Bulk<Deed, Filter> {
  readonly run: (order: Order<Deed, Filter>) => void;
  readonly stop: () => void;
  /** How many are done of the deed under way; `null`: none is. */
  readonly done: number | null;
}

/** The way back stays offered this long. */
const undoMs = 12_000;

/** Does the same with many rows: says how far it is, what came of it and why some were left alone, and offers the way back. */
export function useBulk<Deed extends string, Filter>(trade: BulkTrade<Deed, Filter>): Bulk<Deed, Filter> {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [done, setDone] = useState<number | null>(null);
  const running = useRef<AbortController | null>(null);

  function tell({ deed }: Order<Deed, Filter>, outcome: Outcome): void {
    const count = outcome.taken.length;
    const left = [...outcome.refused].map(([code, { sentence, count: number }]) =>
      t('bulk.left', { count: number, why: trade.why(code, sentence) }),
    );
    const description = [
      ...(outcome.anew > 0 ? [t('bulk.anew', { count: outcome.anew })] : []),
      ...(outcome.stopped ? [t('bulk.stopped')] : []),
      ...left,
    ].join(' ');
    const text = trade.done(deed, count);
    if (count === 0) return void toast.error(t('bulk.none'), { description });
    const back = trade.undo[deed];
    if (back === undefined) return void toast.success(text, { description });
    toast(text, {
      description,
      duration: undoMs,
      action: {
        label: t('wishes.actions.undo'),
        onClick: () => mutate({ deed: back, which: { ids: outcome.taken } }),
      },
    });
  }

  const { mutate } = useMutation({
    mutationFn: async ({ deed, which }: Order<Deed, Filter>) => {
      running.current?.abort();
      const control = new AbortController();
      running.current = control;
      setDone(0);
      return await runBulk({
        which,
        portion: trade.portion,
        ask: (part, from) => trade.ask(deed, part, from),
        onProgress: setDone,
        signal: control.signal,
      });
    },
    onSuccess: (outcome, order) => tell(order, outcome),
    onError: (error) => toast.error(t('bulk.failed'), { description: problemText(t, error).text }),
    onSettled() {
      setDone(null);
      void client.invalidateQueries({ queryKey: [trade.key] });
    },
  });
  return { run: mutate, stop: () => running.current?.abort(), done };
}
