import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '#platform/database';

/** May a search be sent now? `open` is a yes, already written down. */
export type LedgerAnswer =
  | { readonly kind: 'open'; readonly searchId: number; readonly daemonSearchId: string }
  /** The budget is used up; a place opens in `waitMs`. */
  | { readonly kind: 'spent'; readonly waitMs: number };

/** Any number that no other room uses for an advisory lock. */
const ledgerLock = 4_711_101;
/** First half of the two-part lock of a place; the second is the place's number. */
const placeLock = 4_711_103;
/** A row that still says "running" after this long belongs to a process that died. */
export const abandonedAfterS = 300;

/** What the ledger must respect. */
export interface LedgerLimits {
  readonly budgetCount: number;
  readonly budgetWindowS: number;
}

/**
 * Writes a search down before it is asked, if the budget of all processes allows it (`wishId: null`: a person asks). Searches that turn out not
 * to have been sent are taken back. The database's clock counts, so processes need not agree on the time.
 */
export async function openSearch(
  db: Db,
  search: { readonly wishId: number | null; readonly query: string; readonly rung: number },
  limits: LedgerLimits,
): Promise<LedgerAnswer> {
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${ledgerLock})`.execute(trx);
    const since = (seconds: number) => sql<Date>`clock_timestamp() - make_interval(secs => ${seconds})`;
    // The oldest of the last `budgetCount` searches: when it leaves the window, one more may be sent.
    const oldest = await trx
      .selectFrom('searches')
      .select(sql<number>`extract(epoch from clock_timestamp() - started_at)::float8`.as('age'))
      .where('started_at', '>', since(limits.budgetWindowS))
      .orderBy('started_at', 'desc')
      .offset(limits.budgetCount - 1)
      .limit(1)
      .executeTakeFirst();
    if (oldest !== undefined) {
      return { kind: 'spent', waitMs: Math.max(50, Math.ceil((limits.budgetWindowS - oldest.age) * 1000)) };
    }
    const daemonSearchId = randomUUID();
    const { id } = await trx
      .insertInto('searches')
      .values({
        wish_id: search.wishId,
        query: search.query,
        rung: search.rung,
        daemon_search_id: daemonSearchId,
        started_at: sql<Date>`clock_timestamp()`,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return { kind: 'open', searchId: id, daemonSearchId };
  });
}

/** Told when as many searches run, in all processes together, as may run at once. */
export const noPlace = Symbol('no place');

/**
 * Works while holding one of `places` places. A place is an advisory lock of an otherwise idle transaction, so a killed process gives
 * its places back at once; no row has to be believed. Takes one connection for as long as the work takes.
 */
export async function withPlace<T>(db: Db, places: number, work: () => Promise<T>): Promise<T | typeof noPlace> {
  return db.transaction().execute(async (trx) => {
    for (let place = 0; place < places; place += 1) {
      const { rows } = await sql<{
        mine: boolean;
      }>`select pg_try_advisory_xact_lock(${placeLock}, ${place}) as mine`.execute(trx);
      if (rows[0]?.mine === true) return work();
    }
    return noPlace;
  });
}

/** Closes a search that brought no answer. */
export async function failSearch(db: Db, searchId: number, error: string): Promise<void> {
  await db
    .updateTable('searches')
    .set({ state: 'failed', error: error.slice(0, 500), ended_at: sql<Date>`clock_timestamp()` })
    .where('id', '=', searchId)
    .where('state', '=', 'running')
    .execute();
}

/** Takes a search back that was never sent: it costs no budget, and a daemon that is down for a night leaves no thousand rows. */
export async function takeBackSearch(db: Db, searchId: number): Promise<void> {
  await db.deleteFrom('searches').where('id', '=', searchId).where('state', '=', 'running').execute();
}
