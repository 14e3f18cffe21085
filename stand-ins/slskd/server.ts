import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { bind, unbind } from '../loopback.ts';
import type { Faults } from './faults.ts';
import { type Answer, empty, findRoute, isJsonType, parseBody, Refusal, type Route, readBody, render } from './http.ts';
import { sessionToken } from './routes/system.ts';

/** One request as it came in, for assertions. */
export interface RequestRecord {
  readonly at: number;
  readonly method: string;
  /** Path with query as sent. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** `null` while it runs, or when the connection was broken. */
  status: number | null;
}

const page =
  '<!doctype html><html lang="en"><head><title>slskd</title></head><body><div id="root"></div></body></html>';

/** Answers HTTP in the daemon's manner: fallback page, bare 404, 405, 415, 401, then the route. */
export interface WebServer {
  /** Listens on loopback; resolves to the origin, for example `http://127.0.0.1:5030`. */
  listen(port: number): Promise<string>;
  /** Stops listening and breaks every connection. */
  close(): Promise<void>;
}

/** Makes the server over the routes of the daemon that lives now; `undefined` while it is starting. */
export function createWebServer(options: {
  readonly apiKey: string;
  readonly authentication: 'key' | 'none';
  readonly urlBase: string;
  readonly faults: Faults;
  readonly requests: RequestRecord[];
  routes(): readonly Route[] | undefined;
}): WebServer {
  const { apiKey, faults } = options;
  const urlBase = options.urlBase.replace(/\/+$/, '').toLowerCase();
  const token = sessionToken(apiKey);
  let server: Server | undefined;

  const callerOf = (request: IncomingMessage): 'key' | 'jwt' | 'nobody' => {
    if (options.authentication === 'none') return 'jwt';
    if (request.headers['x-api-key'] === apiKey) return 'key';
    return request.headers.authorization === `Bearer ${token}` ? 'jwt' : 'nobody';
  };

  const bodyOf = (route: Route, request: IncomingMessage, bytes: Buffer): unknown => {
    if (route.takesBody === undefined) return undefined;
    try {
      return parseBody(request.headers['content-type'], bytes);
    } catch (error) {
      const unreadable = error instanceof Refusal && error.answer.status === 400;
      if (unreadable && route.takesBody === 'lenient') return undefined;
      throw error;
    }
  };

  const answer = async (
    request: IncomingMessage,
    path: string,
    query: URLSearchParams,
    bytes: Buffer,
  ): Promise<Answer> => {
    const method = request.method ?? 'GET';
    if (path.toLowerCase() === '/health') return { status: 200, raw: { type: 'text/plain', text: 'Healthy' } };
    const [root, version, ...segments] = path.split('/').slice(1);
    if (root?.toLowerCase() !== 'api') {
      const isPage = (method === 'GET' || method === 'HEAD') && !/\.[^/]+$/.test(path);
      return isPage ? { status: 200, raw: { type: 'text/html', text: page } } : empty(404);
    }
    if (segments.at(-1) === '') segments.pop();
    const found = version?.toLowerCase() === 'v0' ? findRoute(options.routes() ?? [], method, segments) : undefined;
    if (found === undefined) return empty(404);
    if ('allow' in found) return { status: 405, headers: { allow: found.allow } };
    // The type is looked at before the caller, the text after.
    if (!isJsonType(request.headers['content-type'])) return empty(415);
    const caller = callerOf(request);
    if (caller === 'nobody' && found.route.anonymous !== true) return empty(401);
    return found.route.handle({
      method,
      segments: found.segments,
      query,
      body: bodyOf(found.route, request, bytes),
      caller,
    });
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = request.url ?? '/';
    const record: RequestRecord = {
      at: Date.now(),
      method: request.method ?? '',
      path: url,
      headers: request.headers,
      status: null,
    };
    options.requests.push(record);
    const [rawPath = '/', search = ''] = url.split('?', 2);
    const path =
      urlBase !== '' && rawPath.toLowerCase().startsWith(`${urlBase}/`) ? rawPath.slice(urlBase.length) : rawPath;

    const fault = faults.take(record.method, path);
    if (fault?.kind === 'reset') {
      request.socket.destroy();
      return;
    }
    if (fault?.kind === 'hang') return;
    if (fault?.kind === 'delay') await sleep(fault.ms);
    let result: Answer;
    if (fault?.kind === 'status')
      result = { status: fault.status, ...(fault.body === undefined ? {} : { json: fault.body }) };
    else if (fault?.kind === 'html') result = { status: 200, raw: { type: 'text/html', text: page } };
    else {
      try {
        result = await answer(request, path, new URLSearchParams(search), await readBody(request));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        result = error.answer;
      }
    }
    if (fault?.kind === 'answer-lost') {
      request.socket.destroy();
      return;
    }
    const { headers, text } = render(result);
    const sent = fault?.kind === 'truncated-json' ? text.slice(0, Math.floor(text.length / 2)) : text;
    record.status = result.status;
    // Like Kestrel: a length for empty answers, chunks for the others.
    response.writeHead(
      result.status,
      sent === '' && result.status !== 204 ? { ...headers, 'content-length': '0' } : headers,
    );
    if (fault?.kind === 'stall') response.write(text.slice(0, Math.max(1, Math.floor(text.length / 2))));
    else response.end(sent);
  };

  return {
    async listen(port) {
      const fresh = createServer((request, response) => {
        handle(request, response).catch((error: unknown) => {
          if (response.destroyed || response.headersSent) return;
          // As the daemon's own exception handler: the message as a JSON string.
          response.writeHead(500, { 'content-type': 'application/json; charset=utf-8' });
          response.end(JSON.stringify(error instanceof Error ? error.message : String(error)));
        });
      });
      server = fresh;
      await bind(fresh, port);
      return `http://127.0.0.1:${(fresh.address() as AddressInfo).port}`;
    },
    async close() {
      const old = server;
      server = undefined;
      await unbind(old);
    },
  };
}
