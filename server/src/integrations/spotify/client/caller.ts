import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import PQueue from 'p-queue';
import type { Outbound, OutboundReply } from '#platform/outbound';
import type { AppCredentials } from '../account/accounts-service.ts';
import type { Link } from '../account/link.ts';
import type { SpotifyCache } from '../limits/cache.ts';
import type { Capabilities } from '../limits/capabilities.ts';
import type { Family } from '../limits/families.ts';
import type { Pace } from '../limits/pace.ts';
import { SpotifyProblem } from '../problem.ts';
import { readRefusal, retryAfterOf } from '../refusal.ts';
import type { Asking, Json, Purpose } from '../types.ts';
import { objectOf } from '../wire.ts';

/** The app as configured now. */
export interface SpotifyApp extends AppCredentials {
  /** FREE: the Web API is not touched. */
  readonly mode: 'FREE' | 'PRO';
}

/** One question to the Web API. */
export interface Question {
  readonly family: Family;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Behind the base address, percent-encoded. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
  /** What is asked for, to tell "this thing" from "the whole route". */
  readonly subject?: string;
  /** How long the answer is kept, in milliseconds; 0 or absent: not at all. */
  readonly keepMs?: number;
}

/** Asks the Web API: within budget and pace, with a token that works, and remembering what is refused. */
export interface Caller {
  /** The JSON of a good answer. Throws `SpotifyProblem` for every expected refusal, `ServiceFault` when there is no usable answer. */
  ask(question: Question, asking: Asking): Promise<Json>;
  /** The app, or why there is none. */
  app(): Promise<SpotifyApp>;
}

const priorities: Readonly<Record<Purpose, number>> = { interactive: 3, sync: 2, backfill: 1, watch: 0 };

/** What the Web API may answer besides 2xx without being ill. */
const spoken = [304, 400, 401, 403, 404, 405, 410, 429];

/** A longer pause is remembered rather than waited for. */
const shortPauseMs = 60_000;
/** A quota without an end is asked again after this long; observed ends lie within a day. */
const quotaMs = 12 * 3_600_000;
/** A 429 that names no time. */
const unknownPauseMs = 10_000;
const premiumMs = 3_600_000;
const tries = 3;

