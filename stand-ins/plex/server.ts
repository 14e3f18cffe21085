import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { bind, readAll, unbind } from '../loopback.ts';
import type { Faults } from '../slskd/faults.ts';
import { type Answer, errorPage, findRoute, Refusal, type Route } from './http.ts';
import type { Push } from './push.ts';
import { toXml } from './wire.ts';

/** One request as it came in. */
export interface RequestRecord {
  readonly method: string;
  /** Path with query as sent. */
  readonly url: string;
  readonly accept: string;
  readonly clientIdentifier: string | null;
  status: number | null;
}

/** How the server answers at the moment. */
export interface Manner {
  token: string;
  /** Every call but `/identity` is a 503. */
  starting: boolean;
  /** XML for everybody, whatever is asked for: a proxy that loses headers. */
  onlyXml: boolean;
  /** Real milliseconds before each answer. */
  slowMs: number;
  /** Longest address, in bytes; above it 414. */
  readonly maxUrlBytes: number;
  /** Paths of push that exist. */
  readonly push: ReadonlySet<string>;
}

const headers = { 'x-plex-protocol': '1.0', 'cache-control': 'no-cache' };
const html = { ...headers, 'content-type': 'text/html' };
const bodyLimit = 20 * 1024 * 1024;

/** Answers HTTP in the manner of the server: 414, 503 while starting, 401 as a page, XML unless JSON is asked for. */
export function createWebServer(options: {
  readonly routes: readonly Route[];
  readonly manner: Manner;
  readonly faults: Faults;
  readonly push: Push;
  readonly requests: RequestRecord[];
}): { listen(port: number): Promise<string>; close(): Promise<void> } {
  const { routes, manner, faults, push } = options;
  let server: Server | undefined;

  const tokenOf = (request: IncomingMessage, url: URL): unknown =>
    request.headers['x-plex-token'] ?? url.searchParams.get('X-Plex-Token');

  function record(request: IncomingMessage): RequestRecord {
    const clientIdentifier = request.headers['x-plex-client-identifier'];
    const entry: RequestRecord = {
      method: request.method ?? '',
      url: request.url ?? '',
      accept: request.headers.accept ?? '',
      clientIdentifier: typeof clientIdentifier === 'string' ? clientIdentifier : null,
      status: null,
    };
    options.requests.push(entry);
    return entry;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const entry = record(request);
    response.on('finish', () => {
      entry.status = response.statusCode;
    });
    const method = request.method ?? '';
    const fault = faults.take(method, request.url ?? '');
    if (fault?.kind === 'reset') return void response.socket?.destroy();
    if (fault?.kind === 'hang') return;
    if (fault?.kind === 'delay') await sleep(fault.ms);
    if (manner.slowMs > 0) await sleep(manner.slowMs);
    const bare = (status: number): void => void response.writeHead(status, html).end(errorPage(status));
    if (fault?.kind === 'status') return bare(fault.status);
    if (fault?.kind === 'html')
      return void response.writeHead(200, html).end('<!doctype html><html><title>Sign in</title></html>');
    if (Buffer.byteLength(request.url ?? '') > manner.maxUrlBytes) return bare(414);
    const url = new URL(request.url ?? '/', 'http://plex');
    const found = findRoute(routes, method, url.pathname);
    if (manner.starting && url.pathname !== '/identity') return bare(503);
    if (found?.route.anonymous !== true && tokenOf(request, url) !== manner.token) return bare(401);
    if (url.pathname === '/:/eventsource/notifications' && manner.push.has(url.pathname)) {
      push.stream(response, url.searchParams.get('filters')?.split(',') ?? null);
      return;
    }
    if (found === undefined) return bare(404);
    const body = (await readAll(request, bodyLimit)) ?? Buffer.alloc(0);
    const reply = await run(found.route, {
      method,
      segments: found.segments,
      query: url.searchParams,
      headers: request.headers,
      body,
    });
    if (fault?.kind === 'answer-lost') return void response.socket?.destroy();
    if (reply.status >= 400) return bare(reply.status);
    const wantsJson = /\bapplication\/json\b/.test(entry.accept) && !manner.onlyXml;
    const text =
      reply.container === undefined
        ? ''
        : wantsJson
          ? JSON.stringify({ MediaContainer: reply.container })
          : `<?xml version="1.0" encoding="UTF-8"?>\n${toXml('MediaContainer', reply.container)}`;
    const type =
      reply.container === undefined
        ? {}
        : { 'content-type': wantsJson ? 'application/json' : 'text/xml;charset=utf-8' };
    response.writeHead(reply.status, { ...headers, ...reply.headers, ...type });
    response.end(fault?.kind === 'truncated-json' ? text.slice(0, text.length / 2) : text);
  }

  return {
    async listen(port) {
      const made = createServer({ maxHeaderSize: 256 * 1024 }, (request, response) => {
        answer(request, response).catch((error: unknown) =>
          response.destroy(error instanceof Error ? error : new Error(String(error))),
        );
      });
      made.on('upgrade', (request, socket) => {
        const entry = record(request);
        const url = new URL(request.url ?? '/', 'http://plex');
        const status = manner.starting
          ? 503
          : tokenOf(request, url) !== manner.token
            ? 401
            : manner.push.has(url.pathname)
              ? 101
              : 404;
        entry.status = status;
        if (status === 101) push.accept(request, socket);
        else socket.end(`HTTP/1.1 ${status} ${status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`);
      });
      await bind(made, port);
      server = made;
      return `http://127.0.0.1:${(made.address() as AddressInfo).port}`;
    },
    async close() {
      const closing = server;
      server = undefined;
      push.drop();
      await unbind(closing);
    },
  };
}

async function run(route: Route, ask: Parameters<Route['handle']>[0]): Promise<Answer> {
  try {
    return await route.handle(ask);
  } catch (error) {
    if (error instanceof Refusal) return { status: error.status };
    throw error;
  }
}
