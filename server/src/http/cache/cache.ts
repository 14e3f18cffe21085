import { createHash, randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SettingValues } from '#platform/config';
import { isDatabaseAway } from '#platform/database';
import { noneMatch } from './etag.ts';
import { createFlights, type Flight } from './flights.ts';
import { type GiveOptions, give } from './give.ts';
import { createKeptAnswers, type KeptAnswer } from './kept.ts';
import { isMarkable, mark } from './mark.ts';
import { type CacheRule, readRules } from './rules.ts';
import type { cacheSettings } from './settings.ts';
import { createHouseState } from './state.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Where this answer would be kept, and the state of the house when it was begun. */
    keep: Keep | null;
    /** `hit`, `stale` or `miss`; `null` when the answer is not of the kind that is kept. */
    cacheStatus: 'hit' | 'stale' | 'miss' | null;
    /** Whether the answer, a `hit`, was just being made for somebody else. */
    joined: boolean;
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
  | { readonly status: 'hit' | 'stale'; readonly answer: KeptAnswer; readonly joined?: true }
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

/**
 * Marks answers (ETag, 304) and keeps those that rules name. A kept answer is given only while nothing was written since *before* it was made, in
 * this process or another, or to those who asked before it was begun; what passes with time alone is bounded by ttl and stale. Who asks for what is
 * just being made waits for it under the same condition. Register after admission, whose caller is part of the key, and before what puts headers on every answer.
 */
