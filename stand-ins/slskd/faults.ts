import { createFaultQueue } from '../fault-queue.ts';

/** What to do to a matching HTTP request instead of, or before, answering it. */
export type HttpFault =
  /** Answers with that status; `body` is sent as a JSON string. */
  | { readonly kind: 'status'; readonly status: number; readonly body?: string }
  /** 200 with a web page, as from a wrong base path or a proxy's sign-in form. */
  | { readonly kind: 'html' }
  /** The right answer, cut in the middle of the JSON, with a matching length. */
  | { readonly kind: 'truncated-json' }
  /** The right answer, that many real milliseconds later. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Accepts the connection and never answers. */
  | { readonly kind: 'hang' }
  /** Sends the head and half of the right answer, then nothing more; the connection stays open. */
  | { readonly kind: 'stall' }
  /** Breaks the connection before anything is done. */
  | { readonly kind: 'reset' }
  /** Does what was asked, then breaks the connection: the caller does not learn of it. */
  | { readonly kind: 'answer-lost' };

/** Which requests a fault hits, and how many of them. */
export interface FaultRule {
  /** For example `POST`; default any. */
  readonly method?: string;
  /** Part of the path below `/api/v0`, for example `/searches`; default any. */
  readonly path?: string;
  /** How many requests are hit; default 1. */
  readonly times?: number;
  /** How many matching requests pass first; default 0. */
  readonly after?: number;
  readonly fault: HttpFault;
}

/** The faults that are waiting for their requests. */
export interface Faults {
  add(rule: FaultRule): void;
  clear(): void;
  /** The fault for this request, if any; counts it. */
  take(method: string, path: string): HttpFault | undefined;
}

/** Makes an empty list of faults. */
export function createFaults(): Faults {
  const queue = createFaultQueue<FaultRule>();
  return {
    add: (rule) => queue.add(rule),
    clear: () => queue.clear(),
    take: (method, path) =>
      queue.take(
        (rule) =>
          (rule.method === undefined || rule.method === method) &&
          (rule.path === undefined || path.includes(rule.path)),
      )?.fault,
  };
}
