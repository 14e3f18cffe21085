import { createHash, randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SettingValues } from '#platform/config';
import { isDatabaseAway } from '#platform/database';
import { etagFor, etagOf, noneMatch } from './etag.ts';
import { createKeptAnswers, type KeptAnswer } from './kept.ts';
import { type CacheRule, readRules } from './rules.ts';
import type { cacheSettings } from './settings.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Where this answer would be kept, and the state of the house when it was begun. */
    keep: Keep | null;
    /** `hit`, `stale` or `miss`; `null` when the answer is not of the kind that is kept. */
    cacheStatus: 'hit' | 'stale' | 'miss' | null;
    /** Whether the ETag is ours. */
    marked: boolean;
  }
  interface FastifyInstance {
    /** Throws away kept answers below this path (relative to the base path); answers how many there were. */
    evictAnswers(path: string): number;
  }
}

interface Keep {
  readonly key: string;
  readonly version: string;
  readonly rule: CacheRule;
}

/** What the cache needs. */
export interface CacheOptions extends SettingValues<typeof cacheSettings> {
  /**
   * Names the state of everything that answers are made of, as of now: two equal names with nothing committed in between, by whomever. May throw.
   */
  readonly version: () => Promise<string>;
  /** Calls back when something changed that the version does not see; returns the way to stop. */
  readonly onChange: (listener: () => void) => () => void;
}

/** Below this share of hits (of the last few dozen) keeping does not pay: then only every eighth request tries. */
const leastLuck = 0.15;
const everyNth = 8;
const mostBytes = 64 * 1024 * 1024;
const reading = new Set(['GET', 'HEAD']);
const kind = /^(?:application\/json|text\/)/;
const varies = 'Authorization, X-API-Key, Cookie, Origin, Accept-Encoding';

/**
 * Marks answers (ETag, 304) and keeps those that rules name. A kept answer is given only while nothing was written since *before* it was made, in
 * this process or another; what passes with time alone is bounded by ttl and stale. Register after admission: the key holds who asks.
 */
export function installCache(app: FastifyInstance, options: CacheOptions & { readonly basePath: string }): void {
  const kept = createKeptAnswers(options.maxItems, mostBytes);
  const rules = readRules(options);
  const weak = options.etag === 'weak';
  const anew = { name: 'x-harmony-anew', value: randomBytes(16).toString('hex') };
  const underWay = new Set<string>();
  let epoch = 0;
  /** Share of hits, the latest counting most; and how many requests were let past. */
  let luck = 1;
  let passed = 0;

  decorateRequests(app);
  app.decorate('evictAnswers', (path: string) => {
    const evicted = kept.evict(options.basePath + path);
    if (options.logEvictions)
      app.log.info(
        { event: 'cache.evict', component: 'http.cache', path, count: evicted },
        'Kept answers were thrown away.',
      );
    return evicted;
  });
  const changed = (): void => {
    epoch += 1;
  };
  const stop = options.onChange(changed);
  app.addHook('onClose', async () => stop());

  const now = async (): Promise<string> => (options.writeThrough ? `${epoch} ${await options.version()}` : 'any');

  app.addHook('onRequest', async (request, reply) => {
    if (!reading.has(request.method)) return;
    const path = request.url.split('?', 1)[0] ?? '';
    const rule = rules.find((each) => each.matches(path));
    if (rule === undefined || request.is404) return;
    if (luck < leastLuck) {
      passed += 1;
      if (passed % everyNth !== 0) return;
    }
    const key = keyOf(request);
    let version: string;
    try {
      version = await now();
    } catch (error) {
      const known = { event: 'cache.error', component: 'http.cache', path };
      const sentence = 'Nobody knows whether kept answers are true.';
      // A database that is away is said once, by those who watch it.
      if (isDatabaseAway(error)) request.log.debug(known, sentence);
      else request.log.warn({ ...known, err: error }, sentence);
      if (options.failOpen) return;
      throw error;
    }
    request.keep = { key, version, rule };
    const answer = request.headers[anew.name] === anew.value ? undefined : kept.get(key);
    const status = answer === undefined || answer.version !== version ? 'miss' : freshness(answer, rule);
    request.cacheStatus = status;
    luck += ((status === 'miss' ? 0 : 1) - luck) / 32;
    tell(request, status, rule);
    if (status === 'miss' || answer === undefined) return;
    if (status === 'stale') renew(request, key);
    return await give(reply, answer);
  });

  function tell(request: FastifyRequest, status: string, rule: CacheRule): void {
    const key = createHash('sha256')
      .update(request.keep?.key ?? '')
      .digest('hex')
      .slice(0, 16);
    const path = request.url.split('?', 1)[0];
    request.log.debug(
      { event: `cache.${status}`, component: 'http.cache', key, path, ttl: rule.ttlS },
      `cache ${status}`,
    );
  }

  /** Asks ourselves as the same caller, past the kept answer; one at a time for each. */
  function renew(request: FastifyRequest, key: string): void {
    if (underWay.has(key)) return;
    underWay.add(key);
    const headers = { ...request.headers, [anew.name]: anew.value };
    delete headers['if-none-match'];
    app
      .inject({ method: 'GET', url: request.url, headers, remoteAddress: request.socket.remoteAddress ?? '127.0.0.1' })
      .catch((error: unknown) =>
        request.log.warn(
          { event: 'cache.error', component: 'http.cache', err: error },
          'A kept answer was not renewed.',
        ),
      )
      .finally(() => underWay.delete(key));
  }

  app.addHook('onSend', async (request, reply, payload) => {
    if (!reading.has(request.method)) {
      // before the caller can know of it
      if (options.writeThrough && request.method !== 'OPTIONS') changed();
      return payload;
    }
    const type = String(reply.getHeader('content-type') ?? '');
    if (reply.statusCode !== 200 || typeof payload !== 'string' || !kind.test(type)) return payload;
    if (
      reply.getHeader('cache-control') === 'no-store' ||
      reply.hasHeader('set-cookie') ||
      request.routeOptions.config.open === true
    )
      return payload;
    const { keep } = request;
    request.marked = true;
    if (!reply.hasHeader('etag')) reply.header('etag', etagOf(payload, weak));
    if (!reply.hasHeader('cache-control'))
      reply.header(
        'cache-control',
        keep?.rule.own === true
          ? `private, max-age=${keep.rule.ttlS}, stale-while-revalidate=${keep.rule.staleS}`
          : 'private, no-cache',
      );
    addVary(reply);
    const etag = String(reply.getHeader('etag'));
    if (keep !== null && request.cacheStatus === 'miss' && request.method === 'GET') {
      const headers = { 'content-type': type, etag, ...disposition(reply) };
      kept.set(keep.key, { body: payload, headers, version: keep.version, at: performance.now() });
    }
    if (!noneMatch(request.headers['if-none-match'], etag)) return payload;
    reply.code(304).removeHeader('content-type').removeHeader('content-length');
    return null;
  });
}

