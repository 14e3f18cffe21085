import { queryOptions } from '@tanstack/react-query';
import { readSignIn, readSpotifyStatus } from '../../api/index.ts';

/** The account; read again when the server says that it changed. */
export const spotifyQuery = queryOptions({
  queryKey: ['spotify', 'status'] as const,
  queryFn: ({ signal }) => readSpotifyStatus(signal),
  staleTime: Number.POSITIVE_INFINITY,
});

/** How a sign-in stands; asked every second and a half while it is under way, because it ends in another tab. */
export function signInQuery(state: string) {
  return queryOptions({
    queryKey: ['spotify', 'sign-in', state] as const,
    queryFn: ({ signal }) => readSignIn(state, signal),
    refetchInterval: (query) =>
      query.state.data === undefined || query.state.data.status === 'pending' ? 1500 : false,
    refetchIntervalInBackground: true,
  });
}
