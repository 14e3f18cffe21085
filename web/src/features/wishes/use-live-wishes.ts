import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import type { LiveFeed, Wish } from '../../api/index.ts';
import { fits, isAsked, placeWishes, type WishFilter } from './merge.ts';
import { applyWishes, readTopOfList, wishListQuery } from './queries.ts';

/** Events are gathered this long and drawn together: an import of thousands must not draw thousands of times. */
const gatherMs = 200;
/** Counts and opened proofs are read again at most this often while events flow. */
const recountMs = 1200;
/** An import reports every batch; new wishes are looked for at most this often. */
const lookMs = 600;

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
    const left = [...gathered.values()].filter((wish) => !fits(wish, filter));
    if (fresh.length === 0 && !left.some((wish) => held.has(wish.id))) return;
    const wishes = new Map(held);
    for (const wish of left) wishes.delete(wish.id);
    for (const wish of fresh) wishes.set(wish.id, wish);
    setWaiting({ list, wishes });
  });
  // A wish is told when it moves, but it may stand in line for long: after an import, what is new is at the top of the list.
  const lookForNew = useEffectEvent(async (): Promise<Wish[]> => {
    if (!isAsked(shown.filter)) return await readTopOfList(shown.filter);
    await client.invalidateQueries({ queryKey: wishListQuery(shown.filter).queryKey });
    return [];
  });
  const recount = useEffectEvent((): void => {
    void client.invalidateQueries({ queryKey: ['wishes', 'counts'] });
    if (shown.openId !== null) void client.invalidateQueries({ queryKey: ['wishes', 'detail', shown.openId] });
  });

  useEffect(() => {
    let gathered = new Map<number, Wish>();
    let drawTimer: number | undefined;
    let recountTimer: number | undefined;
    let lookTimer: number | undefined;
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
    const gather = (wish: Wish): void => {
      gathered.set(wish.id, wish);
      drawTimer ??= window.setTimeout(drawGathered, gatherMs);
    };
    const stopWishes = feed.on('wish', (data) => gather(data as Wish));
    const look = async (): Promise<void> => {
      lookTimer = undefined;
      try {
        // What an event has told meanwhile is newer than this answer.
        for (const wish of await lookForNew()) if (!gathered.has(wish.id)) gather(wish);
        recount();
      } catch {
        // Nobody answers: the banner says so, and everything is read again when the stream is back.
      }
    };
    const stopImports = feed.on('ingest', () => {
      lookTimer ??= window.setTimeout(() => void look(), lookMs);
    });
    const stopGap = feed.onGap(() => void client.invalidateQueries({ queryKey: ['wishes'] }));
    return () => {
      stopWishes();
      stopImports();
      stopGap();
      clearTimeout(drawTimer);
      clearTimeout(recountTimer);
      clearTimeout(lookTimer);
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
