import { ServiceFault } from './fault.ts';
import { createMood } from './mood.ts';
import { createOutbound, type OutboundCall } from './outbound.ts';

/** Statuses that a service may answer when somebody only wants to know the status. */
const anyStatus = Array.from({ length: 200 }, (_, index) => 400 + index);

/** What a call with credentials on trial says of the service when it gave no usable answer; other errors are thrown on. */
type TrialFailure =
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'broken'; readonly status: number }
  | { readonly kind: 'unexpected'; readonly status: number };

/** Reads a thrown fault of a call with credentials on trial. */
export function trialFailure(error: unknown): TrialFailure {
  if (!(error instanceof ServiceFault)) throw error;
  const { status } = error;
  if (status === null) return { kind: 'unreachable' };
  return { kind: status >= 500 ? 'broken' : 'unexpected', status };
}

/**
 * Asks a service once with credentials that are on trial, and tells the status, `Retry-After` (ms) and its clock (`Date`): apart from the real way out, so
 * that wrong credentials pause nothing. `null`: it could not be reached.
 */
export async function tryOut(options: {
  readonly service: string;
  readonly baseUrl: string;
  readonly timeoutMs: number;
  readonly call: OutboundCall;
}): Promise<{ readonly status: number; readonly retryAfterMs: number | null; readonly clock: Date | null } | null> {
  const { service, baseUrl, timeoutMs, call } = options;
  const mood = createMood({ service });
  const out = createOutbound({
    service,
    baseUrl,
    mood,
    timeoutMs,
    retries: 0,
    textErrors: true,
    maxBytes: 1024 * 1024,
  });
  try {
    const { status, headers } = await out.call({ ...call, expect: anyStatus });
    const seconds = Number(headers['retry-after']);
    const clock = new Date(String(headers['date']));
    return {
      status,
      retryAfterMs: Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : null,
      clock: Number.isNaN(clock.getTime()) ? null : clock,
    };
  } catch (error) {
    if (!(error instanceof ServiceFault)) throw error;
    return error.status === null ? null : { status: error.status, retryAfterMs: null, clock: null };
  } finally {
    await out.close();
  }
}
