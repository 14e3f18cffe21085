import type { Former, Stage, Wish, WishState } from '#wishes';

/** Where a wish goes when a cancellation or a choice is taken back. */
export interface WayBack {
  readonly stage: Stage;
  readonly state: Extract<WishState, 'queued' | 'waiting' | 'review'>;
  /** `false`: what was under way is gone, so the wish starts again with its search. */
  readonly asBefore: boolean;
}

/**
 * Where a wish goes when the last thing that a person did is taken back; `null` when it cannot be. A cancelled wish that waited, needed a decision
 * or stood at its search or match is there again; one whose transfer was stopped is judged anew and takes the best offer that has not failed;
 * one that was cancelled later than that starts again. A choice is taken back as long as its file has not arrived.
 */
export function wayBack(wish: Pick<Wish, 'stage' | 'state'>, former: Former | null): WayBack | null {
  if (former === null) return wish.state === 'cancelled' ? anew : null;
  if (former.kind === 'chosen') {
    const fetching = wish.stage === 'download' || wish.stage === 'match';
    const open = wish.state === 'queued' || wish.state === 'active' || wish.state === 'waiting';
    return fetching && open ? { stage: 'match', state: 'queued', asBefore: true } : null;
  }
  if (wish.state !== 'cancelled') return null;
  const { stage, state } = former;
  const early = stage === 'search' || stage === 'match';
  if (state === 'waiting') return { stage, state, asBefore: true };
  if (state === 'review' && early) return { stage, state, asBefore: true };
  if (early && (state === 'queued' || state === 'active')) return { stage, state: 'queued', asBefore: true };
  if (stage === 'download') return { stage: 'match', state: 'queued', asBefore: true };
  return anew;
}

const anew: WayBack = { stage: 'search', state: 'queued', asBefore: false };
