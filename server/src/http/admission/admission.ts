import cookie from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Buckets, createBuckets } from '../limits/buckets.ts';
import { tooMany } from '../limits/too-many.ts';
import { problem } from '../problems/problem.ts';
import { clientOf } from './client-address.ts';
import { foreignWrite, trustedHost } from './cross-site.ts';
import { anybody, type Caller, type Credentials, type Gate } from './gate.ts';
import { isOpenPath } from './open-paths.ts';
import { covers, defaultScope, type Scope } from './scope.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; set before any handler runs. */
    caller: Caller;
    /** Wrong keys by address. */
    guesses: Buckets;
  }
}

/** Name of the cookie that a signed-in browser sends. */
export const sessionCookie = 'harmony_session';

/** Wrong keys that one address may show at once, and how many more each minute. */
const wrongKeysAtOnce = 20;
const wrongKeysPerMinute = 10;

/** What decides about admission. */
export interface AdmissionOptions {
  readonly gate: Gate;
  readonly basePath: string;
  /** Further paths without a key (`AUTH_ALLOWLIST`). */
  readonly allowList: readonly string[];
  /** Names under which this server may be reached while nobody is asked for a key; `null`: any. */
  readonly trustedHosts: readonly string[] | null;
  /** Origins of other pages that may write while nobody is asked for a key. */
  readonly allowedOrigins: readonly string[];
}

/** What the request shows. A key that is sent counts, even when a cookie is sent, too. */
export function credentialsOf(request: FastifyRequest): Credentials {
  const given = request.headers['x-api-key'];
  const bearer = /^(?:bearer|apikey) +(\S+)$/i.exec(request.headers.authorization ?? '');
  const key = typeof given === 'string' && given !== '' ? given : (bearer?.[1] ?? null);
  return { key, session: request.cookies[sessionCookie] ?? null };
}

/**
 * Asks every request for a key or a session, except open routes and the allow-list, and keeps other web pages from writing. Sets
 * `request.caller`. Throws 401 `AUTH_REQUIRED`, 403 `FORBIDDEN`, 429 `RATE_LIMITED` (too many wrong keys).
 */
export async function installAdmission(app: FastifyInstance, options: AdmissionOptions): Promise<void> {
  const { gate, basePath } = options;
  const guesses = createBuckets({ capacity: wrongKeysAtOnce, refillPerS: wrongKeysPerMinute / 60 });
  await app.register(cookie);
  app.decorateRequest('caller', null as unknown as Caller);
  app.decorateRequest('guesses', null as unknown as Buckets);

  app.addHook('onRoute', (route) => {
    const methods = [route.method].flat();
    const fallback = defaultScope(
      methods.every((each) => each === 'HEAD') ? 'GET' : (methods[0] ?? ''),
      route.url,
      basePath,
    );
    route.config = { scope: fallback, ...route.config };
  });

  const trusted = rememberTrusted(options.trustedHosts);
  /** Where no key is asked for: only whether another page, or a page under another name, is behind it. */
  function admitAnybody(request: FastifyRequest): void {
    if (!trusted(request.host)) refuseStrangeHost(request);
    refuseForeignWrite(request, options.allowedOrigins, true);
  }

  async function admit(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (request.method === 'OPTIONS') return;
    const path = request.url.split('?', 1)[0] ?? '';
    const { config } = request.routeOptions;
    // The page answers addresses that nobody else knows; what stands there is no secret.
    const page = request.is404 && !path.startsWith('/api/');
    const open = config.open === true || page || isOpenPath(path, basePath, options.allowList);
    const given = credentialsOf(request);
    if (open) refuseForeignWrite(request, options.allowedOrigins, true);
    if (open && given.key === null && given.session === null) return;
    if (given.key !== null) refuseGuessing(request, reply);
    const admission = await gate.admit(given);
    if (admission.ok) {
      const { caller } = admission;
      request.caller = caller;
      if (open) return;
      if (caller.bySession) refuseForeignWrite(request, [], false);
      refuseBeyondScope(request, caller, config.scope ?? 'admin');
      return;
    }
    if (given.key !== null) countGuess(request);
    if (open) return;
    turnAway(request, reply, admission.why);
  }

  app.addHook('onRequest', (request, _reply, done) => {
    request.caller = anybody;
    request.guesses = guesses;
    // what is thrown here is answered as what is given to `done`
    if (!gate.required && request.method !== 'OPTIONS') admitAnybody(request);
    done();
  });
  if (gate.required) app.addHook('onRequest', admit);
}

/** Whether a `Host` is trusted; the latest one is remembered, for most callers use the same. */
function rememberTrusted(names: readonly string[] | null): (host: string) => boolean {
  let latest = '';
  return (host) => {
    if (names === null || host === latest) return true;
    if (!trustedHost(host, names)) return false;
    latest = host;
    return true;
  };
}

function refuseStrangeHost(request: FastifyRequest): never {
  request.log.warn(
    { event: 'auth.forbidden', component: 'http', reason: 'host' },
    'Asked under a name that is not ours.',
  );
  throw problem(403, 'FORBIDDEN', `This server does not answer under the name "${request.host}" without a key.`, {
    reason: 'unknown_host',
    remedy: 'Use its address or localhost, name it in TRUSTED_HOSTS, or set FEATURE_REQUIRE_AUTH=true.',
  });
}

function refuseForeignWrite(request: FastifyRequest, allowed: readonly string[], anonymous: boolean): void {
  if (!foreignWrite(request, allowed, anonymous)) return;
  request.log.warn(
    { event: 'auth.forbidden', component: 'http', reason: 'cross_site' },
    'Another page tried to write.',
  );
  throw problem(403, 'FORBIDDEN', 'Another web page may not change anything here.', {
    reason: 'cross_site',
    remedy: 'Send a key in X-API-Key, or name the page in CORS_ALLOWED_ORIGINS.',
  });
}

function refuseBeyondScope(request: FastifyRequest, caller: Caller, needed: Scope): void {
  if (covers(caller.scope, needed)) return;
  const fields = { event: 'auth.forbidden', component: 'http', reason: 'scope', caller: caller.id, needed };
  request.log.info(fields, 'The key does not reach this far.');
  throw problem(403, 'FORBIDDEN', `This needs a key with the scope "${needed}"; yours has "${caller.scope}".`, {
    reason: 'scope',
    needed,
    held: caller.scope,
  });
}

/** Whoever guesses keys has to wait, also with a right one; signed-in browsers do not. */
export function refuseGuessing(request: FastifyRequest, reply: FastifyReply): void {
  const free = request.guesses.look(clientOf(request.ip));
  if (!free.ok)
    throw tooMany(request, reply, free.retryAfterMs, 'Too many wrong keys came from this address.', 'wrong_keys');
}

/** Counts a wrong key of this address. */
export function countGuess(request: FastifyRequest): void {
  request.guesses.take(clientOf(request.ip));
}

function turnAway(request: FastifyRequest, reply: FastifyReply, why: 'missing' | 'invalid'): never {
  request.log.info({ event: `auth.${why}`, component: 'http' }, `A request with a ${why} key was turned away.`);
  reply.header('www-authenticate', 'Bearer realm="Harmony"');
  throw why === 'missing'
    ? problem(401, 'AUTH_REQUIRED', 'This needs a key.', {
        reason: 'missing',
        remedy: 'Send it as X-API-Key or Authorization: Bearer, or sign in on the page.',
      })
    : problem(401, 'AUTH_REQUIRED', 'The key is unknown, revoked or expired.', {
        reason: 'invalid',
        remedy: 'Use another key, or sign in anew.',
      });
}
