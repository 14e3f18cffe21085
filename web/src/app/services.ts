import { queryOptions } from '@tanstack/react-query';
import {
  Problem,
  readSoulseekStatus,
  readSpotifyStatus,
  type SoulseekStatus,
  type SpotifyStatus,
} from '../api/index.ts';

/** How a service is: works, works with limits, cannot be asked, is deliberately not used, or nobody knows yet. */
export type Mood = 'well' | 'limited' | 'gone' | 'off' | 'unknown';

/** How a service is that people sign in to: it may also wait for that. */
export type AccountMood = Mood | 'signedOut';

/** What is known of an answer: a query fits. */
interface Answer<Body> {
  readonly data: Body | undefined;
  readonly error: unknown;
}

/** Whether Soulseek can be asked; read again when the server says that it changed. */
export const soulseekStatusQuery = queryOptions({
  queryKey: ['soulseek', 'status'] as const,
  queryFn: ({ signal }) => readSoulseekStatus(signal),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Whether Spotify can be asked; the Spotify page keeps the same answer. */
export const spotifyStatusQuery = queryOptions({
  queryKey: ['spotify', 'status'] as const,
  queryFn: ({ signal }) => readSpotifyStatus(signal),
  staleTime: Number.POSITIVE_INFINITY,
});

/** A service that an operator has switched off is no trouble. */
function isSwitchedOff(error: unknown): boolean {
  return error instanceof Problem && error.code === 'FEATURE_DISABLED';
}

/** Mood of Soulseek: the daemon tells its version as soon as it answers at all. */
export function soulseekMood({ data: status, error }: Answer<SoulseekStatus>): Mood {
  if (isSwitchedOff(error)) return 'off';
  if (status === undefined) return 'unknown';
  if (status.status === 'connected') return 'well';
  return status.version === null ? 'gone' : 'limited';
}

/** A sign-in that ends within these days is worth a sign. */
const soonDays = 14;

/** Mood of Spotify; without an account nothing is wrong. */
export function spotifyMood({ data: status, error }: Answer<SpotifyStatus>): AccountMood {
  if (isSwitchedOff(error)) return 'off';
  if (status === undefined) return 'unknown';
  if (status.mode !== 'PRO') return 'off';
  if (status.account === null || status.account.needs_reauth) return 'signedOut';
  const limited = status.problem !== null || status.blocked_until !== null || status.account.days_left <= soonDays;
  return limited ? 'limited' : 'well';
}
