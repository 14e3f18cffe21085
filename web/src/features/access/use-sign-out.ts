import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { signOut } from '../../api/index.ts';
import { sessionQuery } from './queries.ts';

/** The way to sign out; `null` while there is nothing to sign out of. */
export function useSignOut(): (() => void) | null {
  const client = useQueryClient();
  const session = useQuery(sessionQuery);
  const leave = useMutation({
    mutationFn: signOut,
    onSettled: () => client.resetQueries({ queryKey: sessionQuery.queryKey }),
  });
  return session.data?.by_session === true ? () => leave.mutate() : null;
}
