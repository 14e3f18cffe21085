import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { LiveFeed, Wish, WishDetail } from '../../api/index.ts';
import { wishDetailQuery } from './queries.ts';

/** What an event does not tell (offers, checks) is read again at most this often. */
const readAgainMs = 1200;

/** Keeps one wish true while events arrive: what they tell at once, the rest read again; after a gap everything. */
export function useLiveWish(feed: LiveFeed, id: number): void {
  const client = useQueryClient();
  useEffect(() => {
    const { queryKey } = wishDetailQuery(id);
    let timer: number | undefined;
    const read = (): void => {
      timer = undefined;
      void client.invalidateQueries({ queryKey });
    };
    const stops = [
      feed.on('wish', (data) => {
        const wish = data as Wish;
        if (wish.id !== id) return;
        client.setQueryData<WishDetail>(queryKey, (known) => known && { ...known, ...wish });
        timer ??= window.setTimeout(read, readAgainMs);
      }),
      feed.onGap(read),
    ];
    return () => {
      for (const stop of stops) stop();
      clearTimeout(timer);
    };
  }, [client, feed, id]);
}
