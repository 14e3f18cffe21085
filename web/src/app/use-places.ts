import { queryOptions, useQuery } from '@tanstack/react-query';
import { readIntegrations } from '../api/index.ts';
import { type Place, places } from './places.tsx';

/** Which integrations this house has; changes only with a restart. */
const integrationsQuery = queryOptions({
  queryKey: ['integrations'] as const,
  queryFn: ({ signal }) => readIntegrations(signal),
  staleTime: 5 * 60_000,
});

/** The places that this house has, in their order. Those of an integration that may be switched off appear once the server says that it is on. */
export function usePlaces(): readonly Place[] {
  const on = useQuery(integrationsQuery).data ?? [];
  return (places as readonly Place[]).filter(
    ({ integration }) => integration === undefined || on.includes(integration),
  );
}
