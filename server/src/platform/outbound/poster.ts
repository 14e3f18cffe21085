import { isForbiddenAddress, isPrivateAddress } from './addresses.ts';
import { newAgent } from './agent.ts';
import { transportFault } from './fault.ts';
import { guardedLookup, refusedAddress, refuseNumber } from './guarded-lookup.ts';

/** One message to an address that a person entered. */
interface Posting {
  readonly url: string;
  readonly method: 'POST' | 'PUT';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The person said that the address may lie in the local network. */
  readonly allowPrivate: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** The answer, whatever its status; the text is cut off where it is long. */
export interface Posted {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Sends messages to addresses that people entered. */
export interface Poster {
  /** Throws `ServiceFault` when no answer came. */
  send(posting: Posting): Promise<Posted>;
  close(): Promise<void>;
}

const mostAnswer = 16 * 1024;
const allowItRemedy = 'If the address is meant, allow private addresses for this target.';

/**
 * Makes a poster. Redirects are not followed. Names are judged by what they resolve to at the moment of connecting: addresses of the local network only with
 * `allowPrivate`, link-local ones (where clouds keep their credentials) never.
 */
export function createPoster(options: { readonly userAgent: string; readonly timeoutMs: number }): Poster {
  const { timeoutMs } = options;
  const common = { connections: 2, headersTimeout: 0, bodyTimeout: 0, keepAliveTimeout: 4_000 };
  const refusesOutside = (address: string): boolean => isPrivateAddress(address);
  const refusesInside = (address: string): boolean => isForbiddenAddress(address);
  const outside = newAgent({
    ...common,
    connect: { timeout: timeoutMs, lookup: guardedLookup(refusesOutside, 'private address') },
  });
  const inside = newAgent({
    ...common,
    connect: { timeout: timeoutMs, lookup: guardedLookup(refusesInside, 'link-local address') },
  });

  return {
    async send({ url: text, method, headers, body, allowPrivate, signal }) {
      const url = new URL(text);
      const service = url.host;
      const limit = AbortSignal.timeout(timeoutMs);
      try {
        refuseNumber(url.hostname, allowPrivate ? refusesInside : refusesOutside, 'private address');
        const reply = await (allowPrivate ? inside : outside).request({
          origin: url.origin,
          path: url.pathname + url.search,
          method,
          headers: { ...headers, 'user-agent': options.userAgent },
          body,
          signal: signal === undefined ? limit : AbortSignal.any([limit, signal]),
        });
        const chunks: Buffer[] = [];
        let size = 0;
        for await (const chunk of reply.body) {
          chunks.push(chunk as Buffer);
          size += (chunk as Buffer).length;
          if (size > mostAnswer) break;
        }
        const answer = Buffer.concat(chunks).subarray(0, mostAnswer).toString('utf8');
        return { status: reply.statusCode, headers: reply.headers, text: answer };
      } catch (error) {
        const refused = refusedAddress(error, service, allowItRemedy);
        // the address itself may be a secret: only its host is told
        throw refused ?? transportFault(error, { service, origin: url.origin, timeoutMs, signal });
      }
    },
    async close() {
      await Promise.all([outside.destroy(), inside.destroy()]);
    },
  };
}
