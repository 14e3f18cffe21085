import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { LiveFeed, Wish } from '../../api/index.ts';
import { prependWishes, type WishFilter } from './merge.ts';
import { applyWishes, wishListQuery } from './queries.ts';

/** Events are gathered this long and drawn together: an import of thousands must not draw thousands of times. */
const gatherMs = 200;
/** Counts and opened proofs are read again at most this often while events flow. */
const recountMs = 1200;

/** What the hook must know about the list at the moment at which events are drawn. */
export interface ShownList {
  readonly filter: WishFilter;
  /** Whether the person looks at the top of the list, so that new rows may appear there. */
  readonly isOnTop: () => boolean;
  /** The wish whose proof is open. */
  readonly openId: number | null;
}

/**
 * Keeps lists, counts and proofs true while events arrive; no polling. New rows appear at once while the person looks at the top, and wait
 * behind a button otherwise.
 */
export function useLiveWishes(feed: LiveFeed, shown: ShownList): { held: number; release: () => void } {
  const client = useQueryClient();
  const current = useRef(shown);
  current.current = shown;
  const [held, setHeld] = useState<ReadonlyMap<number, Wish>>(new Map());
  const filterKey = JSON.stringify(shown.filter);

  // Rows that waited belong to the list that was shown; another list reads its own.
  useEffect(() => setHeld(new Map()), [filterKey]);

  useEffect(() => {
    const gathered = new Map<number, Wish>();
    let drawTimer: number | undefined;
    let recountTimer: number | undefined;

    const recount = (): void => {
      recountTimer = undefined;
      void client.invalidateQueries({ queryKey: ['wishes', 'counts'] });
      const open = current.current.openId;
      if (open !== null) void client.invalidateQueries({ queryKey: ['wishes', 'detail', open] });
    };
    const draw = (): void => {
      drawTimer = undefined;
      const { filter, isOnTop, openId } = current.current;
      const fresh = applyWishes(
        client,
        gathered,
        filter,
        isOnTop(),
        openId === null ? new Set<number>() : new Set([openId]),
      );
      setHeld((before) => {
        if (fresh.length === 0 && before.size === 0) return before;
        const next = new Map(before);
        for (const [id, wish] of gathered) {
          if (filter.state === undefined || wish.state === filter.state) continue;
          next.delete(id);
        }
        for (const wish of fresh) next.set(wish.id, wish);
        return next;
      });
      gathered.clear();
      recountTimer ??= window.setTimeout(recount, recountMs);
    };
    const stopWishes = feed.on('wish', (data) => {
      const wish = data as Wish;
      gathered.set(wish.id, wish);
      drawTimer ??= window.setTimeout(draw, gatherMs);
    });
    const stopGap = feed.onGap(() => void client.invalidateQueries({ queryKey: ['wishes'] }));
    return () => {
      stopWishes();
      stopGap();
      clearTimeout(drawTimer);
      clearTimeout(recountTimer);
    };
  }, [client, feed]);

  const release = useCallback(() => {
    client.setQueryData(wishListQuery(current.current.filter).queryKey, (data) =>
      data === undefined ? data : prependWishes(data, [...held.values()]),
    );
    setHeld(new Map());
  }, [client, held]);

  return { held: held.size, release };
}
