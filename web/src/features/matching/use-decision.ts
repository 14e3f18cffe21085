import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import {
  cancelWish,
  chooseCandidate,
  declineFile,
  keepFile,
  retryWish,
  type Wish,
  type WishPage,
} from '../../api/index.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { reviewQuery } from './queries.ts';

/** What a person decides about a wish under review. */
export type Decision =
  | { readonly kind: 'choose'; readonly candidateId: number }
  | { readonly kind: 'keep'; readonly downloadId: number }
  | { readonly kind: 'decline' }
  | { readonly kind: 'retry' }
  | { readonly kind: 'cancel' };

function send(wish: Wish, decision: Decision): Promise<Wish> {
  switch (decision.kind) {
    case 'choose':
      return chooseCandidate(wish.id, decision.candidateId);
    case 'keep':
      return keepFile(wish.id, decision.downloadId);
    case 'decline':
      return declineFile(wish.id);
    case 'retry':
      return retryWish(wish.id);
    case 'cancel':
      return cancelWish(wish.id);
  }
}

/** Decides: the wish leaves the queue at once and comes back with a word when the server refuses. Calling it off can be undone. */
export function useDecision() {
  const client = useQueryClient();
  const { t } = useTranslation();
  const { mutate, isPending } = useMutation({
    mutationFn: ({ wish, decision }: { wish: Wish; decision: Decision }) => send(wish, decision),
    async onMutate({ wish }) {
      await client.cancelQueries({ queryKey: reviewQuery.queryKey });
      const before = client.getQueryData(reviewQuery.queryKey);
      client.setQueryData(reviewQuery.queryKey, (page: WishPage | undefined) =>
        page === undefined ? page : { ...page, items: page.items.filter(({ id }) => id !== wish.id) },
      );
      return before;
    },
    onSuccess(answer, { wish, decision }) {
      const { title } = wish;
      if (decision.kind === 'cancel') {
        toast(t('wishes.actions.cancelled', { title }), {
          action: {
            label: t('wishes.actions.undo'),
            onClick: () => mutate({ wish: answer, decision: { kind: 'retry' } }),
          },
        });
      } else toast.success(t(`matchingPage.decided.${decision.kind}`, { title }));
    },
    onError(error, { wish }, before) {
      client.setQueryData(reviewQuery.queryKey, before);
      toast.error(t('wishes.actions.failed', { title: wish.title }), { description: problemText(t, error).text });
    },
    onSettled() {
      void client.invalidateQueries({ queryKey: reviewQuery.queryKey });
      void client.invalidateQueries({ queryKey: ['wishes'] });
    },
  });
  return { decide: (wish: Wish, decision: Decision) => mutate({ wish, decision }), busy: isPending };
}