/** A caller over one way out to the Web API. */
export function createCaller(deps: {
  readonly out: Outbound;
  readonly link: Link;
  readonly capabilities: Capabilities;
  readonly pace: Pace;
  readonly cache: SpotifyCache;
  readonly app: () => Promise<SpotifyApp>;
  readonly now: () => Date;
  readonly concurrency: number;
}): Caller {
  const { out, link, capabilities, pace, cache, now } = deps;
  const queue = new PQueue({ concurrency: deps.concurrency });

  async function send(question: Question, asking: Asking, app: SpotifyApp, token: string, etag: string | null) {
    return await out.call({
      method: question.method,
      path: question.path + queryOf(question.query),
      ...(question.body === undefined ? {} : { body: question.body }),
      headers: { authorization: `Bearer ${token}`, ...(etag === null ? {} : { 'if-none-match': etag }) },
      expect: spoken,
      ...(asking.signal === undefined ? {} : { signal: asking.signal }),
      gate: async (signal) => {
        const waitMs = await pace.take(app.clientId, asking.purpose);
        if (waitMs <= 0) return;
        await sleep(waitMs, undefined, signal === undefined ? {} : { signal }).catch(() => {
          throw new SpotifyProblem('called_off', 'The call to Spotify was called off.', 'Nothing to do.');
        });
      },
    });
  }

  /** Waits and asks again where that is short, remembers where it is not. */
  async function tooMany(question: Question, app: SpotifyApp, reply: OutboundReply): Promise<SpotifyProblem | null> {
    const { message, reason } = readRefusal(reply.json);
    const quota = /QUOTA_EXCEEDED/i.test(`${reason ?? ''} ${message}`);
    const told = retryAfterOf(reply.headers, now());
    const pauseMs = told ?? (quota ? quotaMs : unknownPauseMs);
    const until = new Date(now().getTime() + pauseMs);
    if (quota || pauseMs > shortPauseMs) {
      const evidence = { subject: question.path, status: 429, message };
      return await capabilities.block(app.clientId, question.family, until, {
        ...evidence,
        reason: quota ? 'quota_exceeded' : 'rate_limited',
      });
    }
    // a little later than told, and not all at the same moment
    await pace.block(app.clientId, new Date(until.getTime() + 100 + Math.random() * 400), 'rate_limited');
    return null;
  }

  async function refusal(question: Question, app: SpotifyApp, reply: OutboundReply): Promise<SpotifyProblem> {
    const { family } = question;
    const { status } = reply;
    const { message } = readRefusal(reply.json);
    const evidence = { subject: question.subject ?? '', status, message };
    const gone = async (): Promise<SpotifyProblem> => await capabilities.refused(app.clientId, family, evidence);
    if (status === 400) {
      if (/limit/i.test(message)) return new LimitRefused(message);
      if (/invalid (base62 )?id/i.test(message)) return notFound(message);
      return new SpotifyProblem('invalid', `Spotify refuses the question: ${message}.`, 'Check what was asked for.', {
        status,
      });
    }
    if (status === 405 || status === 410) return await gone();
    if (status === 404)
      return family.missingIsGone === true || /service not found/i.test(message) ? await gone() : notFound(message);
    if (/premium/i.test(message)) {
      const until = new Date(now().getTime() + premiumMs);
      await pace.block(app.clientId, until, 'premium_required');
      return new SpotifyProblem(
        'premium_required',
        'Spotify answers only apps whose owner has Premium, and the owner of yours has none now.',
        'Renew Premium for the account that owns the app; Spotify takes hours to notice. Then choose "try again".',
        { retryAt: until, status },
      );
    }
    if (/not registered|developer dashboard/i.test(message)) {
      return new SpotifyProblem(
        'not_registered',
        'The person who signed in is not on the list of people of your app.',
        'Open the dashboard of Spotify, your app, User Management, and add name and e-mail of the account (five people at most).',
        { status },
      );
    }
    if (/scope/i.test(message)) return scopeMissing(family, status);
    if ('forbidden' in family && family.forbidden === 'withheld') {
      return new SpotifyProblem(
        'spotify_withheld',
        'Spotify does not show this to the account that is signed in; that does not mean that it is empty.',
        'Apps like yours may read only playlists that the account owns or edits. Make a copy of the list in your own account, or import it from a file.',
        { status },
      );
    }
    return await gone();
  }

  async function asked(question: Question, asking: Asking, etag: string | null): Promise<OutboundReply> {
    const app = await usableApp();
    await capabilities.check(app.clientId, question.family);
    let token = await link.accessToken(app);
    await checkScope(app, question.family);
    let refreshed = false;
    for (let attempt = 1; ; attempt += 1) {
      const reply = await send(question, asking, app, token, etag);
      const { status } = reply;
      if ((status >= 200 && status < 300) || status === 304) {
        await capabilities.worked(app.clientId, question.family);
        return reply;
      }
      if (status === 401 && !refreshed) {
        // our clock, or the token's life, is not what we thought
        refreshed = true;
        token = await link.accessToken(app, token);
        continue;
      }
      if (status === 401) {
        throw new SpotifyProblem(
          'credentials_refused',
          'Spotify refuses a token that it has just given.',
          'Look at the clock of this machine; otherwise sign in again under Spotify.',
          { status },
        );
      }
      if (status !== 429) throw await refusal(question, app, reply);
      const problem = await tooMany(question, app, reply);
      if (problem !== null) throw problem;
      if (attempt >= tries) {
        throw new SpotifyProblem('blocked', 'Spotify says again and again that we ask too often.', 'Wait a minute.', {
          status,
          retryAt: new Date(now().getTime() + shortPauseMs),
        });
      }
    }
  }

  async function checkScope(app: SpotifyApp, family: Family): Promise<void> {
    if (family.scopes === undefined) return;
    const granted = (await link.state(app.clientId))?.scope ?? [];
    if (!family.scopes.some((scope) => granted.includes(scope))) throw scopeMissing(family, null);
  }

  async function usableApp(): Promise<SpotifyApp> {
    const app = await deps.app();
    if (app.clientId === '') {
      throw new SpotifyProblem(
        'not_configured',
        'Spotify is not set up: there is no client id.',
        'Make an app in the dashboard of Spotify and enter its client id under Spotify. Imports from text and files work without.',
      );
    }
    if (app.mode === 'FREE') {
      throw new SpotifyProblem(
        'free_mode',
        'Harmony is in FREE mode and does not ask Spotify anything.',
        'Switch to PRO under Spotify.',
      );
    }
    return app;
  }

  return {
    app: deps.app,
    async ask(question, asking) {
      const keepMs = question.method === 'GET' ? (question.keepMs ?? 0) : 0;
      const at = { kind: question.family.name, key: question.path + queryOf(question.query) };
      const kept = keepMs > 0 ? await cache.get(at) : null;
      const ageMs = kept === null ? Number.POSITIVE_INFINITY : now().getTime() - kept.fetchedAt.getTime();
      if (kept?.isFresh === true && ageMs <= (asking.maxAgeMs ?? keepMs)) {
        await usableApp();
        return objectOf(kept.value);
      }
      // in the name of who waits, not of whom it follows
      const turn = AsyncLocalStorage.bind(() => asked(question, asking, kept?.etag ?? null));
      const reply = await queue.add(turn, {
        priority: priorities[asking.purpose],
      });
      if (reply.status === 304 && kept !== null) {
        await cache.renew(at, keepMs);
        return objectOf(kept.value);
      }
      // some lists are bare arrays
      const value = Array.isArray(reply.json) ? { items: reply.json } : objectOf(reply.json);
      const { etag } = reply.headers;
      if (keepMs > 0) await cache.put(at, value, keepMs, typeof etag === 'string' ? etag : null);
      return value;
    },
  };
}

/** Spotify refused the size of the page. */
export class LimitRefused extends SpotifyProblem {
  constructor(message: string) {
    super('invalid', `Spotify refuses the size of the page: ${message}.`, 'Ask for fewer at once.', { status: 400 });
    this.name = 'LimitRefused';
  }
}

function notFound(message: string): SpotifyProblem {
  return new SpotifyProblem(
    'not_found',
    `Spotify knows no such thing (${message}).`,
    'It may have been deleted or made private; check the id.',
    { status: 404 },
  );
}

function scopeMissing(family: Family, status: number | null): SpotifyProblem {
  const scopes = (family.scopes ?? []).join(' or ');
  return new SpotifyProblem(
    'scope_missing',
    `The sign-in does not cover this${scopes === '' ? '' : ` (${scopes})`}.`,
    'Sign in again under Spotify and allow it; SPOTIFY_SCOPE must name it.',
    { status },
  );
}

function queryOf(query: Question['query']): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) if (value !== undefined) search.set(name, String(value));
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}
