import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bind, unbind } from '../loopback.ts';

/** A server as plex.tv lists it. */
interface Resource {
  readonly name: string;
  readonly clientIdentifier: string;
  readonly owned: boolean;
  readonly accessToken: string | null;
  readonly connections: readonly { readonly uri: string; readonly local: boolean; readonly relay: boolean }[];
}

/** The account service with its PINs, as far as signing in needs it. */
export interface PlexTvStandIn {
  /** Address without `/api/v2`; valid after `start`. */
  readonly url: string;
  readonly requests: readonly string[];
  start(port?: number): Promise<string>;
  stop(): Promise<void>;
  /** The person opens the page with that code and says yes. */
  approve(code: string): void;
  setResources(resources: readonly Resource[]): void;
  /** The next calls are refused as too many. */
  tooMany(calls: number): void;
}

interface Pin {
  readonly id: number;
  readonly code: string;
  readonly client: string;
  readonly expiresAt: number;
  authToken: string | null;
}

/**
 * Makes the service. A PIN lives half an hour (strong) or a quarter (four signs), belongs to the client identifier that asked for it, and is not
 * found for another or afterwards. `accountToken` is what an approved PIN gives.
 */
export function createPlexTvStandIn(options: {
  readonly accountToken: string;
  readonly now?: () => number;
}): PlexTvStandIn {
  const now = options.now ?? Date.now;
  const pins = new Map<number, Pin>();
  const requests: string[] = [];
  let resources: readonly Resource[] = [];
  let refused = 0;
  let url = '';
  let server: Server | undefined;
  let lastId = 1_000_000;

  function send(response: ServerResponse, status: number, body: unknown): void {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
  }
  const fail = (response: ServerResponse, status: number, code: number, message: string): void =>
    send(response, status, { errors: [{ code, message, status }] });
  const shown = (pin: Pin) => ({
    id: pin.id,
    code: pin.code,
    product: 'Harmony',
    trusted: false,
    clientIdentifier: pin.client,
    expiresIn: Math.max(0, Math.round((pin.expiresAt - now()) / 1000)),
    createdAt: new Date(pin.expiresAt - 1_800_000).toISOString(),
    expiresAt: new Date(pin.expiresAt).toISOString(),
    authToken: pin.authToken,
    newRegistration: null,
  });

  function answer(request: IncomingMessage, response: ServerResponse): void {
    requests.push(`${request.method} ${request.url}`);
    const at = new URL(request.url ?? '/', 'http://plex.tv');
    const client = request.headers['x-plex-client-identifier'];
    // only this very value gives JSON
    if (request.headers.accept !== 'application/json')
      return void response.writeHead(200, { 'content-type': 'application/xml' }).end('<?xml version="1.0"?><pin/>');
    if (refused > 0) {
      refused -= 1;
      return fail(response, 429, 1003, 'Too many requests, try again later.');
    }
    if (typeof client !== 'string' || client === '')
      return fail(response, 400, 1000, 'X-Plex-Client-Identifier is missing');
    if (request.method === 'POST' && at.pathname === '/api/v2/pins') {
      const strong = at.searchParams.get('strong') === 'true';
      lastId += 1;
      const code = strong ? randomBytes(12).toString('hex') : randomBytes(2).toString('hex').toUpperCase();
      const pin: Pin = { id: lastId, code, client, expiresAt: now() + (strong ? 1_800_000 : 900_000), authToken: null };
      pins.set(pin.id, pin);
      return send(response, 201, shown(pin));
    }
    const id = /^\/api\/v2\/pins\/(\d+)$/.exec(at.pathname)?.[1];
    if (request.method === 'GET' && id !== undefined) {
      const pin = pins.get(Number(id));
      if (pin === undefined || pin.client !== client || pin.expiresAt <= now())
        return fail(response, 404, 1020, 'Code not found or expired');
      return send(response, 200, shown(pin));
    }
    if (request.method === 'GET' && at.pathname === '/api/v2/resources') {
      if (request.headers['x-plex-token'] !== options.accountToken)
        return fail(response, 401, 1001, 'User could not be authenticated');
      return send(
        response,
        200,
        resources.map((each) => ({ ...each, provides: 'server', product: 'Plex Media Server' })),
      );
    }
    fail(response, 404, 1020, 'Not found');
  }

  return {
    get url() {
      return url;
    },
    requests,
    async start(port = 0) {
      server = createServer(answer);
      await bind(server, port);
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      return url;
    },
    async stop() {
      await unbind(server);
    },
    approve(code) {
      const pin = [...pins.values()].find((each) => each.code === code);
      if (pin === undefined) throw new Error(`There is no PIN ${code}.`);
      pin.authToken = options.accountToken;
    },
    setResources(given) {
      resources = given;
    },
    tooMany(calls) {
      refused = calls;
    },
  };
}
