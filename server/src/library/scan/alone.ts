import { sql } from 'kysely';
import type { Db } from '#platform/database';

/** Any number that no other room uses. */
const scanLock = 4_711_106;

/** Runs `work` while no other process scans; `busy` when one does. The lock is PostgreSQL's and goes with the process that held it. */
export async function scanAlone<T>(
  db: Db,
  work: () => Promise<T>,
): Promise<{ readonly kind: 'ran'; readonly value: T } | 'busy'> {
  return await db.connection().execute(async (on) => {
    const asked = await sql<{ mine: boolean }>`select pg_try_advisory_lock(${scanLock}) as mine`.execute(on);
    if (asked.rows[0]?.mine !== true) return 'busy';
    try {
      return { kind: 'ran', value: await work() } as const;
    } finally {
      await sql`select pg_advisory_unlock(${scanLock})`.execute(on);
    }
  });
}
