import { QueryClient, QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { apiBase, createLiveFeed, Problem } from '../api/index.ts';
import { SessionGate, sessionQuery } from '../features/access/index.ts';
import { ImportDeskProvider } from '../features/import/index.ts';
import { TooltipProvider } from '../ui/overlays/tooltip.tsx';
import { FeedContext } from './feed.ts';

function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The server may be on this very machine: whether the device is "online" says nothing.
        networkMode: 'always',
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        // A refusal will be the same next time; a silence may not.
        retry: (failures, error) =>
          failures < 2 && !(error instanceof Problem && error.status >= 400 && error.status < 500),
        retryDelay: (failures) => 400 * 2 ** failures,
      },
      mutations: { networkMode: 'always' },
    },
  });
}

/** The stream of changes; a lost one may mean that the session has ended. */
function Feed({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [feed] = useState(() => createLiveFeed(`${apiBase}/events`));
  useEffect(() => feed.start(), [feed]);
  useEffect(
    () =>
      feed.onStatus(() => {
        if (feed.status().kind === 'lost') void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
      }),
    [feed, client],
  );
  return <FeedContext value={feed}>{children}</FeedContext>;
}

/** What every page needs: the cache, somebody who may see it, the stream of changes, the import desk. */
export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(createQueryClient);
  return (
    <QueryClientProvider client={client}>
      <SessionGate>
        <Feed>
          <TooltipProvider>
            <ImportDeskProvider>{children}</ImportDeskProvider>
          </TooltipProvider>
        </Feed>
      </SessionGate>
    </QueryClientProvider>
  );
}