/** For a server that keeps nothing. */
export function keepNothing(app: FastifyInstance): void {
  decorateRequests(app);
  app.decorate('evictAnswers', () => 0);
}

function decorateRequests(app: FastifyInstance): void {
  app.decorateRequest('keep', null);
  app.decorateRequest('cacheStatus', null);
  app.decorateRequest('marked', false);
}

/** After compression, which routes do themselves: strong marks tell the encodings apart. Register after it, before the routes. */
export function markEncodings(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    const before = route.onSend === undefined ? [] : [route.onSend].flat();
    route.onSend = [
      ...before,
      async (request, reply, payload) => {
        const etag = reply.getHeader('etag');
        const encoding = reply.getHeader('content-encoding');
        if (typeof etag === 'string' && typeof encoding === 'string' && request.marked)
          reply.header('etag', etagFor(etag, encoding));
        return payload;
      },
    ];
  });
}

function keyOf(request: FastifyRequest): string {
  // who asks is part of it, although today everybody with the scope sees the same
  return `${request.caller.id}|${request.caller.scope}|${(request.headers.accept ?? '').replaceAll(' ', '')} ${request.url}`;
}

function freshness(answer: KeptAnswer, rule: CacheRule): 'hit' | 'stale' | 'miss' {
  const ageS = (performance.now() - answer.at) / 1000;
  if (ageS <= rule.ttlS) return 'hit';
  return ageS <= rule.ttlS + rule.staleS ? 'stale' : 'miss';
}

async function give(reply: FastifyReply, answer: KeptAnswer): Promise<FastifyReply> {
  return await reply
    .headers(answer.headers)
    .header('age', String(Math.floor((performance.now() - answer.at) / 1000)))
    .send(answer.body);
}

function disposition(reply: FastifyReply): Record<string, string> {
  const value = reply.getHeader('content-disposition');
  return typeof value === 'string' ? { 'content-disposition': value } : {};
}

function addVary(reply: FastifyReply): void {
  const had = String(reply.getHeader('vary') ?? '');
  const names = [
    ...new Set([...had.split(','), ...varies.split(',')].map((name) => name.trim()).filter((name) => name !== '')),
  ];
  reply.header('vary', names.join(', '));
}
