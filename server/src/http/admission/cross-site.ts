import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a web page of somebody else makes a browser write here (cross-site request forgery). Browsers say so themselves: `Sec-Fetch-Site`, in
 * older ones `Origin`. A request with neither comes from a program; `anonymous` says whether that is enough, as it is when there is no cookie to abuse.
 */
export function foreignWrite(request: FastifyRequest, allowed: readonly string[], anonymous: boolean): boolean {
  if (reading.has(request.method)) return false;
  const { origin } = request.headers;
  if (origin !== undefined && allowed.includes(origin)) return false;
  const site = request.headers['sec-fetch-site'];
  if (typeof site === 'string') return site !== 'same-origin' && site !== 'none';
  if (origin === undefined) return !anonymous;
  // The scheme may have been changed by a proxy; the host is what another page cannot fake.
  return !URL.canParse(origin) || new URL(origin).host !== request.host;
}

/**
 * Whether a `Host` may be answered without a key. A name that somebody else owns can be pointed at this machine, and its page then counts as ours
 * (DNS rebinding); addresses and `localhost` cannot.
 */
export function trustedHost(host: string, names: readonly string[]): boolean {
  const bare = host
    .replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .toLowerCase();
  if (isIP(bare) !== 0 || bare === 'localhost' || bare.endsWith('.localhost')) return true;
  return names.some((name) => name.toLowerCase() === bare || name.toLowerCase() === host.toLowerCase());
}
