import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '#platform/database';

/** May a search be sent now? `open` is a yes, already written down. */
export type LedgerAnswer =
  | { readonly kind: 'open'; readonly searchId: number; readonly daemonSearchId: string }
  /** The budget is used up; a place opens in `waitMs`. */
  | { readonly kind: 'spent'; readonly waitMs: number }
  /** A search is running that will bring the same files. */
  | { readonly kind: 'running' };

/** A search that somebody would like to send. */
export interface Intent {
  /** `null`: a person asks. */
  readonly wishId: number | null;
  readonly query: string;
  readonly rung: number;
  readonly subject: 'track' | 'album' | 'artist' | 'hand';
  /** What its answer may hold is told by the words that were asked for. */
  readonly words: readonly string[];
  readonly urgent: boolean;
}

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

/** This part of the budget is left to people who wait before the page and to urgent wishes … */
const keptForUrgent = 0.1;
/** … who may not take more than this while others wait. */
const mostForUrgent = 0.8;

/**
 * Writes a search down before it is asked, if the budget of all processes allows it. Searches that turn out not to have been sent are taken back. The
 * database's clock counts, so processes need not agree on the time. `othersWait` is asked only when urgent ones have used up their part.
 */
export async function openSearch(
  db: Db,
  intent: Intent,
  limits: LedgerLimits,
  othersWait: () => Promise<boolean> = async () => false,
): Promise<LedgerAnswer> {
  const { budgetCount, budgetWindowS } = limits;
  const kept = intent.urgent ? 0 : Math.floor(budgetCount * keptForUrgent);
  const urgentMost = Math.max(1, Math.ceil(budgetCount * mostForUrgent));
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${ledgerLock})`.execute(trx);
    if (intent.wishId !== null && (await isRunning(trx, intent.words))) return { kind: 'running' };
    const spent = await waitFor(trx, budgetCount - kept, budgetWindowS, false);
    if (spent !== null) return { kind: 'spent', waitMs: spent };
    const share = intent.urgent ? await waitFor(trx, urgentMost, budgetWindowS, true) : null;
    if (share !== null && (await othersWait())) return { kind: 'spent', waitMs: share };
    const daemonSearchId = randomUUID();
    const { id } = await trx
      .insertInto('searches')
      .values({
        wish_id: intent.wishId,
        query: intent.query,
        rung: intent.rung,
        subject: intent.subject,
        words: [...intent.words],
        urgent: intent.urgent,
        daemon_search_id: daemonSearchId,
        started_at: sql<Date>`clock_timestamp()`,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return { kind: 'open', searchId: id, daemonSearchId };
  });
}

/** How long until fewer than `most` searches lie in the window, in milliseconds; `null` when it is so now. */
async function waitFor(trx: Db, most: number, windowS: number, urgentOnly: boolean): Promise<number | null> {
  let recent = trx
    .selectFrom('searches')
    .select(sql<number>`extract(epoch from clock_timestamp() - started_at)::float8`.as('age'))
    .where('started_at', '>', sql<Date>`clock_timestamp() - make_interval(secs => ${windowS})`);
  if (urgentOnly) recent = recent.where('urgent', '=', true);
  // The oldest of the last `most`: when it leaves the window, one more may be sent.
  const oldest = await recent
    .orderBy('started_at', 'desc')
    .offset(Math.max(0, most - 1))
    .limit(1)
    .executeTakeFirst();
  return oldest === undefined ? null : Math.max(50, Math.ceil((windowS - oldest.age) * 1000));
}

/** Whether a search is under way whose answer will hold whatever these words would find. */
async function isRunning(trx: Db, words: readonly string[]): Promise<boolean> {
  const { rows } = await sql`
    select 1 from searches where state = 'running' and words <> '{}' and words <@ ${[...words]}::text[]
      and started_at > clock_timestamp() - make_interval(secs => ${abandonedAfterS}) limit 1`.execute(trx);
  return rows.length > 0;
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
