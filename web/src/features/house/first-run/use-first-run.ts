import { useQuery } from '@tanstack/react-query';
import { declaredQuery } from '../queries.ts';
import { reachedStep } from './steps.ts';

/** Whether nothing is set up yet: no wish was ever made, and slskd has no key. `begun`: somebody was in the assistant before. */
export function useFirstRun(hasWishes: boolean | undefined): { fresh: boolean; begun: boolean } {
  const declared = useQuery({ ...declaredQuery, enabled: hasWishes === false });
  const key = declared.data?.items.find(({ name }) => name === 'SLSKD_API_KEY');
  return { fresh: hasWishes === false && key?.value === null, begun: reachedStep() !== null };
}
