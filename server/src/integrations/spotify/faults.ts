import { type FaultCode, ServiceFault } from '#platform/outbound';
import type { SpotifyReason, SpotifyResult } from './problem.ts';

/** Refusals as callers of any outside service know them; the others mean that nobody is signed in. */
const codes: Partial<Readonly<Record<SpotifyReason, FaultCode>>> = {
  blocked: 'paused',
  budget_spent: 'paused',
  busy: 'paused',
  unavailable: 'service_error',
  called_off: 'aborted',
  invalid: 'unexpected_status',
  unclear: 'unexpected_status',
  spotify_withdrawn: 'forbidden',
  spotify_withheld: 'forbidden',
  scope_missing: 'forbidden',
  not_registered: 'forbidden',
  premium_required: 'forbidden',
};

/** The value; `null` where Spotify knows no such thing; everything else is thrown as `ServiceFault`. */
export function valueOf<T>(result: SpotifyResult<T>): T | null {
  if (result.ok) return result.value;
  const { reason, sentence, remedy, retryAt, status } = result.refusal;
  if (reason === 'not_found') return null;
  throw new ServiceFault({
    service: 'Spotify',
    code: codes[reason] ?? 'unauthorised',
    sentence,
    remedy,
    retryAt,
    ...(status === null ? {} : { status }),
  });
}
