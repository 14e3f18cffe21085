import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { cancelWish, chooseCandidate, prioritiseWish, retryWish, type Wish } from '../../api/index.ts';
import { applyWishes } from './queries.ts';

type Change =
  | { readonly kind: 'retry' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'priority'; readonly value: number }
  | { readonly kind: 'choose'; readonly candidateId: number };

/** What the list shows until the server has answered. */
function expected(wish: Wish, change: Change): Wish {
  switch (change.kind) {
    case 'retry':
      return { ...wish, state: 'queued', stage: 'search', reason: null, next_attempt_at: null, settled_at: null };
    case 'cancel':
      return { ...wish, state: 'cancelled', reason: null, download: null, next_attempt_at: null };
    case 'priority':
      return { ...wish, priority: change.value };
    case 'choose':
      return { ...wish, state: 'queued', stage: 'download', reason: null, next_attempt_at: null, settled_at: null };
  }
}

function send(wish: Wish, change: Change): Promise<Wish> {
  switch (change.kind) {
    case 'retry':
      return retryWish(wish.id);
    case 'cancel':
      return cancelWish(wish.id);
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

/** Retry, cancel (with undo), another offer and priority: shown at once, taken back with a word when the server refuses. */
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
      if (change.kind === 'choose') {
        void client.invalidateQueries({ queryKey: ['wishes', 'detail', answer.id] });
        toast.success(t('wishes.actions.chosen', { title: answer.title }));
      }
      if (change.kind === 'retry') toast.success(t('wishes.actions.retried', { title: answer.title }));
      if (change.kind === 'cancel') {
        toast(t('wishes.actions.cancelled', { title: answer.title }), {
          action: {
            label: t('wishes.actions.undo'),
            onClick: () => mutate({ wish: answer, change: { kind: 'retry' } }),
          },
        });
      }
    },
    onError: (error, { wish }) => {
      show(wish);
      toast.error(t('wishes.actions.failed', { title: wish.title }), { description: error.message });
    },
  });
  return (wish, change) => mutate({ wish, change });
}
