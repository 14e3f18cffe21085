import { type Place, places } from './places.tsx';

/** The places that this house has, in their order. */
export function usePlaces(): readonly Place[] {
  return places;
}
