import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { bind, unbind } from '../loopback.ts';
import type { Clock } from './clock.ts';
import type { Fault, Faults, Service } from './faults.ts';
import { type Answer, type Ask, Refusal, readBody, render } from './http.ts';

/** One request as it came in, for assertions. */
export interface RequestRecord {
  readonly service: Service;
  readonly method: string;
  /** Path with query as sent. */
  readonly path: string;
  /** As in the counter: `GET /playlists/{id}/items`. */
  readonly route: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** By the stand-in's clock. */
  readonly at: number;
  /** `null` while it runs, or when the connection was broken. */
  status: number | null;
}

/** One of the services behind an origin of its own. */
export interface Origin {
  readonly url: string;
  /** Stops listening and breaks every connection. */
  close(): Promise<void>;
}

/** What a service is made of. */
export interface ServiceParts {
  readonly service: Service;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly requests: RequestRecord[];
  /** Name of the route that the path belongs to. */
  routeOf(method: string, path: string): string;
  answer(ask: Ask): Answer | Promise<Answer>;
}

const gatewayPage = '<html><body>upstream connect error</body></html>';

async function send(response: ServerResponse, answer: Answer, clock: Clock, fault: Fault | undefined): Promise<void> {
  const { type, text } = render(answer);
  const whole = Buffer.from(text, 'utf8');
  const bytes = fault?.kind === 'truncated' ? whole.subarray(0, Math.floor(whole.length / 2)) : whole;
  response.sendDate = false;
  response.writeHead(answer.status, {
    date: new Date(clock.now()).toUTCString(),
    ...(type === undefined ? {} : { 'content-type': type }),
    ...(answer.status === 204 || answer.status === 304 ? {} : { 'content-length': String(bytes.length) }),
    ...answer.headers,
  });
  if (fault?.kind === 'half') {
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.socket?.destroy());
    return;
  }
  if (fault?.kind === 'trickle') {
    const size = Math.ceil(bytes.length / fault.pieces);
    for (let at = 0; at < bytes.length && !response.destroyed; at += size) {
      response.write(bytes.subarray(at, at + size));
      await sleep(fault.ms);
    }
  }
  response.end(fault?.kind === 'trickle' ? undefined : bytes);
}

async function handle(parts: ServiceParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = request.url ?? '/';
  const [path = '/', search = ''] = url.split('?', 2);
  const method = request.method ?? 'GET';
  const route = parts.routeOf(method, path);
  const { headers } = request;
  const record: RequestRecord = {
    service: parts.service,
    method,
    path: url,
    route,
    headers,
    at: parts.clock.now(),
    status: null,
  };
  parts.requests.push(record);
  const fault = parts.faults.take({ service: parts.service, route, path: url });
  if (fault?.kind === 'reset') {
    request.socket.destroy();
    return;
  }
  if (fault?.kind === 'hang') return;
  if (fault?.kind === 'delay') await sleep(fault.ms);
  let answer: Answer;
  try {
    const body = await readBody(request);
    answer =
      fault?.kind === 'status'
        ? fault
        : await parts.answer({ method, path, query: new URLSearchParams(search), headers, body });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    answer = error.answer;
  }
  if (fault?.kind === 'answer-lost') {
    request.socket.destroy();
    return;
  }
  if (fault?.kind === 'gateway-lost') answer = { status: 502, html: gatewayPage };
  record.status = answer.status;
  await send(response, answer, parts.clock, fault);
}

/** Serves one of the services on loopback; port 0 takes a free one. */
export async function serve(parts: ServiceParts, port: number): Promise<Origin> {
  const server: Server = createServer((request, response) => {
    handle(parts, request, response).catch((error: unknown) => {
      // A mistake of the stand-in itself: it must be seen in the test that hit it.
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      if (response.headersSent || response.destroyed) return;
      response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' });
      response.end(`stand-in: ${message}`);
    });
  });
  await bind(server, port);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => unbind(server),
  };
}
