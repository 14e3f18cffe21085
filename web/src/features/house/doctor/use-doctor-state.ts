import { useQuery } from '@tanstack/react-query';
import { doctorQuery } from '../queries.ts';

/** How many things do not work, and how many only deserve a look; nothing until the doctor has looked. */
export function useDoctorState(): { problems: number; warnings: number } {
  const checks = useQuery(doctorQuery).data?.checks ?? [];
  const count = (state: string): number => checks.filter((check) => check.state === state).length;
  return { problems: count('problem'), warnings: count('warn') };
}
