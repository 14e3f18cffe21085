import { createFaultQueue } from '../fault-queue.ts';

/** The three services that are stood in for. */
export type Service = 'accounts' | 'api' | 'open';

/** What to do to a matching request instead of, or besides, answering it. */
export type Fault =
  /** Answers with that; at most one of `json`, `text` and `html`. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly json?: unknown;
      readonly text?: string;
      readonly html?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The right answer, cut in the middle, with a matching length. */
  | { readonly kind: 'truncated' }
  /** The right answer, that many real ms later. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** The right answer, in that many pieces with that many real ms between them. */
  | { readonly kind: 'trickle'; readonly pieces: number; readonly ms: number }
  /** Accepts the connection and never answers. */
  | { readonly kind: 'hang' }
  /** Breaks the connection before anything is done. */
  | { readonly kind: 'reset' }
  /** Sends half of the right answer and breaks the connection. */
  | { readonly kind: 'half' }
  /** Does what was asked, then breaks the connection: the caller does not learn of it. */
  | { readonly kind: 'answer-lost' }
  /** Does what was asked, then answers as a gateway that did not wait: 502 with a page. */
  | { readonly kind: 'gateway-lost' };

/** Which requests a fault hits, and how many of them. */
export interface FaultRule {
  /** Default any. */
  readonly service?: Service;
  /** As in the call counter, for example `GET /playlists/{id}/items` or `POST /api/token`; default any. */
  readonly route?: string;
  /** Part of the path with its query; default any. */
  readonly path?: string;
  /** How many requests are hit; default 1. */
  readonly times?: number;
  /** How many matching requests pass first; default 0. */
  readonly after?: number;
  readonly fault: Fault;
}

/** The faults that are waiting for their requests. */
export interface Faults {
  add(rule: FaultRule): void;
  clear(): void;
  /** The fault for this request, if any; counts it. */
  take(request: { readonly service: Service; readonly route: string; readonly path: string }): Fault | undefined;
}

/** The body of a Web API error. */
export const apiError = (status: number, message: string, reason?: string): object => ({
  error: { status, message, ...(reason === undefined ? {} : { reason }) },
});

const error = (status: number, message: string, headers: Readonly<Record<string, string>> = {}): Fault => ({
  kind: 'status',
  status,
  json: apiError(status, message),
  headers,
});

const needsPremium = 'Active premium subscription required for the owner of the app.';

/** Answers that have been seen in the field, ready to be put into a rule. */
export const seenFaults = {
  rateLimited: (retryAfterSeconds: number): Fault =>
    error(429, 'API rate limit exceeded', { 'retry-after': String(retryAfterSeconds) }),
  /** The limit that lasts a day. */
  blockedForADay: error(429, 'Too many requests', { 'retry-after': '84912' }),
  /** 429 that does not say how long. */
  rateLimitedSilently: error(429, 'API rate limit exceeded'),
  quotaExceeded: { kind: 'status', status: 429, json: apiError(429, 'Too many requests', 'QUOTA_EXCEEDED') },
  premiumJson: error(403, needsPremium),
  premiumText: { kind: 'status', status: 403, text: needsPremium },
  notRegistered: { kind: 'status', status: 403, text: 'User not registered in the Developer Dashboard' },
  forbidden: error(403, 'Forbidden'),
  serverError: error(500, 'Server error.'),
  gatewayPage: { kind: 'status', status: 502, html: '<html><body>upstream connect error</body></html>' },
  unavailable: { kind: 'status', status: 503, text: 'upstream request timeout', headers: { 'retry-after': '1' } },
  pageInsteadOfData: { kind: 'status', status: 200, html: '<html><body>Before you continue</body></html>' },
} as const satisfies Record<string, Fault | ((...args: never[]) => Fault)>;

/** Makes an empty list of faults. */
export function createFaults(): Faults {
  const queue = createFaultQueue<FaultRule>();
  return {
    add: (rule) => queue.add(rule),
    clear: () => queue.clear(),
    take: (request) =>
      queue.take(
        ({ service, route, path }) =>
          (service === undefined || service === request.service) &&
          (route === undefined || route === request.route) &&
          (path === undefined || request.path.includes(path)),
      )?.fault,
  };
}
