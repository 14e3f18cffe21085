import { queryOptions } from '@tanstack/react-query';
import { listKeys, readSession } from '../../api/index.ts';

/** Whether signing in is needed, and who is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'] as const,
  queryFn: ({ signal }) => readSession(signal),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
  retry: false,
  retryOnMount: false,
});

/** The keys that were made here. */
export const keysQuery = queryOptions({
  queryKey: ['keys'] as const,
  queryFn: ({ signal }) => listKeys(signal),
});
