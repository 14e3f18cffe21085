import type { FastifyReply } from 'fastify';
import { type HttpProblem, problem } from '#http';
import { backpressureView, submissionView } from './import.schemas.ts';
import type { Taken, Unusable } from './submission.ts';

/** Imports are handed over in seconds; a client that waits this long will find room. */
const retryAfterS = 5;

/** 202 when everything was taken, 207 when something was skipped or could not be read. */
export function sendTaken(taken: Taken, reply: FastifyReply) {
  const whole = taken.partial === null && taken.skipped.tracks + taken.skipped.playlists + taken.failed === 0;
  return reply.status(whole ? 202 : 207).send(submissionView(taken));
}

/** 207 with BACKPRESSURE (contract §9.3), or 400 with the reasons of the first entries. Throws the latter. */
export function sendUnusable(unusable: Unusable, reply: FastifyReply) {
  if (unusable.kind === 'backpressure') return reply.status(207).send(backpressureView(unusable.sentence));
  throw refusedList(unusable);
}

/** The 400 of a list of which nothing could be taken, or the 429 of too many imports. */
export function refusedList(unusable: Unusable): HttpProblem {
  if (unusable.kind === 'backpressure')
    return problem(429, 'RATE_LIMITED', unusable.sentence, { retry_after_ms: retryAfterS * 1000 });
  return problem(400, 'VALIDATION_ERROR', unusable.sentence, {
    reason: unusable.code,
    details: unusable.rejected.map(({ line, raw, code, sentence }) => ({
      line,
      raw_line: raw,
      reason: code,
      message: sentence,
    })),
  });
}

/** The 429 of too many imports, with `Retry-After`; to be thrown (contract §9.5). */
export function tooManyImports(busy: Unusable, reply: FastifyReply): HttpProblem {
  reply.header('retry-after', String(retryAfterS));
  return refusedList(busy);
}
