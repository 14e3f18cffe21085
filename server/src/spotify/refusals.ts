import type { FastifyReply } from 'fastify';
import { type ProblemCode, problem } from '#http';
import type { SpotifyReason, SpotifyResult } from '#integrations/spotify';

/** How each refusal is answered. 424: we could, but what we depend on does not let us; 503: not set up. */
const answers: Readonly<Record<SpotifyReason, readonly [status: number, code: ProblemCode]>> = {
  not_configured: [503, 'DEPENDENCY_ERROR'],
  free_mode: [503, 'DEPENDENCY_ERROR'],
  switched_off: [503, 'FEATURE_DISABLED'],
  not_linked: [424, 'DEPENDENCY_ERROR'],
  needs_reauth: [424, 'DEPENDENCY_ERROR'],
  scope_missing: [424, 'DEPENDENCY_ERROR'],
  credentials_refused: [424, 'DEPENDENCY_ERROR'],
  premium_required: [424, 'DEPENDENCY_ERROR'],
  not_registered: [424, 'DEPENDENCY_ERROR'],
  spotify_withdrawn: [424, 'DEPENDENCY_ERROR'],
  spotify_withheld: [424, 'DEPENDENCY_ERROR'],
  blocked: [424, 'DEPENDENCY_ERROR'],
  budget_spent: [429, 'RATE_LIMITED'],
  busy: [429, 'RATE_LIMITED'],
  not_found: [404, 'NOT_FOUND'],
  invalid: [400, 'VALIDATION_ERROR'],
  unclear: [502, 'DEPENDENCY_ERROR'],
  unavailable: [502, 'DEPENDENCY_ERROR'],
  called_off: [503, 'DEPENDENCY_ERROR'],
};

/** The value, or the error to send: a sentence, a reason for programs, a remedy, and when to come back. */
export function valueOf<T>(reply: FastifyReply, result: SpotifyResult<T>): T {
  if (result.ok) return result.value;
  const { reason, sentence, remedy, retryAt, status } = result.refusal;
  const [answer, code] = answers[reason];
  if (retryAt !== null) {
    const seconds = Math.ceil((retryAt.getTime() - Date.now()) / 1000);
    reply.header('retry-after', String(Math.max(1, seconds)));
  }
  throw problem(answer, code, sentence, {
    component: 'spotify',
    reason,
    remedy,
    pro_available: answer !== 503 || reason === 'called_off',
    ...(retryAt === null ? {} : { retry_at: retryAt.toISOString() }),
    ...(status === null ? {} : { upstream_status: status }),
  });
}
