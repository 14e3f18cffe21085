import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { apiBase, createLiveFeed, Problem } from '../api/index.ts';
import { ImportDeskProvider } from '../features/import/index.ts';
import { TooltipProvider } from '../ui/tooltip.tsx';
import { setLocked } from './access.ts';
import { FeedContext } from './feed.ts';

/** A refusal for want of a name concerns the whole page, not only the part that asked. */
function onError(error: unknown): void {
  if (error instanceof Problem && error.status === 401) setLocked(true);
}

function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
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

/** What every page needs: the cache, the stream of changes, the import desk. */
export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(createQueryClient);
  const [feed] = useState(() => createLiveFeed(`${apiBase}/events`));
  useEffect(() => feed.start(), [feed]);
  return (
    <QueryClientProvider client={client}>
      <FeedContext value={feed}>
        <TooltipProvider>
          <ImportDeskProvider>{children}</ImportDeskProvider>
        </TooltipProvider>
      </FeedContext>
    </QueryClientProvider>
  );
}
