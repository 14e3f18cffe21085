import type { FastifyReply, FastifyRequest } from 'fastify';
import { type HttpProblem, problem } from '../problems/problem.ts';

/** The 429 that says when to come back, in its header and its body; also written to the log. */
export function tooMany(
  request: FastifyRequest,
  reply: FastifyReply,
  retryAfterMs: number,
  sentence: string,
  reason: string,
): HttpProblem {
  const ms = Math.max(1, Math.ceil(retryAfterMs));
  const fields = {
    event: 'api.rate_limited',
    component: 'http',
    reason,
    retry_after_ms: ms,
    caller: request.caller.id,
  };
  request.log.warn(fields, sentence);
  reply.header('retry-after', String(Math.max(1, Math.ceil(ms / 1000))));
  return problem(429, 'RATE_LIMITED', sentence, { retry_after_ms: ms });
}
