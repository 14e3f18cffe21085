import type { FastifyInstance } from 'fastify';
import type { OpenSpan, Tracing } from '#platform/tracing';
import { isOpenPath } from './admission/open-paths.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** What is recorded of this request; `null`: nothing. */
    span: OpenSpan | null;
  }
}

/** Records every request to the API as a span that all its work belongs to; probes, documents and the page are left out. Names follow OpenTelemetry's conventions for HTTP. */
export function installTracing(app: FastifyInstance, tracing: Pick<Tracing, 'begin'>, basePath: string): void {
  app.decorateRequest('span', null);
  app.addHook('onRequest', (request, _reply, done) => {
    const { method, url, headers, id, protocol } = request;
    const path = url.split('?', 1)[0] ?? url;
    if (!path.startsWith(`${basePath}/`) || isOpenPath(path, basePath, [])) {
      done();
      return;
    }
    const route = request.is404 ? null : (request.routeOptions.url ?? null);
    request.span = tracing.begin({
      name: route === null ? method : `${method} ${route}`,
      kind: 'server',
      attributes: {
        'http.request.method': method,
        ...(route !== null && { 'http.route': route }),
        'url.path': path,
        'url.scheme': protocol,
        'harmony.request.id': id,
      },
      headers,
    });
    request.span.within(done);
  });
  // reading a body goes on from the connection, not from the hooks before it
  app.addHook('preValidation', (request, _reply, done) => {
    if (request.span === null) done();
    else request.span.within(done);
  });
  app.addHook('onResponse', (request, reply, done) => {
    const { statusCode } = reply;
    request.span?.end({
      attributes: { 'http.response.status_code': statusCode },
      ...(statusCode >= 500 && { failed: `Answered with ${statusCode}.` }),
    });
    done();
  });
}
