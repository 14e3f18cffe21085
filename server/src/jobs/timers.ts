import { sql } from 'kysely';
import PQueue from 'p-queue';
import type { Db } from '#platform/database';
import type { JobEvents } from './events.ts';

/** Something that is done again and again, by one process at a time. */
export interface Timer {
  /** Stable name; all processes know the timer by it. */
  readonly name: string;
  readonly everyMs: number;
  /** Safe to repeat: a process that is killed meanwhile leaves it due. The signal aborts when the process stops. */
  readonly work: (signal: AbortSignal) => Promise<unknown>;
}

/** The timers of this process. */
export interface Timers {
  start(): void;
  /** Aborts what runs and waits for it. */
  stop(): Promise<void>;
}

const longestRestMs = 30_000;
/** A timer that runs holds a connection besides those that its work takes; all at once at the start would leave none to work with. */
const atOnce = 3;

/**
 * Runs each timer when it is due, whichever process comes first. An advisory lock, held by an otherwise idle transaction, keeps the others
 * away while it runs; a killed process loses it at once and the timer stays due. A fault is reported and the timer waits its interval.
 */
export function createTimers(options: {
  readonly db: Db;
  readonly timers: readonly Timer[];
  readonly events: JobEvents;
  readonly onFault: (what: string, error: unknown) => void;
}): Timers {
  const end = new AbortController();
  const gate = new PQueue({ concurrency: atOnce });
  let loops: Promise<void>[] = [];

  /** Runs the timer if it is due and free; answers how long to rest, in milliseconds. */
  async function tick(timer: Timer): Promise<number> {
    const { db, events } = options;
    await db
      .insertInto('timers')
      .values({ name: timer.name })
      .onConflict((oc) => oc.doNothing())
      .execute();
    return await db.transaction().execute(async (trx) => {
      const lock = await sql<{ mine: boolean }>`
        select pg_try_advisory_xact_lock(hashtextextended('harmony.timer.' || ${timer.name}, 0)) as mine`.execute(trx);
      if (lock.rows[0]?.mine !== true) {
        events({ event: 'orchestrator.timer_tick', status: 'skipped', entity_id: timer.name, stop_reason: 'busy' });
        return timer.everyMs;
      }
      const row = await trx
        .selectFrom('timers')
        .select(sql<number>`extract(epoch from due_at - clock_timestamp())::float8 * 1000`.as('due_in_ms'))
        .where('name', '=', timer.name)
        .executeTakeFirstOrThrow();
      // a shorter interval than the one that the row was written with holds at once
      if (row.due_in_ms > 0 && row.due_in_ms <= timer.everyMs) return row.due_in_ms;
      await run(timer, trx);
      return timer.everyMs;
    });
  }

  async function run(timer: Timer, trx: Db): Promise<void> {
    const startedAt = new Date();
    let fault: Error | null = null;
    try {
      await timer.work(end.signal);
    } catch (error) {
      fault = error instanceof Error ? error : new Error(String(error));
    }
    const message = fault?.message;
    options.events({
      event: 'orchestrator.timer_tick',
      status: fault === null ? 'ok' : 'error',
      entity_id: timer.name,
      duration_ms: Date.now() - startedAt.getTime(),
      ...(message === undefined ? {} : { error: message }),
    });
    if (fault !== null && !end.signal.aborted) options.onFault(`timer ${timer.name}`, fault);
    await trx
      .updateTable('timers')
      .set({
        due_at: sql<Date>`clock_timestamp() + make_interval(secs => ${timer.everyMs / 1000})`,
        last_started_at: startedAt,
        last_finished_at: sql<Date>`clock_timestamp()`,
        last_status: fault === null ? 'ok' : 'error',
        last_error: message?.slice(0, 512) ?? null,
      })
      .where('name', '=', timer.name)
      .execute();
  }

  async function loop(timer: Timer): Promise<void> {
    while (!end.signal.aborted) {
      let restMs = timer.everyMs;
      try {
        restMs = await gate.add(async () => (end.signal.aborted ? timer.everyMs : await tick(timer)));
      } catch (error) {
        if (!end.signal.aborted) options.onFault(`timer ${timer.name}`, error);
      }
      await rest(Math.min(Math.max(restMs, 20), longestRestMs));
    }
  }

  function rest(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        end.signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      end.signal.addEventListener('abort', done);
      if (end.signal.aborted) done();
    });
  }

  return {
    start() {
      loops = options.timers.map((timer) => loop(timer));
    },
    async stop() {
      end.abort();
      await Promise.all(loops);
    },
  };
}
