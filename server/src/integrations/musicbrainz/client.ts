import { AsyncLocalStorage } from 'node:async_hooks';
import PQueue from 'p-queue';
import { type Clock, type Mood, type Outbound, type Pace, ServiceFault } from '#platform/outbound';
import type { Cache } from './cache.ts';

/** How an answer may be had: how long an older one does, who waits for it, and when nobody does any more. */
export interface Ask {
  /** Milliseconds for which an answer holds. 0: always ask. */
  readonly keepMs: number;
  /** Somebody looks at the screen: before everything that works in the background. */
  readonly urgent?: boolean;
  readonly signal?: AbortSignal;
}

/** One way to the web service: paced, patient, with a memory. */
export interface Client {
  /** The JSON behind a path below `/ws/2`, `null` for 404 and 400. Throws `ServiceFault`. */
  get(path: string, ask: Ask): Promise<unknown>;
}

/** Tries of one question before a 503 is a fault. */
const patience = 4;
const firstRestMs = 2_000;

/**
 * One question at a time in a process, in turn with all other processes. A 503 means that somebody (perhaps not we) is too fast: everybody rests for
 * `Retry-After`, else 2, 4, 8 s, and asks again; only the last one is a fault.
 */
export function createClient(options: {
  readonly out: Outbound;
  readonly mood: Mood;
  readonly pace: Pace;
  readonly cache: Cache;
  readonly clock: Clock;
}): Client {
  const { out, pace, cache, clock, mood } = options;
  const queue = new PQueue({ concurrency: 1 });

  async function ask(path: string, signal: AbortSignal | undefined): Promise<unknown> {
    for (let attempt = 1; ; attempt += 1) {
      await pace.turn(signal);
      const begunAt = mood.begin();
      const reply = await out.call({
        method: 'GET',
        path,
        expect: [400, 404, 503],
        ...(signal === undefined ? {} : { signal }),
      });
      if (reply.status === 200) return reply.json;
      // 400 is a malformed identifier or an unreadable question: there is nothing of that name
      if (reply.status !== 503) return null;
      const restMs = retryAfterMs(reply.headers['retry-after']) ?? firstRestMs * 2 ** (attempt - 1);
      await pace.holdBack(restMs);
      if (attempt < patience) continue;
      const fault = overloaded(new Date(clock.now() + restMs));
      mood.failed(fault, begunAt);
      throw fault;
    }
  }

  return {
    async get(path, { keepMs, urgent, signal }) {
      const kept = keepMs > 0 ? await cache.get(path, clock.now()) : undefined;
      if (kept !== undefined) return kept;
      return await queue.add(
        // in the name of who waits, not of whom it follows
        AsyncLocalStorage.bind(async () => {
          signal?.throwIfAborted();
          // whoever stood in front of us may have asked the same
          const meanwhile = keepMs > 0 ? await cache.get(path, clock.now()) : undefined;
          if (meanwhile !== undefined) return meanwhile;
          const body = await ask(path, signal);
          const now = clock.now();
          if (keepMs > 0) await cache.put(path, body ?? null, now + keepMs, now);
          return body ?? null;
        }),
        // the queue would keep a listener on a signal for each question of a long job
        { priority: urgent === true ? 1 : 0 },
      );
    },
  };
}

function retryAfterMs(header: string | string[] | undefined): number | null {
  const seconds = Number(Array.isArray(header) ? header[0] : header);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 600) * 1000 : null;
}

function overloaded(retryAt: Date): ServiceFault {
  return new ServiceFault({
    service: 'musicbrainz',
    code: 'service_error',
    status: 503,
    sentence: 'MusicBrainz answers 503: it is overloaded, or too many requests come from this address.',
    remedy: 'Wait; when other programs at this address ask MusicBrainz as well, raise MUSICBRAINZ_INTERVAL_MS.',
    retryAt,
  });
}
