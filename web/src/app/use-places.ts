import { type Place, places } from './places.tsx';
import { useIntegrations } from './use-integrations.ts';

/** The places that this house has, in their order. Those of an integration that may be switched off appear once the server says that it is on. */
export function usePlaces(): readonly Place[] {
  const on = useIntegrations();
  return (places as readonly Place[]).filter(
    ({ integration }) => integration === undefined || on.includes(integration),
  );
}
