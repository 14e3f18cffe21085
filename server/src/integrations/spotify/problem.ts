import { ServiceFault } from '#platform/outbound';
import { SealingKeyProblem } from '#platform/secrets';

/** Why Spotify gave nothing: expected outcomes all, none of them "there is nothing". */
export type SpotifyReason =
  /** No client id. */
  | 'not_configured'
  /** The person chose FREE: the Web API is not touched. */
  | 'free_mode'
  /** The operator does not want it: `INTEGRATIONS_ENABLED`. */
  | 'switched_off'
  /** Nobody has signed in. */
  | 'not_linked'
  /** The consent has ended or was withdrawn. */
  | 'needs_reauth'
  /** The consent does not cover this. */
  | 'scope_missing'
  /** Spotify refuses the client id or secret. */
  | 'credentials_refused'
  /** The owner of the app has no Premium. */
  | 'premium_required'
  /** The person is not on the list of the app. */
  | 'not_registered'
  /** Spotify no longer has this route for this app. */
  | 'spotify_withdrawn'
  /** There are contents, but not for this account. Never "empty". */
  | 'spotify_withheld'
  /** Spotify asked us to stay away until `retryAt`. */
  | 'blocked'
  /** Our own budget of the day is spent; `retryAt` is when it is renewed. */
  | 'budget_spent'
  /** Too many calls wait. */
  | 'busy'
  | 'not_found'
  /** Spotify refuses the question. */
  | 'invalid'
  /** Whether a change was carried out could not be found out. */
  | 'unclear'
  /** No usable answer: down, slow, not JSON. */
  | 'unavailable'
  | 'called_off';

/** A reason with a sentence, a remedy and a patience. */
export interface SpotifyRefusal {
  readonly reason: SpotifyReason;
  readonly sentence: string;
  readonly remedy: string;
  /** Not before this moment, where it is known; `null`: only when somebody has done something, or at any time. */
  readonly retryAt: Date | null;
  /** What Spotify answered, where it did. */
  readonly status: number | null;
}

/** What a question to Spotify gave. */
export type SpotifyResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: SpotifyRefusal };

/** A refusal on its way through this room; outside it is a value (`answered`). */
export class SpotifyProblem extends Error {
  readonly refusal: SpotifyRefusal;

  constructor(
    reason: SpotifyReason,
    sentence: string,
    remedy: string,
    more: { readonly retryAt?: Date | null; readonly status?: number | null } = {},
  ) {
    super(sentence);
    this.name = 'SpotifyProblem';
    this.refusal = { reason, sentence, remedy, retryAt: more.retryAt ?? null, status: more.status ?? null };
  }
}

/** Runs `work`; refusals and faults of the service become values, faults of ours pass through. */
export async function answered<T>(work: () => Promise<T>): Promise<SpotifyResult<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (error instanceof SpotifyProblem) return { ok: false, refusal: error.refusal };
    if (error instanceof ServiceFault) return { ok: false, refusal: refusalOf(error) };
    if (error instanceof SealingKeyProblem) {
      const { message: sentence, remedy } = error;
      return { ok: false, refusal: { reason: 'unavailable', sentence, remedy, retryAt: null, status: null } };
    }
    throw error;
  }
}

/** A fault of the transport as a refusal. */
export function refusalOf(fault: ServiceFault): SpotifyRefusal {
  return {
    reason: fault.code === 'aborted' ? 'called_off' : 'unavailable',
    sentence: fault.message,
    remedy: fault.remedy,
    retryAt: fault.retryAt,
    status: fault.status,
  };
}
