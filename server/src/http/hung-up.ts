import type { FastifyReply } from 'fastify';

/** Aborts when the caller hangs up before the answer, so that nobody waits outside for an answer that nobody reads. */
export function hungUp(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  // `request.signal` will not do: it also fires once a body has been read.
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gone.signal;
}
