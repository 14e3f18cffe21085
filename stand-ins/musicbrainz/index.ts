import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bind, unbind } from '../loopback.ts';
import { createFaults, type FaultRule } from '../slskd/faults.ts';
import { createDatabase } from './database.ts';
import { answer } from './routes.ts';
import type { World } from './world.ts';

export type {
  World,
  WorldArtist,
  WorldCredit,
  WorldRecording,
  WorldRelation,
  WorldRelease,
  WorldReleaseGroup,
} from './world.ts';

/** One request as it came in. */
export interface Request {
  /** Milliseconds of the stand-in's clock. */
  readonly at: number;
  /** Path with query as sent. */
  readonly path: string;
  readonly userAgent: string;
  status: number | null;
}

/** How a stand-in is made. */
export interface Options {
  /** May be exchanged while it runs, see `setWorld`. */
  readonly world: World;
  /** Milliseconds since 1970; what is published, and how fast one asks, goes by it. Default the real clock. */
  readonly now?: () => number;
  /** Time between two requests that is just allowed; default 1000. 0: no limit (a mirror of one's own). */
  readonly intervalMs?: number;
  /** What a 503 for asking too fast says in `Retry-After`, in seconds; default: nothing. */
  readonly retryAfterS?: number;
}

/** MusicBrainz's web service, version 2, over a world of our own. */
export interface MusicBrainzStandIn {
  /** Address of the service with `/ws/2`; valid after `start`. */
  readonly url: string;
  /** Every request since the start, oldest first. */
  readonly requests: readonly Request[];
  start(port?: number): Promise<string>;
  stop(): Promise<void>;
  setWorld(world: World): void;
  /** Lets matching requests go wrong. */
  fault(rule: FaultRule): void;
  clearFaults(): void;
}

/** Agents that libraries send by themselves; the service blocks them. */
const anonymous = /^(?:$|undici|node|axios|python-requests|curl|Java|okhttp|got)\b|^$/i;

/**
 * Makes a stand-in; nothing runs before `start`. Insists on: a User-Agent with name, version and contact (403 with a web page without),
 * one request a second on average (then 503 until the pace drops: refused requests count as well), `fmt=json`, page sizes of 1 to 100,
 * well-formed identifiers, known `inc` words and queries that the search server can parse (400).
 */
export function createMusicBrainzStandIn(options: Options): MusicBrainzStandIn {
  const now = options.now ?? Date.now;
  const intervalMs = options.intervalMs ?? 1000;
  const faults = createFaults();
  const requests: Request[] = [];
  let db = createDatabase(options.world, now);
  let server: Server | undefined;
  let origin = '';
  let freeAt = Number.NEGATIVE_INFINITY;

  /** Whether a request now is too fast. A refused one moves the moment on as well, up to five requests ahead. */
  const tooFast = (): boolean => {
    const at = now();
    // network and timers wobble: a tenth early is forgiven
    const early = at < freeAt - intervalMs / 10;
    freeAt = Math.min(Math.max(freeAt, at) + intervalMs, at + 5 * intervalMs);
    return intervalMs > 0 && early;
  };

  const send = (response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}): void => {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
    response.end(body);
  };
  const page = '<!doctype html><html><title>MusicBrainz</title><body>Your requests are blocked.</body></html>';
  const html = { 'content-type': 'text/html; charset=utf-8' };

  async function listen(port: number): Promise<void> {
    const made = createServer((request, response) => {
      const path = request.url ?? '/';
      const userAgent = request.headers['user-agent'] ?? '';
      const record: Request = { at: now(), path, userAgent, status: null };
      requests.push(record);
      response.on('finish', () => {
        record.status = response.statusCode;
      });
      handle(request.method ?? '', path, userAgent, response);
    });
    await bind(made, port);
    server = made;
    origin = `http://127.0.0.1:${(made.address() as AddressInfo).port}`;
  }

  function handle(method: string, path: string, userAgent: string, response: ServerResponse): void {
    const fault = faults.take(method, path);
    if (fault?.kind === 'reset' || fault?.kind === 'answer-lost') return void response.socket?.destroy();
    if (fault?.kind === 'hang') return;
    if (fault?.kind === 'html') return send(response, 200, page, html);
    if (fault?.kind === 'status') {
      const retry = fault.status === 503 && options.retryAfterS !== undefined ? retryHeader(options.retryAfterS) : {};
      return send(response, fault.status, JSON.stringify({ error: fault.body ?? 'The service is busy.' }), retry);
    }
    if (method !== 'GET') return send(response, 405, JSON.stringify({ error: 'Method not allowed' }));
    if (anonymous.test(userAgent) || !/\/\S+ \(.*\S.*\)/.test(userAgent)) return send(response, 403, page, html);
    if (tooFast()) {
      const retry = options.retryAfterS === undefined ? {} : retryHeader(options.retryAfterS);
      const message = 'Your requests are exceeding the allowable rate limit.';
      return send(response, 503, JSON.stringify({ error: message, help: 'See the rate limiting page.' }), retry);
    }
    const url = new URL(path, 'http://stand-in');
    if (!url.pathname.startsWith('/ws/2/')) return send(response, 404, page, html);
    const reply = answer(db, url.pathname.slice(6), url.searchParams);
    const text = JSON.stringify(reply.json);
    if (fault?.kind === 'truncated-json') return send(response, reply.status, text.slice(0, text.length / 2));
    const finish = (): void => send(response, reply.status, text);
    if (fault?.kind === 'delay') setTimeout(finish, fault.ms);
    else finish();
  }
  const retryHeader = (seconds: number): Record<string, string> => ({ 'retry-after': String(seconds) });

  return {
    get url() {
      return `${origin}/ws/2`;
    },
    requests,
    async start(port = 0) {
      await listen(port);
      return `${origin}/ws/2`;
    },
    async stop() {
      await unbind(server);
      server = undefined;
    },
    setWorld(world) {
      db = createDatabase(world, now);
    },
    fault: (rule) => faults.add(rule),
    clearFaults: () => faults.clear(),
  };
}
