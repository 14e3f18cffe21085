import { useQuery } from '@tanstack/react-query';
import { serverStatusQuery } from '../features/dashboard/index.ts';
import { type Place, places } from './places.tsx';

/** The places that this house has, in their order: those of an integration only while it is switched on. */
export function usePlaces(): readonly Place[] {
  const { data } = useQuery({ ...serverStatusQuery, refetchInterval: false, staleTime: Number.POSITIVE_INFINITY });
  const all: readonly Place[] = places;
  return all.filter(({ integration }) => integration === undefined || data?.integrations[integration] === true);
}
