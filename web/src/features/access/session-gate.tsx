import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { onSignedOut } from '../../api/index.ts';
import { sessionQuery } from './queries.ts';

const SignIn = lazy(async () => ({ default: (await import('./sign-in.tsx')).SignIn }));

/** Shows the page to whoever may see it, and asks others for a key. Without an answer the page itself says that nobody answers. */
export function SessionGate({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const session = useQuery(sessionQuery);
  useEffect(() => onSignedOut(() => void client.invalidateQueries({ queryKey: sessionQuery.queryKey })), [client]);
  // Without any answer the page stands, once and for all: asking again must not take it away.
  if (!session.isFetched) return null;
  if (session.data?.required !== true || session.data.signed_in) return children;
  return (
    <Suspense>
      <SignIn />
    </Suspense>
  );
}
