import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { etagFor, etagOf } from './etag.ts';
import type { CacheRule } from './rules.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whether the ETag is ours. */
    marked: boolean;
  }
}

const kind = /^(?:application\/json|text\/)/;
const varies = 'Authorization, X-API-Key, Cookie, Origin, Accept-Encoding';

/** Whether this answer gets an ETag of ours. */
export function isMarkable(request: FastifyRequest, reply: FastifyReply, payload: unknown): payload is string {
  return (
    reply.statusCode === 200 &&
    typeof payload === 'string' &&
    kind.test(String(reply.getHeader('content-type') ?? '')) &&
    reply.getHeader('cache-control') !== 'no-store' &&
    !reply.hasHeader('set-cookie') &&
    request.routeOptions.config.open !== true
  );
}

/** Puts an ETag on an answer, and for how long whoever has it may go on using it. `rule`: what is said of its path; `undefined`: nothing. */
export function mark(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: string,
  rule: CacheRule | undefined,
  weak: boolean,
): void {
  request.marked = true;
  if (!reply.hasHeader('etag')) reply.header('etag', etagOf(payload, weak));
  if (!reply.hasHeader('cache-control'))
    reply.header(
      'cache-control',
      rule?.own === true ? `private, max-age=${rule.ttlS}, stale-while-revalidate=${rule.staleS}` : 'private, no-cache',
    );
  addVary(reply);
}

/** After compression, which routes do themselves: strong marks tell the encodings apart. Register after it, before the routes. */
export function markEncodings(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    const before = route.onSend === undefined ? [] : [route.onSend].flat();
    route.onSend = [
      ...before,
      (request, reply, payload, done) => {
        const etag = reply.getHeader('etag');
        const encoding = reply.getHeader('content-encoding');
        if (typeof etag === 'string' && typeof encoding === 'string' && request.marked)
          reply.header('etag', etagFor(etag, encoding));
        done(null, payload);
      },
    ];
  });
}

function addVary(reply: FastifyReply): void {
  const had = String(reply.getHeader('vary') ?? '');
  const names = [
    ...new Set([...had.split(','), ...varies.split(',')].map((name) => name.trim()).filter((name) => name !== '')),
  ];
  reply.header('vary', names.join(', '));
}
