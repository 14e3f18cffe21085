import { type Place, places } from './places.tsx';

/**
 * The places that this house has, in their order. Those of an integration that may be switched off are reached by their address: nobody tells the
 * page yet which ones there are.
 */
export function usePlaces(): readonly Place[] {
  return (places as readonly Place[]).filter(({ integration }) => integration === undefined);
}
