import { IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply } from 'fastify';
import helmet from 'helmet';

/** What browsers are told to refuse; the same for every answer, so it is put together once. */
function securityHeaders(): OutgoingHttpHeaders {
  const answer = new ServerResponse(new IncomingMessage(new Socket()));
  const put = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        styleSrc: ["'self'", "'unsafe-inline'"],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // Harmony speaks plain HTTP on loopback; a proxy in front of it decides about HTTPS.
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });
  put(answer.req, answer, (fault?: unknown) => {
    if (fault !== undefined) throw fault;
  });
  // nothing on the page uses any of them
  return {
    ...answer.getHeaders(),
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  };
}

/** Puts the security headers on every answer: also on errors from before this hook, and on streams that routes write themselves. What a route says of its own wins. */
export function installSecurityHeaders(app: FastifyInstance): void {
  const headers = Object.entries(securityHeaders()).map(([name, value]) => [name, String(value)] as const);
  const put = ({ raw }: FastifyReply): void => {
    for (const [name, value] of headers) raw.setHeader(name, value);
  };
  app.addHook('onRequest', (_request, reply, done) => {
    put(reply);
    done();
  });
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (!reply.raw.hasHeader('permissions-policy')) put(reply);
    done(null, payload);
  });
}
