import { createHash, randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SettingValues } from '#platform/config';
import { isDatabaseAway } from '#platform/database';
import { etagFor, etagOf, noneMatch } from './etag.ts';
import { createFlights, type Flight } from './flights.ts';
import { give } from './give.ts';
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
  readonly rule: CacheRule;
  /** What others wait for who ask for the same; `null`: this request makes an answer for itself alone. */
  readonly flight: Flight | null;
}

/** What was found for a request: an answer, or that it has to make one, for others too if it has a `flight`. */
type Found =
  | { readonly status: 'hit' | 'stale'; readonly answer: KeptAnswer }
  | { readonly status: 'miss'; readonly flight: Flight | null };

/** What the cache needs. */
export interface CacheOptions extends SettingValues<typeof cacheSettings> {
  /**
   * Names the state of everything that answers are made of, as of now: two equal names with nothing committed in between, by whomever. May throw.
   */
  readonly version: () => Promise<string>;
  /** Calls back when something changed that the version does not see; returns the way to stop. */
  readonly onChange: (listener: () => void) => () => void;
  /** Nobody waits longer than this for an answer that somebody else is making, should that one hang; default 5000 ms. */
  readonly patienceMs?: number;
}

/** Below this share of hits (of the last few dozen) keeping does not pay: then only every eighth request tries. */
const leastLuck = 0.15;
const everyNth = 8;
/** How many answers of others a request waits for before it makes one for itself. */
const mostWaits = 4;
const mostBytes = 16 * 1024 * 1024;
const reading = new Set(['GET', 'HEAD']);
/** Levels at which the log says what became of each request. */
const told = new Set(['debug', 'trace']);
const kind = /^(?:application\/json|text\/)/;
const varies = 'Authorization, X-API-Key, Cookie, Origin, Accept-Encoding';

/**
 * Marks answers (ETag, 304) and keeps those that rules name. A kept answer is given only while nothing was written since *before* it was made, in
 * this process or another, or to those who asked before it was begun; what passes with time alone is bounded by ttl and stale. Who asks for what is
 * just being made waits for it under the same condition. Register after admission: the key holds who asks.
 */
