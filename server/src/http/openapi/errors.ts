import { envelope } from '../problems/errors.ts';
import type { ProblemCode } from '../problems/problem.ts';

/** An answer that any operation may give, as it is documented. */
interface Documented {
  readonly name: string;
  readonly description: string;
  readonly code: ProblemCode;
  readonly message: string;
  readonly meta?: Record<string, unknown>;
}

/** By status. Which fault of a service outside is which: contract §8.1. */
const documented: Readonly<Record<string, Documented>> = {
  400: {
    name: 'BadRequest',
    description: 'Something in the request cannot be; `meta.fields` names it.',
    code: 'VALIDATION_ERROR',
    message: 'limit must be <= 200.',
    meta: { fields: [{ name: 'limit', message: 'must be <= 200' }] },
  },
  401: {
    name: 'Unauthorized',
    description: 'No key and no session, or one that is not valid.',
    code: 'AUTH_REQUIRED',
    message: 'This needs an API key.',
    meta: { reason: 'missing' },
  },
  403: {
    name: 'Forbidden',
    description: 'The key reaches less than this operation needs, or the request comes from a strange page.',
    code: 'FORBIDDEN',
    message: 'The key may only read.',
    meta: { reason: 'scope' },
  },
  404: {
    name: 'NotFound',
    description: 'There is no such thing.',
    code: 'NOT_FOUND',
    message: 'There is no such thing.',
  },
  424: {
    name: 'FailedDependency',
    description: 'A service outside (Spotify, slskd, Plex …) refuses for now, or asks for a pause.',
    code: 'DEPENDENCY_ERROR',
    message: 'Spotify asks for a pause.',
    meta: { remedy: 'Try again after the pause.' },
  },
  429: {
    name: 'TooManyRequests',
    description: 'Too many requests; `Retry-After` says when to come back.',
    code: 'RATE_LIMITED',
    message: 'Too many requests.',
    meta: { retry_after_ms: 1000 },
  },
  500: {
    name: 'InternalError',
    description: 'A fault of Harmony; the log has it under the id of the header `X-Debug-Id`.',
    code: 'INTERNAL_ERROR',
    message: 'Something went wrong.',
  },
  502: {
    name: 'BadGateway',
    description: 'A service outside answered in a way that makes no sense, or with a fault of its own.',
    code: 'DEPENDENCY_ERROR',
    message: 'slskd answered with 500.',
    meta: { remedy: 'Look into the log of slskd.' },
  },
  503: {
    name: 'ServiceUnavailable',
    description: 'A service outside, or the database, cannot be reached, or is not set up.',
    code: 'DEPENDENCY_ERROR',
    message: 'slskd cannot be reached.',
    meta: { remedy: 'Start slskd, or correct SLSKD_BASE_URL.' },
  },
  504: {
    name: 'GatewayTimeout',
    description: 'A service outside did not answer in time.',
    code: 'DEPENDENCY_ERROR',
    message: 'slskd did not answer within 8 s.',
    meta: { remedy: 'Try again later.' },
  },
};

const whoMay = new Set(['401', '403']);

/** References to the errors that an operation may answer with, by status; `secured`: it needs a key where keys are required. */
export function errorReferences(secured: boolean): Record<string, { readonly $ref: string }> {
  const of = Object.entries(documented).filter(([status]) => secured || !whoMay.has(status));
  return Object.fromEntries(of.map(([status, { name }]) => [status, { $ref: `#/components/responses/${name}` }]));
}

/** What these references stand for, and the answer 304 of everything that is read. */
export function sharedResponses(): Record<string, object> {
  const schema = { $ref: '#/components/schemas/ErrorResponse' };
  const errors = Object.entries(documented).map(([status, { name, description, code, message, meta }]) => {
    const headers = status === '429' ? { 'Retry-After': { schema: { type: 'integer' }, description: 'Seconds' } } : {};
    const content = { 'application/json': { schema, example: envelope(code, message, meta) } };
    return [name, { description, headers, content }] as const;
  });
  const unchanged = { description: 'Unchanged since the answer whose ETag was sent as `If-None-Match`; no body.' };
  return { ...Object.fromEntries(errors), NotModified: { ...unchanged, headers: validatorReferences() } };
}

/** Headers of answers to `GET`. */
export const sharedHeaders = {
  ETag: { schema: { type: 'string' }, description: 'Sent back as `If-None-Match`, an unchanged answer is a 304.' },
  'Cache-Control': { schema: { type: 'string' }, description: 'Whether and how long the answer may be kept.' },
  Vary: { schema: { type: 'string' }, description: 'Headers of the request that the answer depends on.' },
  'Last-Modified': { schema: { type: 'string' }, description: 'Where it is known: when this last changed.' },
  Age: { schema: { type: 'integer' }, description: 'Seconds for which Harmony has kept this answer.' },
} as const;

/** References to these headers. */
export function validatorReferences(): Record<string, { readonly $ref: string }> {
  return Object.fromEntries(Object.keys(sharedHeaders).map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}
