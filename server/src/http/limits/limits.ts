import { hash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SettingValues } from '#platform/config';
import { clientOf } from '../admission/client-address.ts';
import { isOpenPath } from '../admission/open-paths.ts';
import type { HttpProblem } from '../problems/problem.ts';
import { createBuckets } from './buckets.ts';
import type { limitSettings } from './settings.ts';
import { tooMany } from './too-many.ts';

/** The slice as values; `rateLimiting` already decided. */
export type Limits = Omit<SettingValues<typeof limitSettings>, 'rateLimiting'> & { readonly rateLimiting: boolean };

/** What holds when nobody says otherwise. */
export const usualLimits: Limits = {
  rateLimiting: false,
  bucketCap: 60,
  refillPerSec: 1,
  secretsPerMin: 3,
  bodyKb: 8192,
  headerKb: 16,
  headersTimeoutMs: 15_000,
  requestTimeoutMs: 60_000,
  keepAliveMs: 72_000,
  maxConnections: 2000,
  gzipMinSize: 1024,
  unifiedErrors: true,
  debugDetails: false,
};

const longestThing = 200;

/**
 * Limits requests per address, caller and route. Reading one of many things (`/artwork/7`) counts for that thing, so that a page with a hundred pictures
 * loads; everything else for the route. What counts is the route with its decoded parts, never the path as it was spelled: `/%61` is `/a`. Exempt:
 * OPTIONS, open routes and the allow-list. Checking secrets is always limited, for all callers together, because their services count us as one.
 */
export function installRateLimits(
  app: FastifyInstance,
  options: { readonly limits: Limits; readonly basePath: string; readonly allowList: readonly string[] },
): void {
  const { limits, basePath, allowList } = options;
  const buckets = createBuckets({ capacity: limits.bucketCap, refillPerS: limits.refillPerSec });
  const secrets = createBuckets({ capacity: limits.secretsPerMin, refillPerS: limits.secretsPerMin / 60, most: 1000 });
  const secretsPath = `${basePath}/secrets/`;
  /** The refusal of this request; `undefined`: it may go on. */
  function refusal(request: FastifyRequest, reply: FastifyReply): HttpProblem | undefined {
    if (request.method === 'OPTIONS') return undefined;
    const path = request.url.split('?', 1)[0] ?? '';
    const { url, config } = request.routeOptions;
    if (url?.startsWith(secretsPath) === true) {
      const taken = secrets.take(thingOf(request).toLowerCase());
      const sentence = `This secret may be checked ${limits.secretsPerMin} times a minute.`;
      if (!taken.ok) return tooMany(request, reply, taken.retryAfterMs, sentence, 'secrets');
    }
    if (!limits.rateLimiting || config.open === true || isOpenPath(path, basePath, allowList)) return undefined;
    const taken = buckets.take(`${clientOf(request.ip)}|${request.caller.id}|${placeOf(request)}`);
    return taken.ok ? undefined : tooMany(request, reply, taken.retryAfterMs, 'Too many requests.', 'requests');
  }
  app.addHook('onRequest', (request, reply, done) => done(refusal(request, reply)));
}

function placeOf(request: FastifyRequest): string {
  const { method, routeOptions } = request;
  if (routeOptions.url === undefined) return 'nothing';
  return method === 'GET' || method === 'HEAD' ? `read ${thingOf(request)}` : `${method} ${routeOptions.url}`;
}

/** The route and the decoded parts of the path, the same for every spelling of one address; long ones as their digest, because many are remembered. */
function thingOf({ routeOptions, params }: FastifyRequest): string {
  const thing = `${routeOptions.url} ${JSON.stringify(params)}`;
  return thing.length <= longestThing ? thing : hash('sha256', thing);
}
