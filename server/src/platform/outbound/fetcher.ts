import { isIP } from 'node:net';
import type { Agent, Dispatcher } from 'undici';
import { isPrivateAddress } from './addresses.ts';
import { newAgent } from './agent.ts';
import { ServiceFault, transportFault } from './fault.ts';
import { guardedLookup } from './guarded-lookup.ts';
import type { Mood } from './mood.ts';

/** What was fetched. */
export interface Fetched {
  readonly bytes: Buffer;
  /** The media type as told, without parameters; believe the bytes rather. */
  readonly type: string;
  /** Where it came from in the end. */
  readonly url: string;
}

/** Fetches files from a list of allowed hosts. */
export interface Fetcher {
  /** `null`: there is none (404, 410). Throws `ServiceFault` otherwise, also when a redirect leads to a host that is not allowed. */
  fetch(url: string, signal?: AbortSignal): Promise<Fetched | null>;
  close(): Promise<void>;
}

/**
 * Makes a fetcher. Entries of `allowed` are host names (`archive.org`, `*.archive.org`), reached by https and only at public addresses, whatever their
 * name resolves to; or whole origins (`http://127.0.0.1:4000`), which a person configured and which may be anywhere. Every redirect is judged anew;
 * an http address of an allowed host is asked by https. Time and size are limits of the whole, redirects included.
 */
export function createFetcher(options: {
  readonly service: string;
  readonly allowed: readonly string[];
  readonly mood: Mood;
  readonly userAgent: string;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly maxHops?: number;
}): Fetcher {
  const { service, mood, timeoutMs, maxBytes } = options;
  const maxHops = options.maxHops ?? 4;
  const common = { connections: 4, headersTimeout: 0, bodyTimeout: 0, keepAliveTimeout: 4_000 };
  const publicAgent = newAgent({
    ...common,
    connect: { timeout: timeoutMs, lookup: guardedLookup(isPrivateAddress, 'private address') },
  });
  const anyAgent = newAgent({ ...common, connect: { timeout: timeoutMs } });
  const fault = (code: ServiceFault['code'], sentence: string, remedy: string, more: object = {}): ServiceFault =>
    new ServiceFault({ service, code, sentence, remedy, ...more });

  /** Where to really go, and how. Throws when it is not allowed. */
  function permit(url: URL): { readonly url: URL; readonly agent: Agent } {
    if (options.allowed.includes(url.origin)) return { url, agent: anyAgent };
    const named = options.allowed.some((entry) => hostFits(entry, url.hostname));
    const plainPort = url.port === '' || url.port === '80' || url.port === '443';
    if (!named || !plainPort || isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0 || !/^https?:$/.test(url.protocol))
      throw fault(
        'redirected',
        `${service} leads to ${url.host}, which is not on the list of allowed hosts.`,
        'If this host belongs to the service, add it to the list of allowed hosts.',
      );
    const secure = new URL(url);
    secure.protocol = 'https:';
    secure.port = '';
    return { url: secure, agent: publicAgent };
  }

  async function hops(start: string, signal: AbortSignal): Promise<Fetched | null> {
    let at = new URL(start);
    for (let hop = 0; hop <= maxHops; hop += 1) {
      const { url, agent } = permit(at);
      const reply = await agent.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method: 'GET',
        signal,
        headers: { 'user-agent': options.userAgent, accept: 'image/*' },
      });
      const location = reply.headers['location'];
      if (reply.statusCode >= 300 && reply.statusCode < 400 && typeof location === 'string') {
        await reply.body.dump({ limit: 64 * 1024, signal });
        if (!URL.canParse(location, url.href))
          throw fault(
            'redirected',
            `${service} leads to an address that is none.`,
            'Nothing to do; tried again later.',
          );
        at = new URL(location, url.href);
        continue;
      }
      if (reply.statusCode === 404 || reply.statusCode === 410) {
        await reply.body.dump({ limit: 64 * 1024, signal });
        return null;
      }
      if (reply.statusCode !== 200) throw await refused(reply, url, signal);
      return { bytes: await whole(reply), type: mediaType(reply.headers['content-type']), url: url.href };
    }
    throw fault('redirected', `${service} leads in circles (more than ${maxHops} redirects).`, 'Tried again later.');
  }

  async function refused(reply: Dispatcher.ResponseData, url: URL, signal: AbortSignal): Promise<ServiceFault> {
    await reply.body.dump({ limit: 64 * 1024, signal });
    const { statusCode: status } = reply;
    const retryAt = retryAfter(reply.headers['retry-after']);
    const code = status >= 500 || status === 429 ? 'service_error' : 'unexpected_status';
    return fault(code, `${service} (${url.host}) answered with ${status}.`, 'Nothing to do; tried again later.', {
      status,
      retryAt,
    });
  }

  async function whole(reply: Dispatcher.ResponseData): Promise<Buffer> {
    const tooLarge = (): ServiceFault =>
      fault(
        'too_large',
        `A file of ${service} is larger than ${Math.round(maxBytes / 1024)} kB and was not fetched.`,
        'Raise the limit if such files are wanted.',
      );
    if (Number(reply.headers['content-length'] ?? 0) > maxBytes) {
      reply.body.destroy();
      throw tooLarge();
    }
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of reply.body) {
      size += (chunk as Buffer).length;
      if (size > maxBytes) throw tooLarge();
      chunks.push(chunk as Buffer);
    }
    return Buffer.concat(chunks);
  }

  return {
    async fetch(url, signal) {
      const begunAt = mood.begin();
      const limit = AbortSignal.timeout(timeoutMs);
      const both = signal === undefined ? limit : AbortSignal.any([limit, signal]);
      try {
        const fetched = await hops(url, both);
        mood.succeeded();
        return fetched;
      } catch (error) {
        const known = transportFault(error, { service, origin: new URL(url).origin, timeoutMs, signal });
        const aboutHealth = ['unreachable', 'timeout', 'connection_lost', 'service_error'].includes(known.code);
        if (aboutHealth) mood.failed(known, begunAt);
        throw known;
      }
    },
    async close() {
      await Promise.all([publicAgent.destroy(), anyAgent.destroy()]);
    },
  };
}

function hostFits(entry: string, host: string): boolean {
  if (entry.includes('://')) return false;
  const name = entry.toLowerCase();
  return name.startsWith('*.') ? host.endsWith(name.slice(1)) && host.length > name.length - 1 : host === name;
}

function mediaType(header: string | string[] | undefined): string {
  return (String(header ?? '').split(';')[0] ?? '').trim().toLowerCase();
}

function retryAfter(header: string | string[] | undefined): Date | null {
  const seconds = Number(header);
  return Number.isFinite(seconds) && seconds > 0 ? new Date(Date.now() + Math.min(seconds, 86_400) * 1000) : null;
}
