import { randomUUID } from 'node:crypto';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { isDatabaseAway } from '#platform/database';
import { HttpProblem, type ProblemCode } from './problem.ts';

/** The envelope of every error answer. */
export const errorSchema = Type.Object(
  {
    ok: Type.Literal(false),
    error: Type.Object({
      code: Type.String({ description: 'VALIDATION_ERROR, NOT_FOUND, CONFLICT, RATE_LIMITED, DEPENDENCY_ERROR, …' }),
      message: Type.String(),
      meta: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    }),
  },
  { $id: 'ErrorResponse' },
);

interface Envelope {
  readonly ok: false;
  readonly error: { readonly code: ProblemCode; readonly message: string; readonly meta?: Record<string, unknown> };
}

/** The envelope with these contents. */
export function envelope(code: ProblemCode, message: string, meta?: Record<string, unknown>): Envelope {
  return { ok: false, error: meta === undefined ? { code, message } : { code, message, meta } };
}

const codeOfStatus: Record<number, ProblemCode> = {
  401: 'AUTH_REQUIRED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  429: 'RATE_LIMITED',
};

/** One mapper from anything thrown to the envelope; faults of ours are logged with the debug id that the answer carries. */
export function installErrorHandlers(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError | HttpProblem, request: FastifyRequest, reply: FastifyReply) => {
    const debugId = randomUUID().replaceAll('-', '');
    reply.header('x-debug-id', debugId);
    if (error instanceof HttpProblem) {
      request.log.info(
        { event: 'api.error', code: error.code, status: error.statusCode, debug_id: debugId },
        error.message,
      );
      return reply.status(error.statusCode).send(envelope(error.code, error.message, error.meta));
    }
    if (error.validation !== undefined) return reply.status(400).send(validationEnvelope(error));
    const status = error.statusCode ?? 500;
    if (status >= 400 && status < 500) {
      return reply.status(status).send(envelope(codeOfStatus[status] ?? 'VALIDATION_ERROR', error.message));
    }
    if (isDatabaseAway(error)) {
      const message =
        'The database does not answer. It is asked again with the next request; jobs go on when it is back.';
      request.log.warn({ event: 'api.error', code: 'DEPENDENCY_ERROR', status: 503, debug_id: debugId }, error.message);
      reply.header('retry-after', '5');
      return reply.status(503).send(envelope('DEPENDENCY_ERROR', message, { dependency: 'database' }));
    }
    request.log.error(
      { event: 'api.error', code: 'INTERNAL_ERROR', status: 500, debug_id: debugId, err: error },
      'unexpected fault',
    );
    const message = 'Something went wrong inside Harmony. The log has the details under the debug id.';
    return reply.status(500).send(envelope('INTERNAL_ERROR', message, { debug_id: debugId }));
  });
}

function validationEnvelope(error: FastifyError): Envelope {
  const fields = (error.validation ?? []).map((fault) => {
    const missing = (fault.params as { missingProperty?: string }).missingProperty;
    const path = fault.instancePath.replace(/^\//, '').replaceAll('/', '.');
    const name = [path, missing].filter((part) => part !== undefined && part !== '').join('.');
    return {
      name: name === '' ? (error.validationContext ?? 'request') : name,
      message: fault.message ?? 'is not valid',
    };
  });
  const first = fields[0];
  const message = first === undefined ? 'The request is not valid.' : `${first.name} ${first.message}.`;
  return envelope('VALIDATION_ERROR', message, { fields });
}
