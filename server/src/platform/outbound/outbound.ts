import { setTimeout as sleep } from 'node:timers/promises';
import { isForbiddenAddress } from './addresses.ts';
import { newAgent } from './agent.ts';
import { ServiceFault, transportFault } from './fault.ts';
import { guardedLookup, refusedAddress, refuseNumber } from './guarded-lookup.ts';
import type { Mood } from './mood.ts';

/** One call to the service. `path` begins with a slash and is already percent-encoded; it is put behind the base address. */
export interface OutboundCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as `application/x-www-form-urlencoded`, in place of `body`. */
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** Statuses outside 2xx that are an answer, not a fault. */
  readonly expect?: readonly number[];
  /** Ask although the service is paused (a person wants to know). */
  readonly evenIfPaused?: boolean;
  /** Waited for before each try, at services that count every request. What it throws ends the call and says nothing of the service. */
  readonly gate?: (signal: AbortSignal | undefined) => Promise<void>;
}

/** An answer that arrived whole. */
export interface OutboundReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The parsed JSON; `undefined` when the body was empty. With `textErrors`, text that is none of JSON comes as a string. */
  readonly json: unknown;
}

/** HTTP to one configured service and nowhere else. */
export interface Outbound {
  /** Throws `ServiceFault` for everything that is not an expected answer. */
  call(call: OutboundCall): Promise<OutboundReply>;
  readonly mood: Mood;
  close(): Promise<void>;
}

const neverLinkLocal = guardedLookup(isForbiddenAddress, 'link-local address');
const unhealthyDefault = [401, 403, 502, 503, 504];

/**
 * Makes the way out to one service: JSON only, answers capped in time and size, redirects not followed, no host but `baseUrl`.
 * GETs that fail in transport are repeated `retries` times with doubling, jittered gaps; only the last failure touches the mood.
 */
