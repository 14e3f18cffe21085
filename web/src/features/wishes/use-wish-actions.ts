import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { cancelWish, chooseCandidate, prioritiseWish, restoreWish, retryWish, type Wish } from '../../api/index.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { applyWishes } from './queries.ts';

type Change =
  | { readonly kind: 'retry' }
  | { readonly kind: 'cancel' }
  /** Takes the last cancellation or choice back; the server knows how the wish stood before. */
  | { readonly kind: 'restore' }
  | { readonly kind: 'priority'; readonly value: number }
  | { readonly kind: 'choose'; readonly candidateId: number };

/** What the list shows until the server has answered. */
function expected(wish: Wish, change: Change): Wish {
  switch (change.kind) {
    case 'retry':
      return { ...wish, state: 'queued', stage: 'search', reason: null, next_attempt_at: null, settled_at: null };
    case 'cancel':
      return { ...wish, state: 'cancelled', reason: null, download: null, next_attempt_at: null };
    case 'restore':
      return wish;
    case 'priority':
      return { ...wish, priority: change.value };
    case 'choose':
      return { ...wish, state: 'queued', stage: 'download', reason: null, next_attempt_at: null, settled_at: null };
  }
}

/** Time to think about it, in milliseconds. */
const undoMs = 12_000;

/** What is said afterwards. */
const told = {
  retry: 'retried',
  cancel: 'cancelled',
  restore: 'restored',
  choose: 'chosen',
  priority: 'priority',
} as const;

function send(wish: Wish, change: Change): Promise<Wish> {
  switch (change.kind) {
    case 'retry':
      return retryWish(wish.id);
    case 'cancel':
      return cancelWish(wish.id);
    case 'restore':
      return restoreWish(wish.id);
    case 'priority':
      return prioritiseWish(wish.id, change.value);
    case 'choose':
      return chooseCandidate(wish.id, change.candidateId);
  }
}

/** Whether a person can start the wish again. */
export function canRetry(wish: Wish): boolean {
  return wish.state === 'waiting' || wish.state === 'review' || wish.state === 'cancelled';
}

/** Whether a person can still call the wish off. */
export function canCancel(wish: Wish): boolean {
  return wish.state !== 'done' && wish.state !== 'cancelled';
}

/** Retry, cancel and another offer (both with undo), and priority: shown at once, taken back with a word when the server refuses. */
export function useWishActions(): (wish: Wish, change: Change) => void {
  const client = useQueryClient();
  const { t } = useTranslation();
  const show = (wish: Wish): void => {
    applyWishes(client, new Map([[wish.id, wish]]), {}, true, new Set());
  };
  const { mutate } = useMutation({
    mutationFn: ({ wish, change }: { wish: Wish; change: Change }) => send(wish, change),
    onMutate: ({ wish, change }) => show(expected(wish, change)),
    onSuccess: (answer, { change }) => {
      show(answer);
      void client.invalidateQueries({ queryKey: ['wishes', 'counts'] });
      if (change.kind === 'choose' || change.kind === 'restore') {
        void client.invalidateQueries({ queryKey: ['wishes', 'detail', answer.id] });
      }
      const text = t(`wishes.actions.${told[change.kind]}`, { title: answer.title });
      if (change.kind === 'retry' || change.kind === 'restore') toast.success(text);
      if (change.kind === 'choose' || change.kind === 'cancel') {
        toast(text, {
          duration: undoMs,
          action: {
            label: t('wishes.actions.undo'),
            onClick: () => mutate({ wish: answer, change: { kind: 'restore' } }),
          },
        });
      }
    },
    onError: (error, { wish }) => {
      show(wish);
      toast.error(t('wishes.actions.failed', { title: wish.title }), { description: problemText(t, error).text });
    },
  });
  return (wish, change) => mutate({ wish, change });
}
