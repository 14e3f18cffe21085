import { createContext, useContext, useSyncExternalStore } from 'react';
import type { LiveFeed, LiveStatus } from '../api/index.ts';

/** The tab's one stream of changes. */
export const FeedContext = createContext<LiveFeed | null>(null);

/** The stream; only inside the providers. */
export function useFeed(): LiveFeed {
  const feed = useContext(FeedContext);
  if (feed === null) throw new Error('useFeed needs the providers around it');
  return feed;
}

/** Whether changes arrive. */
export function useFeedStatus(): LiveStatus {
  const feed = useFeed();
  return useSyncExternalStore(feed.onStatus, feed.status);
}
