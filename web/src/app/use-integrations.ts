import { queryOptions, useQuery } from '@tanstack/react-query';
import { readIntegrations } from '../api/index.ts';

/** Which integrations this house has; changes only with a restart. */
const integrationsQuery = queryOptions({
  queryKey: ['integrations'] as const,
  queryFn: ({ signal }) => readIntegrations(signal),
  staleTime: 5 * 60_000,
});

/** The integrations that this house works with; none while nobody knows. */
export function useIntegrations(): readonly string[] {
  return useQuery(integrationsQuery).data ?? [];
}
