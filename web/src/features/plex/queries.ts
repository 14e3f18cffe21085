import { queryOptions } from '@tanstack/react-query';
import { readPlexSettings, readPlexSignIn, readPlexStatus } from '../../api/index.ts';

/** How Plex is; read again when the server says that something changed there. */
export const plexStatusQuery = queryOptions({
  queryKey: ['plex', 'status'] as const,
  queryFn: ({ signal }) => readPlexStatus(signal),
  staleTime: 60_000,
});

/** How Plex is set up. */
export const plexSettingsQuery = queryOptions({
  queryKey: ['plex', 'settings'] as const,
  queryFn: ({ signal }) => readPlexSettings(signal),
  staleTime: 60_000,
});

/** How a sign-in stands; asked every two seconds while it is under way, because it ends in another tab. */
export function plexSignInQuery(id: number) {
  return queryOptions({
    queryKey: ['plex', 'sign-in', id] as const,
    queryFn: ({ signal }) => readPlexSignIn(id, signal),
    refetchInterval: (query) => (query.state.data === undefined || query.state.data.state === 'pending' ? 2000 : false),
    refetchIntervalInBackground: true,
  });
}