export function createOutbound(options: {
  readonly service: string;
  readonly baseUrl: string;
  readonly mood: Mood;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
  readonly retries?: number;
  readonly retryBaseMs?: number;
  readonly connections?: number;
  /** What to do about 401 and 403. */
  readonly credentialsRemedy?: string;
  /** Statuses that speak of the service's health, not of our question; such GETs from 500 on are repeated. */
  readonly unhealthy?: readonly number[];
  /** An expected status outside 2xx may come with a web page or plain text. */
  readonly textErrors?: boolean;
  /** A person entered the address on the page: it may lie in the local network, but not be link-local, where clouds keep their credentials. */
  readonly entered?: boolean;
}): Outbound {
  const { service, mood } = options;
  const unhealthy = new Set(options.unhealthy ?? unhealthyDefault);
  const base = new URL(options.baseUrl);
  const prefix = base.pathname.replace(/\/+$/, '');
  const timeoutDefault = options.timeoutMs ?? 8_000;
  const maxBytes = options.maxBytes ?? 64 * 1024 * 1024;
  const agent = newAgent({
    connections: options.connections ?? 8,
    connect: { timeout: timeoutDefault, ...(options.entered === true && { lookup: neverLinkLocal }) },
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: 4_000,
  });

  async function once(call: OutboundCall): Promise<OutboundReply> {
    const timeoutMs = call.timeoutMs ?? timeoutDefault;
    const limit = AbortSignal.timeout(timeoutMs);
    const signal = call.signal === undefined ? limit : AbortSignal.any([limit, call.signal]);
    try {
      if (options.entered === true) refuseNumber(base.hostname, isForbiddenAddress, 'link-local address');
      const reply = await agent.request({
        origin: base.origin,
        path: prefix + call.path,
        method: call.method,
        signal,
        headers: {
          accept: 'application/json',
          ...options.headers,
          ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(call.form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
          ...call.headers,
        },
        ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
        ...(call.form === undefined ? {} : { body: new URLSearchParams(call.form).toString() }),
      });
      const chunks: Buffer[] = [];
      let size = 0;
      for await (const chunk of reply.body) {
        size += (chunk as Buffer).length;
        if (size > maxBytes) throw tooLarge();
        chunks.push(chunk as Buffer);
      }
      return judge(call, reply.statusCode, reply.headers, Buffer.concat(chunks).toString('utf8'));
    } catch (error) {
      const refused = refusedAddress(error, service, `Enter another address of ${service}.`);
      throw refused ?? transportFault(error, { service, origin: base.origin + prefix, timeoutMs, signal: call.signal });
    }
  }

  const tooLarge = (): ServiceFault =>
    new ServiceFault({
      service,
      code: 'too_large',
      sentence: `An answer of ${service} was larger than ${Math.round(maxBytes / 1024 / 1024)} MB and was cut off.`,
      remedy: `Tidy up at ${service} (old searches, finished transfers).`,
    });

  function judge(call: OutboundCall, status: number, headers: OutboundReply['headers'], text: string): OutboundReply {
    const what = `${call.method} ${call.path.split('?')[0]}`;
    const fault = (code: ServiceFault['code'], sentence: string, remedy: string, cause?: unknown): ServiceFault =>
      new ServiceFault({ service, code, sentence, remedy, status, cause });
    if (status >= 300 && status < 400 && call.expect?.includes(status) !== true) {
      return refuse(
        fault('redirected', `${service} wants to send us elsewhere (${status} for ${what}).`, baseRemedy()),
      );
    }
    if (status === 401 || status === 403) {
      const code = status === 401 ? 'unauthorised' : 'forbidden';
      const sentence = status === 401 ? 'does not accept our credentials' : 'does not allow us this';
      const remedy = options.credentialsRemedy ?? 'Check the configured credentials.';
      if (call.expect?.includes(status) !== true) {
        return refuse(fault(code, `${service} ${sentence} (${status} for ${what}).`, remedy));
      }
    }
    const type = String(headers['content-type'] ?? '');
    const html = type.includes('text/html') || /^\s*<(!doctype|html)/i.test(text);
    const good = (status >= 200 && status < 300) || call.expect?.includes(status) === true;
    const whole = options.textErrors === true ? status >= 200 && status < 300 : good;
    const xml = type.includes('xml') || /^\s*<\?xml/i.test(text);
    if (xml && whole) {
      const sentence = `${service} answered ${what} with XML, although JSON was asked for.`;
      return refuse(fault('bad_json', sentence, `See whether a proxy before ${service} drops the header Accept.`));
    }
    if (html && whole) {
      return refuse(fault('html_instead_of_json', `${service} answered ${what} with a web page.`, baseRemedy()));
    }
    let json: unknown;
    if (text.trim() !== '') {
      try {
        json = JSON.parse(text);
      } catch (error) {
        if (whole) {
          const sentence = `${service} answered ${what} with text that is not whole JSON.`;
          return refuse(
            fault('bad_json', sentence, `See whether a proxy before ${service} cuts or changes answers.`, error),
          );
        }
        json = text.slice(0, 500);
      }
    }
    if (good) return { status, headers, json };
    const words = typeof json === 'string' ? `: ${json.slice(0, 300)}` : '';
    const code = status >= 500 ? 'service_error' : 'unexpected_status';
    return refuse(
      fault(code, `${service} answered ${what} with ${status}${words}`, `Look into the log of ${service}.`),
    );
  }

  const baseRemedy = (): string =>
    `Check the configured address of ${service} (now ${options.baseUrl}), above all a path after the port.`;
  function refuse(fault: ServiceFault): never {
    throw fault;
  }

  async function call(request: OutboundCall): Promise<OutboundReply> {
    let begunAt = mood.begin(request.evenIfPaused);
    const tries = request.method === 'GET' ? 1 + (options.retries ?? 0) : 1;
    for (let attempt = 1; ; attempt += 1) {
      if (request.gate !== undefined) {
        await request.gate(request.signal);
        // others may have found the service broken while this call waited
        if (attempt === 1) begunAt = mood.begin(request.evenIfPaused);
      }
      try {
        const reply = await once(request);
        // an expected 429 or 500 answers the question, but does not say that the service is well
        if (!unhealthy.has(reply.status)) mood.succeeded();
        return reply;
      } catch (error) {
        const fault = error as ServiceFault;
        if (fault.code === 'aborted') throw fault;
        if (fault.status !== null && !speaksOfHealth(fault, unhealthy)) throw fault;
        const passing = fault.status === null || fault.status >= 500 || fault.code === 'bad_json';
        if (!passing || attempt >= tries || fault.code === 'too_large') {
          mood.failed(fault, begunAt);
          throw fault;
        }
        const gap = (options.retryBaseMs ?? 250) * 2 ** (attempt - 1) * (0.8 + Math.random() * 0.4);
        await sleep(gap, undefined, request.signal === undefined ? {} : { signal: request.signal }).catch(() => {
          throw fault;
        });
      }
    }
  }

  return { call, mood, close: () => agent.destroy() };
}

function speaksOfHealth(fault: ServiceFault, unhealthy: ReadonlySet<number>): boolean {
  if (fault.code === 'html_instead_of_json' || fault.code === 'bad_json' || fault.code === 'redirected') return true;
  return fault.status !== null && unhealthy.has(fault.status);
}
