import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Db } from '#platform/database';
import { createKeyedLock } from '#platform/files';
import { processLives } from '#platform/process';
import { BeetsProblem } from './problem.ts';

/** Key of the advisory lock; any number that no other room uses. */
const lockKey = 4_711_110;
const pollMs = 100;

/**
 * Lets one piece of work at a time use the program, in this process and in all others on the database: an advisory lock, which goes with the
 * process that held it. The program itself may outlive that process (kill -9), so who comes next also waits for the one noted in `beets_call`.
 */
export function createCallLock(deps: { readonly db: Db; readonly host: string }) {
  const { db, host } = deps;
  const turns = createKeyedLock<'beets'>();

  async function hold<T>(until: number, work: () => Promise<T>): Promise<T> {
    return await db.connection().execute(async (on) => {
      const take = sql<{ mine: boolean }>`select pg_try_advisory_lock(${lockKey}::bigint) as mine`;
      while ((await take.execute(on)).rows[0]?.mine !== true) await pauseOrGiveUp(until);
      try {
        while (await orphanLives()) await pauseOrGiveUp(until);
        return await work();
      } finally {
        // a session that is broken holds nothing any more
        await sql`select pg_advisory_unlock(${lockKey}::bigint)`.execute(on).catch(() => undefined);
      }
    });
  }

  /** Whether a program whose Harmony was killed is still at work here, within the time that it had. */
  async function orphanLives(): Promise<boolean> {
    const call = await db.selectFrom('beets_call').selectAll().executeTakeFirst();
    if (call === undefined) return false;
    if (call.host === host && call.ends_at > new Date() && (await processLives(call.pid))) return true;
    await db.deleteFrom('beets_call').execute();
    return false;
  }

  return {
    /** Runs `work` when its turn has come. Throws `BeetsProblem` when it has not come within `waitMs`. */
    async run<T>(waitMs: number, work: () => Promise<T>): Promise<T> {
      const until = Date.now() + waitMs;
      const begun = Promise.withResolvers<'begun'>();
      let left = false;
      const result = turns.run('beets', async () => {
        if (left) throw busy();
        begun.resolve('begun');
        return await hold(until, work);
      });
      const timeUp = new AbortController();
      const late = sleep(waitMs, 'late' as const, { signal: timeUp.signal }).catch(() => 'begun' as const);
      const first = await Promise.race([begun.promise, late]);
      timeUp.abort();
      if (first === 'late') {
        left = true;
        result.catch(() => undefined);
        throw busy();
      }
      return await result;
    },

    /** Notes which program is under way and how long it may be; `null` when it has ended. */
    async note(pid: number | null, timeoutMs: number): Promise<void> {
      if (pid === null) {
        await db.deleteFrom('beets_call').execute();
        return;
      }
      const row = { host, pid, ends_at: new Date(Date.now() + timeoutMs) };
      await db
        .insertInto('beets_call')
        .values({ id: 1, ...row })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute();
    },
  };
}

async function pauseOrGiveUp(until: number): Promise<void> {
  if (Date.now() >= until) throw busy();
  await sleep(pollMs);
}

function busy(): BeetsProblem {
  return new BeetsProblem(
    'beets_busy',
    'beets is busy with another call; it does one thing at a time.',
    'Wait until the import, update or move that is under way has ended, then try again.',
  );
}
