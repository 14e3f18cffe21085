import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Db } from '#platform/database';

/** Time as a room sees it; a simulation hands in its own. Milliseconds throughout. */
export interface Clock {
  now(): number;
  /** Rejects when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The time of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => delay(Math.max(0, ms), undefined, signal === undefined ? {} : { signal }),
};

/** A budget of requests that all processes over one database keep together. */
export interface Pace {
  /** Waits for our turn. Rejects when the signal aborts; the turn is then lost. */
  turn(signal?: AbortSignal): Promise<void>;
  /** Nobody asks for that long from now on: the service told us to slow down. */
  holdBack(ms: number): Promise<void>;
}

/**
 * One request every `intervalMs`, whoever asks. Each turn is one row update, so turns are given in order and a killed process loses only its own.
 * An interval of 0 gives turns at once. A moment that lies far ahead (a clock that was set back) is not waited for longer than ten minutes.
 */
export function createPace(options: {
  readonly db: Db;
  readonly service: string;
  readonly intervalMs: number;
  readonly clock?: Clock;
}): Pace {
  const { db, service, intervalMs } = options;
  const clock = options.clock ?? systemClock;
  const longestMs = 10 * 60_000;
  const at = (ms: number) => sql<Date>`to_timestamp(${ms}::float8 / 1000)`;

  return {
    async turn(signal) {
      if (intervalMs <= 0) return;
      const now = clock.now();
      const row = await sql<{ ms: number }>`
        insert into service_paces (service, next_at) values (${service}, ${at(now + intervalMs)})
        on conflict (service) do update
          set next_at = greatest(least(service_paces.next_at, ${at(now + longestMs)}), ${at(now)})
            + make_interval(secs => ${intervalMs / 1000})
        returning (extract(epoch from next_at) * 1000)::float8 as ms`.execute(db);
      const waitMs = (row.rows[0]?.ms ?? now) - intervalMs - now;
      if (waitMs > 0) await clock.sleep(waitMs, signal);
    },
    async holdBack(ms) {
      const until = at(clock.now() + Math.min(ms, longestMs));
      await sql`
        insert into service_paces (service, next_at) values (${service}, ${until})
        on conflict (service) do update set next_at = greatest(service_paces.next_at, excluded.next_at)`.execute(db);
    },
  };
}
