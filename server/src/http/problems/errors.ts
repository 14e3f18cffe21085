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

/** How errors look. */
export interface ErrorForm {
  /** `false`: `{detail}` in place of the envelope, for very old clients. */
  readonly unifiedErrors: boolean;
  /** Adds the debug id and a hint. */
  readonly debugDetails: boolean;
}

/** The body of an error in this form. */
function bodyOf(form: ErrorForm, whole: Envelope, debugId: string, hint: string): unknown {
  if (!form.unifiedErrors) return { detail: whole.error.message };
  if (!form.debugDetails) return whole;
  return envelope(whole.error.code, whole.error.message, { ...whole.error.meta, debug_id: debugId, hint });
}

/** Nobody receives this answer; the number is the one that nginx writes into its log for a caller who has gone. */
const hungUpStatus = 499;
const plainHint = 'The log has more under the debug id; the documents of the API name the fields.';

/** One mapper from anything thrown to the envelope; every error is logged with the debug id that the answer carries. */
export function installErrorHandlers(app: FastifyInstance, form: ErrorForm): void {
  app.setErrorHandler((error: FastifyError | HttpProblem, request: FastifyRequest, reply: FastifyReply) => {
    const debugId = randomUUID().replaceAll('-', '');
    reply.header('x-debug-id', debugId);
    const { method, url } = request;
    const path = url.split('?', 1)[0];
    const told = (code: ProblemCode, status: number) => ({
      event: 'api.error',
      component: 'http',
      code,
      status,
      method,
      path,
      debug_id: debugId,
    });
    const send = (status: number, whole: Envelope, hint = plainHint) =>
      reply.status(status).send(bodyOf(form, whole, debugId, hint));
    if (error instanceof HttpProblem) {
      const { code, statusCode } = error;
      request.log[levelOf(statusCode)](told(code, statusCode), error.message);
      return send(statusCode, envelope(code, error.message, error.meta));
    }
    if (error.validation !== undefined) {
      const whole = validationEnvelope(error);
      request.log.info(told('VALIDATION_ERROR', 400), whole.error.message);
      return send(400, whole);
    }
    const status = error.statusCode ?? 500;
    if (status >= 400 && status < 500) {
      const code = codeOfStatus[status] ?? 'VALIDATION_ERROR';
      request.log[levelOf(status)](told(code, status), error.message);
      return send(status, envelope(code, error.message));
    }
    if (isDatabaseAway(error)) {
      const message =
        'The database does not answer. It is asked again with the next request; jobs go on when it is back.';
      request.log.warn(told('DEPENDENCY_ERROR', 503), error.message);
      reply.header('retry-after', '5');
      return send(503, envelope('DEPENDENCY_ERROR', message, { dependency: 'database' }));
    }
    if (error.name === 'AbortError' && reply.raw.destroyed) {
      request.log.info(
        { event: 'api.hung_up', component: 'http', status: hungUpStatus, method, path },
        'The caller hung up.',
      );
      return reply.status(hungUpStatus).send();
    }
    request.log.error({ ...told('INTERNAL_ERROR', 500), err: error }, 'unexpected fault');
    const message = 'Something went wrong inside Harmony. The log has the details under the debug id.';
    return send(500, envelope('INTERNAL_ERROR', message, { debug_id: debugId }), `${error.name}: ${error.message}`);
  });
}

/** Faults of ours are errors, what others must wait for a warning; the rest is everyday. */
function levelOf(status: number): 'info' | 'warn' | 'error' {
  if (status >= 500) return 'error';
  return status === 429 || status === 424 ? 'warn' : 'info';
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
