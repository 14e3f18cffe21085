import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import type { LiveFeed, Wish } from '../../api/index.ts';
import { placeWishes, type WishFilter } from './merge.ts';
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

const nobody: ReadonlyMap<number, Wish> = new Map();

/**
 * Keeps lists, counts and proofs true while events arrive; no polling. New rows appear at once while the person looks at the top, and wait
 * behind a button otherwise.
 */
export function useLiveWishes(feed: LiveFeed, shown: ShownList): { held: number; release: () => void } {
  const client = useQueryClient();
  const list = JSON.stringify(shown.filter);
  // Rows that wait belong to the list that was shown; another list reads its own.
  const [waiting, setWaiting] = useState({ list, wishes: nobody });
  const held = waiting.list === list ? waiting.wishes : nobody;

  const draw = useEffectEvent((gathered: ReadonlyMap<number, Wish>): void => {
    const { filter, isOnTop, openId } = shown;
    const keep = openId === null ? new Set<number>() : new Set([openId]);
    const fresh = applyWishes(client, gathered, filter, isOnTop(), keep);
    const left = [...gathered.values()].filter((wish) => filter.state !== undefined && wish.state !== filter.state);
    if (fresh.length === 0 && !left.some((wish) => held.has(wish.id))) return;
    const wishes = new Map(held);
    for (const wish of left) wishes.delete(wish.id);
    for (const wish of fresh) wishes.set(wish.id, wish);
    setWaiting({ list, wishes });
  });
  const recount = useEffectEvent((): void => {
    void client.invalidateQueries({ queryKey: ['wishes', 'counts'] });
    if (shown.openId !== null) void client.invalidateQueries({ queryKey: ['wishes', 'detail', shown.openId] });
  });

  useEffect(() => {
    let gathered = new Map<number, Wish>();
    let drawTimer: number | undefined;
    let recountTimer: number | undefined;
    const drawGathered = (): void => {
      const ready = gathered;
      gathered = new Map();
      drawTimer = undefined;
      draw(ready);
      recountTimer ??= window.setTimeout(() => {
        recountTimer = undefined;
        recount();
      }, recountMs);
    };
    const stopWishes = feed.on('wish', (data) => {
      const wish = data as Wish;
      gathered.set(wish.id, wish);
      drawTimer ??= window.setTimeout(drawGathered, gatherMs);
    });
    const stopGap = feed.onGap(() => void client.invalidateQueries({ queryKey: ['wishes'] }));
    return () => {
      stopWishes();
      stopGap();
      clearTimeout(drawTimer);
      clearTimeout(recountTimer);
    };
  }, [client, feed]);

  const release = (): void => {
    client.setQueryData(wishListQuery(shown.filter).queryKey, (data) =>
      data === undefined ? data : placeWishes(data, [...held.values()]),
    );
    setWaiting({ list, wishes: nobody });
  };
  return { held: held.size, release };
}