export function installCache(
  app: FastifyInstance,
  options: CacheOptions & GiveOptions & { readonly basePath: string },
): void {
  const { writeThrough, requestIdHeader } = options;
  const kept = createKeptAnswers(options.maxItems, mostBytes);
  const rules = readRules(options);
  const weak = options.etag === 'weak';
  const anew = { name: 'x-harmony-anew', value: randomBytes(16).toString('hex') };
  const flights = createFlights(options.patienceMs ?? 5000);
  const underWay = new Set<string>();
  // What was kept of an earlier state can never be given again.
  const state = writeThrough
    ? createHouseState(options.version, () => kept.clear())
    : createHouseState(
        async () => 'any',
        () => undefined,
      );
  const changed = (): void => {
    if (writeThrough) state.changed();
  };
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
  const stop = options.onChange(changed);
  app.addHook('onClose', async () => stop());

  /** What was kept and may be given to somebody who came after `arrived` beginnings, in this state. */
  function keptFor(key: string, rule: CacheRule, version: string, arrived: number): Found | null {
    const answer = kept.get(key);
    // begun after they came or with nothing written in between: as true as one of their own
    if (answer === undefined || (answer.version !== version && answer.began <= arrived)) return null;
    const status = freshness(answer, rule);
    return status === 'miss' ? null : { answer, status };
  }

  /** Waits for those who make the same; the first look was in vain. */
  async function join(key: string, rule: CacheRule, first: string, arrived: number, mayLead: boolean): Promise<Found> {
    // in the same breath as the look at the others, or all of a burst would begin
    const lead = (version: string): Found => ({ status: 'miss', flight: mayLead ? flights.begin(key, version) : null });
    let version = first;
    for (let asked = 1; ; asked += 1) {
      const flight = flights.latest(key);
      if (flight === undefined) return lead(version);
      // Also one that we may not have is waited for: those who wait for it go on together, the first of them for all.
      const landed = await flight.landed;
      const ours = flight.version === version || flight.began > arrived;
      if (ours && typeof landed === 'object') return { answer: landed, status: 'hit', joined: true };
      if ((ours && landed === 'none') || asked === mostWaits) return lead(version);
      version = await new Promise<string>((resolve, reject) => state.hear(resolve, reject));
      const found = keptFor(key, rule, version, arrived);
      if (found !== null) return found;
    }
  }

  app.addHook('onRequest', (request, reply, done) => {
    const rule = reading.has(request.method) && !request.is404 ? ruleOf(pathOf(request.url)) : undefined;
    if (rule === undefined || isTired()) {
      done();
      return;
    }
    const key = keyOf(request);
    const arrived = flights.now();
    const found = (result: Found): void => settle(request, reply, { key, rule }, result, done);
    const fault = (error: unknown): void => doubt(request, error, done);
    state.hear((version) => {
      if (request.headers[anew.name] === anew.value) {
        found({ status: 'miss', flight: flights.begin(key, version) });
        return;
      }
      const ready = keptFor(key, rule, version, arrived);
      if (ready !== null) found(ready);
      else join(key, rule, version, arrived, request.method === 'GET').then(found, fault);
    }, fault);
  });

  const ruleOf = (path: string): CacheRule | undefined => rules.find((each) => each.matches(path));

  /** Whether this request is let past, because keeping does not pay at the moment. */
  function isTired(): boolean {
    if (luck >= leastLuck) return false;
    passed += 1;
    return passed % everyNth !== 0;
  }

  function settle(
    request: FastifyRequest,
    reply: FastifyReply,
    { key, rule }: { readonly key: string; readonly rule: CacheRule },
    found: Found,
    goOn: (fault?: Error) => void,
  ): void {
    const { status } = found;
    request.cacheStatus = status;
    luck += ((status === 'miss' ? 0 : 1) - luck) / 32;
    if (told.has(request.log.level)) tell(request, key, status, rule);
    if (found.status === 'miss') {
      request.keep = { key, rule, flight: found.flight };
      goOn();
      return;
    }
    request.joined = found.joined === true;
    if (status === 'stale') renew(request, key);
    try {
      give(request, reply, found.answer, options)?.catch(goOn);
    } catch (error) {
      goOn(faultOf(error));
    }
  }

  /** Nobody knows whether kept answers are true. */
  function doubt(request: FastifyRequest, error: unknown, goOn: (fault?: Error) => void): void {
    const known = { event: 'cache.error', component: 'http.cache', path: pathOf(request.url) };
    const sentence = 'Nobody knows whether kept answers are true.';
    // A database that is away is said once, by those who watch it.
    if (isDatabaseAway(error)) request.log.debug(known, sentence);
    else request.log.warn({ ...known, err: error }, sentence);
    goOn(options.failOpen ? undefined : faultOf(error));
  }

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
      if (request.method !== 'OPTIONS') changed();
      done(null, payload);
      return;
    }
    const flight = request.keep?.flight ?? null;
    const markable = !request.marked && isMarkable(request, reply, payload);
    if (markable) mark(request, reply, payload, request.keep?.rule, weak);
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

  /** A marked answer, to be given again. */
  function keptAnswer(reply: FastifyReply, payload: string, { version, began }: Flight): KeptAnswer {
    const own = new Set(['content-length', requestIdHeader]);
    const headers = Object.entries(reply.getHeaders())
      .filter(([name]) => !own.has(name))
      .map(([name, value]) => [name, String(value)] as const);
    return {
      body: Buffer.from(payload),
      forms: new Map(),
      headers: Object.fromEntries(headers),
      version,
      began,
      at: performance.now(),
    };
  }
}

/** For a server that keeps nothing. */
export function keepNothing(app: FastifyInstance): void {
  decorateRequests(app);
  app.decorate('evictAnswers', () => 0);
}

function decorateRequests(app: FastifyInstance): void {
  app.decorateRequest('keep', null);
  app.decorateRequest('cacheStatus', null);
  app.decorateRequest('joined', false);
  app.decorateRequest('marked', false);
}

const faultOf = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));

const pathOf = (url: string): string => url.split('?', 1)[0] ?? '';

function keyOf(request: FastifyRequest): string {
  // who asks is part of it, although today everybody with the scope sees the same; the origin, because it is answered in the headers
  const { accept = '', origin = '' } = request.headers;
  return `${request.caller.id}|${request.caller.scope}|${`${accept}|${origin}`.replaceAll(' ', '')} ${request.url}`;
}

function freshness(answer: KeptAnswer, rule: CacheRule): 'hit' | 'stale' | 'miss' {
  const ageS = (performance.now() - answer.at) / 1000;
  if (ageS <= rule.ttlS) return 'hit';
  return ageS <= rule.ttlS + rule.staleS ? 'stale' : 'miss';
}