export function installCache(
  app: FastifyInstance,
  options: CacheOptions & { readonly basePath: string; readonly compressAbove: number },
): void {
  const kept = createKeptAnswers(options.maxItems, mostBytes);
  const rules = readRules(options);
  const weak = options.etag === 'weak';
  const anew = { name: 'x-harmony-anew', value: randomBytes(16).toString('hex') };
  const flights = createFlights(options.patienceMs ?? 5000);
  const underWay = new Set<string>();
  let epoch = 0;
  let latest = '';
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

  /** The state as of now. What was kept of an earlier one can never be given again. */
  const now = async (): Promise<string> => {
    if (!options.writeThrough) return 'any';
    const version = `${epoch} ${await options.version()}`;
    if (version !== latest) kept.clear();
    latest = version;
    return version;
  };

  async function find(key: string, rule: CacheRule, mayLead: boolean): Promise<Found> {
    // in the same breath as the look at the others, or all of a burst would begin
    const lead = (version: string): Found => ({ status: 'miss', flight: mayLead ? flights.begin(key, version) : null });
    const arrived = flights.now();
    for (let asked = 1; ; asked += 1) {
      const version = await now();
      const answer = kept.get(key);
      // begun after we came or with nothing written in between: as true as one of our own
      if (answer !== undefined && (answer.version === version || answer.began > arrived)) {
        const status = freshness(answer, rule);
        if (status !== 'miss') return { answer, status };
      }
      const flight = flights.latest(key);
      if (flight === undefined) return lead(version);
      // Also one that we may not have is waited for: those who wait for it go on together, the first of them for all.
      const landed = await flight.landed;
      const ours = flight.version === version || flight.began > arrived;
      if (ours && typeof landed === 'object') return { answer: landed, status: 'hit' };
      if ((ours && landed === 'none') || asked === mostWaits) return lead(version);
    }
  }

  app.addHook('onRequest', async (request, reply) => {
    if (!reading.has(request.method) || request.is404) return;
    const path = pathOf(request.url);
    const rule = rules.find((each) => each.matches(path));
    if (rule === undefined) return;
    if (luck < leastLuck) {
      passed += 1;
      if (passed % everyNth !== 0) return;
    }
    const key = keyOf(request);
    const again = request.headers[anew.name] === anew.value;
    let found: Found;
    try {
      found = again
        ? { status: 'miss', flight: flights.begin(key, await now()) }
        : await find(key, rule, request.method === 'GET');
    } catch (error) {
      const known = { event: 'cache.error', component: 'http.cache', path };
      const sentence = 'Nobody knows whether kept answers are true.';
      // A database that is away is said once, by those who watch it.
      if (isDatabaseAway(error)) request.log.debug(known, sentence);
      else request.log.warn({ ...known, err: error }, sentence);
      if (options.failOpen) return;
      throw error;
    }
    const { status } = found;
    request.cacheStatus = status;
    request.keep = { key, rule, flight: found.status === 'miss' ? found.flight : null };
    luck += ((status === 'miss' ? 0 : 1) - luck) / 32;
    if (told.has(request.log.level)) tell(request, key, status, rule);
    if (found.status === 'miss') return;
    if (status === 'stale') renew(request, key);
    return await give(request, reply, found.answer, options.compressAbove);
  });

  function tell(request: FastifyRequest, key: string, status: string, rule: CacheRule): void {
    const mark = createHash('sha256').update(key).digest('hex').slice(0, 16);
    request.log.debug(
      { event: `cache.${status}`, component: 'http.cache', key: mark, path: pathOf(request.url), ttl: rule.ttlS },
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

  app.addHook('onSend', (request, reply, payload, done) => {
    if (!reading.has(request.method)) {
      // before the caller can know of it
      if (options.writeThrough && request.method !== 'OPTIONS') changed();
      done(null, payload);
      return;
    }
    const flight = request.keep?.flight ?? null;
    const markable = !request.marked && isMarkable(request, reply, payload);
    if (markable) mark(request, reply, payload);
    if (flight !== null) {
      const answer = markable ? keptAnswer(reply, payload, flight) : 'none';
      if (answer !== 'none') kept.set(request.keep?.key ?? '', answer);
      flight.land(answer);
    }
    if (markable && noneMatch(request.headers['if-none-match'], String(reply.getHeader('etag')))) {
      reply.code(304).removeHeader('content-type').removeHeader('content-length');
      done(null, null);
    } else done(null, payload);
  });

  function mark(request: FastifyRequest, reply: FastifyReply, payload: string): void {
    const rule = request.keep?.rule;
    request.marked = true;
    if (!reply.hasHeader('etag')) reply.header('etag', etagOf(payload, weak));
    if (!reply.hasHeader('cache-control'))
      reply.header(
        'cache-control',
        rule?.own === true
          ? `private, max-age=${rule.ttlS}, stale-while-revalidate=${rule.staleS}`
          : 'private, no-cache',
      );
    addVary(reply);
  }
}

/** Whether this answer gets an ETag of ours. */
function isMarkable(request: FastifyRequest, reply: FastifyReply, payload: unknown): payload is string {
  return (
    reply.statusCode === 200 &&
    typeof payload === 'string' &&
    kind.test(String(reply.getHeader('content-type') ?? '')) &&
    reply.getHeader('cache-control') !== 'no-store' &&
    !reply.hasHeader('set-cookie') &&
    request.routeOptions.config.open !== true
  );
}

const keptHeaders = ['content-type', 'content-disposition', 'etag', 'cache-control', 'vary'];

/** A marked answer, to be given again. */
function keptAnswer(reply: FastifyReply, payload: string, { version, began }: Flight): KeptAnswer {
  const headers = Object.fromEntries(
    keptHeaders.filter((name) => reply.hasHeader(name)).map((name) => [name, String(reply.getHeader(name))]),
  );
  return { body: Buffer.from(payload), encoded: new Map(), headers, version, began, at: performance.now() };
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
      (request, reply, payload, done) => {
        const etag = reply.getHeader('etag');
        const encoding = reply.getHeader('content-encoding');
        if (typeof etag === 'string' && typeof encoding === 'string' && request.marked)
          reply.header('etag', etagFor(etag, encoding));
        done(null, payload);
      },
    ];
  });
}

const pathOf = (url: string): string => url.split('?', 1)[0] ?? '';

function keyOf(request: FastifyRequest): string {
  // who asks is part of it, although today everybody with the scope sees the same
  return `${request.caller.id}|${request.caller.scope}|${(request.headers.accept ?? '').replaceAll(' ', '')} ${request.url}`;
}

function freshness(answer: KeptAnswer, rule: CacheRule): 'hit' | 'stale' | 'miss' {
  const ageS = (performance.now() - answer.at) / 1000;
  if (ageS <= rule.ttlS) return 'hit';
  return ageS <= rule.ttlS + rule.staleS ? 'stale' : 'miss';
}

function addVary(reply: FastifyReply): void {
  const had = String(reply.getHeader('vary') ?? '');
  const names = [
    ...new Set([...had.split(','), ...varies.split(',')].map((name) => name.trim()).filter((name) => name !== '')),
  ];
  reply.header('vary', names.join(', '));
}
