import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type Span, SpanKind, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';

/** What undici says of a request on its diagnostics channels (its documentation, "Diagnostics Channel Support"). */
interface OutgoingRequest {
  readonly origin?: string | URL;
  readonly method?: string;
}

/**
 * Records every request that a span sends to an outside service. Only who was asked, how, and what came of it: paths and queries hold keys at some
 * services (webhooks, topics). Answers how to stop.
 */
export function traceRequests(tracer: Tracer): () => void {
  const open = new WeakMap<object, Span>();
  const created = (message: unknown): void => {
    if (trace.getActiveSpan() === undefined) return;
    const { request } = message as { request: OutgoingRequest };
    const { method = 'GET', origin } = request;
    const to = URL.canParse(String(origin)) ? new URL(String(origin)) : null;
    const attributes = {
      'http.request.method': method,
      'server.address': to?.hostname ?? 'unknown',
      'server.port': Number(to?.port || (to?.protocol === 'https:' ? 443 : 80)),
    };
    open.set(request, tracer.startSpan(method, { kind: SpanKind.CLIENT, attributes }));
  };
  const answered = (message: unknown): void => {
    const { request, response } = message as { request: object; response: { readonly statusCode: number } };
    const span = open.get(request);
    span?.setAttribute('http.response.status_code', response.statusCode);
    if (response.statusCode >= 400) span?.setStatus({ code: SpanStatusCode.ERROR });
  };
  const whole = (message: unknown): void => end((message as { request: object }).request);
  const broken = (message: unknown): void => {
    const { request, error } = message as { request: object; error: Error };
    open.get(request)?.setStatus({ code: SpanStatusCode.ERROR, message: error.name });
    end(request);
  };
  const end = (request: object): void => {
    open.get(request)?.end();
    open.delete(request);
  };
  const channels = [
    ['undici:request:create', created],
    ['undici:request:headers', answered],
    ['undici:request:trailers', whole],
    ['undici:request:error', broken],
  ] as const;
  for (const [name, hear] of channels) subscribe(name, hear);
  return () => {
    for (const [name, hear] of channels) unsubscribe(name, hear);
  };
}
