import { createMood, createOutbound, type Mood, type Outbound, ServiceFault } from '#platform/outbound';
import type { PlexSettings } from './settings.ts';
import { type Container, containerOf } from './wire.ts';

/** Where Plex is and who we are there, at the moment of a call. */
export interface PlexConnection {
  readonly baseUrl: string | null;
  readonly token: string | null;
  /** Stays the same for this installation. */
  readonly clientIdentifier: string;
  /** Name or number of the music library, where one is chosen. */
  readonly library: string | null;
  /** A person entered the address on the page. */
  readonly entered?: boolean;
}

/** One question. */
export interface PlexCall {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the address of the server, percent-encoded. */
  readonly path: string;
  readonly query?: Iterable<readonly [string, string]>;
  /** Statuses that are an answer; the caller looks at them. */
  readonly expect?: readonly number[];
  readonly signal?: AbortSignal | undefined;
  /** Ask although Plex is paused, because a person wants to know. */
  readonly evenIfPaused?: boolean;
}

/** What came back. */
export interface PlexReply {
  readonly status: number;
  /** `null` for an empty body, as changes answer it. */
  readonly container: Container | null;
  /** How many rows there are in all, where the headers tell it. */
  readonly total: number | null;
}

/** The way to the configured server; `address` and token are read anew for each call. */
export interface Way {
  call(call: PlexCall): Promise<PlexReply>;
  /** Where the server is, or a `not_configured` fault. */
  configured(): Promise<PlexConnection & { readonly baseUrl: string; readonly token: string }>;
  readonly mood: Mood;
  close(): Promise<void>;
}

/** A neighbour in the house, like slskd: back within seconds after a restart. */
const pausesMs = [0, 2_000, 5_000, 15_000, 30_000, 60_000];
/** Changes wait for the database of Plex, which stalls now and then. */
const changesTakeLonger = 6;

/** What Plex wants to know of every client. */
export function clientHeaders(clientIdentifier: string, version: string): Record<string, string> {
  return {
    'x-plex-client-identifier': clientIdentifier,
    'x-plex-product': 'Harmony',
    'x-plex-version': version,
    'x-plex-platform': 'Node.js',
    'x-plex-device': 'Server',
    'x-plex-device-name': 'Harmony',
  };
}

/** Makes the way; four connections at most, as Plex has no limits of its own and little patience. */
export function createWay(deps: {
  readonly settings: PlexSettings;
  readonly connection: () => Promise<PlexConnection>;
  readonly version: string;
  readonly now?: () => Date;
}): Way {
  const { settings, version } = deps;
  const mood = createMood({ service: 'Plex', pausesMs, ...(deps.now && { now: deps.now }) });
  let current: { readonly baseUrl: string; readonly entered: boolean; readonly out: Outbound } | null = null;
  const closing: Promise<void>[] = [];

  function outbound(baseUrl: string, entered: boolean): Outbound {
    if (current?.baseUrl === baseUrl && current.entered === entered) return current.out;
    // calls under way to the former address end by their own time limit
    if (current !== null) closing.push(current.out.close());
    const out = createOutbound({
      service: 'Plex',
      baseUrl,
      mood,
      timeoutMs: settings.timeoutMs,
      retries: settings.retries,
      retryBaseMs: settings.retryBaseMs,
      connections: 4,
      maxBytes: 32 * 1024 * 1024,
      unhealthy: [401, 503, 502, 504],
      // errors come as web pages, whatever was asked for
      textErrors: true,
      credentialsRemedy: 'Sign in to Plex again, or renew PLEX_TOKEN.',
      entered,
    });
    current = { baseUrl, entered, out };
    return out;
  }

  async function configured() {
    const connection = await deps.connection();
    const { baseUrl, token } = connection;
    if (baseUrl !== null && token !== null) return { ...connection, baseUrl, token };
    const missing = [...(baseUrl === null ? ['its address'] : []), ...(token === null ? ['the sign-in'] : [])];
    throw new ServiceFault({
      service: 'Plex',
      code: 'not_configured',
      sentence: `Plex is not set up: ${missing.join(' and ')} is missing.`,
      remedy: 'Enter the address and sign in under Plex, or set PLEX_BASE_URL and PLEX_TOKEN.',
    });
  }

  return {
    mood,
    configured,
    async call(request) {
      const { baseUrl, token, clientIdentifier, entered = false } = await configured();
      const method = request.method ?? 'GET';
      const query = new URLSearchParams(
        [...(request.query ?? [])].map(([name, value]): [string, string] => [name, value]),
      ).toString();
      const reply = await outbound(baseUrl, entered).call({
        method,
        path: query === '' ? request.path : `${request.path}?${query}`,
        headers: { ...clientHeaders(clientIdentifier, version), ...(token !== '' && { 'x-plex-token': token }) },
        timeoutMs: method === 'GET' ? settings.timeoutMs : settings.timeoutMs * changesTakeLonger,
        ...(request.expect && { expect: request.expect }),
        ...(request.signal && { signal: request.signal }),
        ...(request.evenIfPaused && { evenIfPaused: true }),
      });
      const good = reply.status >= 200 && reply.status < 300;
      const total = Number(reply.headers['x-plex-container-total-size'] ?? Number.NaN);
      return {
        status: reply.status,
        container: good && reply.json !== undefined ? containerOf(reply.json, `${method} ${request.path}`) : null,
        total: Number.isSafeInteger(total) ? total : null,
      };
    },
    async close() {
      if (current !== null) closing.push(current.out.close());
      current = null;
      await Promise.all(closing);
    },
  };
}
