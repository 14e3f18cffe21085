import { sql } from 'kysely';
import type { Db } from '#platform/database';
import { type Problem, storedProblem } from '../watchlist/watchlist.store.ts';

/** An entry that is due. */
export interface DueEntry {
  readonly id: number;
  readonly artist_key: string;
  readonly priority: number;
}

/** How a scan ended for its entry. */
export interface ScanEnd {
  readonly nextDueAt: Date;
  readonly hash: string | null;
  readonly problem: Problem | null;
}

/** A job that has not been heard of for this long is believed lost. */
const lostAfterMs = 60 * 60_000;

/** The queries of the timer and of scans. */
export function createScanStore(db: Db) {
  const update = (id: number, on: Db = db) => on.updateTable('artist_watchlist').where('id', '=', id);
  return {
    /** Ends pauses whose time is up. */
    async endPauses(trx: Db, now: Date): Promise<number> {
      const ended = await trx
        .updateTable('artist_watchlist')
        .set({ paused_at: null, stop_reason: null, resume_at: null, updated_at: now })
        .where('paused_at', 'is not', null)
        .where('resume_at', '<=', now)
        .returning('id')
        .execute();
      return ended.length;
    },
    /** Entries with an announced release whose day is today are looked at today, even when their interval is longer. */
    async hurry(trx: Db, today: string, endOfToday: Date, now: Date): Promise<void> {
      await trx
        .updateTable('artist_watchlist')
        .set({ next_due_at: now })
        .where('next_due_at', '>=', endOfToday)
        .where('artist_id', 'in', (eb) =>
          eb
            .selectFrom('artist_releases')
            .select('artist_id')
            .where('state', '=', 'upcoming')
            .where('inactive_at', 'is', null)
            .where('out_on', '<=', today),
        )
        .execute();
    },
    /** How many scans wait or run. */
    async underWay(trx: Db, now: Date): Promise<number> {
      const row = await trx
        .selectFrom('artist_watchlist')
        .select(sql<number>`count(*)`.as('n'))
        .where('enqueued_at', '>', new Date(now.getTime() - lostAfterMs))
        .executeTakeFirstOrThrow();
      return row.n;
    },
    /** Due entries, the most important first, marked as enqueued. Two processes never take the same. */
    async takeDue(trx: Db, now: Date, limit: number): Promise<DueEntry[]> {
      const due = await trx
        .selectFrom('artist_watchlist')
        .select(['id', 'artist_key', 'priority'])
        .where('paused_at', 'is', null)
        .where('next_due_at', '<=', now)
        .where((eb) =>
          eb.and([
            eb.or([eb('cooldown_until', 'is', null), eb('cooldown_until', '<=', now)]),
            eb.or([eb('retry_block_until', 'is', null), eb('retry_block_until', '<=', now)]),
            eb.or([eb('enqueued_at', 'is', null), eb('enqueued_at', '<=', new Date(now.getTime() - lostAfterMs))]),
          ]),
        )
        .orderBy('priority', 'desc')
        .orderBy('next_due_at')
        .orderBy('id')
        .limit(limit)
        .forUpdate()
        .skipLocked()
        .execute();
      if (due.length > 0)
        await trx
          .updateTable('artist_watchlist')
          .set({ enqueued_at: now, last_enqueued_at: now })
          .where(
            'id',
            'in',
            due.map((row) => row.id),
          )
          .execute();
      return due;
    },
    /** Due entries that are left alone because of a cooldown. */
    async blocked(trx: Db, now: Date): Promise<number> {
      const row = await trx
        .selectFrom('artist_watchlist')
        .select(sql<number>`count(*)`.as('n'))
        .where('paused_at', 'is', null)
        .where('next_due_at', '<=', now)
        .where('retry_block_until', '>', now)
        .executeTakeFirstOrThrow();
      return row.n;
    },
    /** Counts one failed try; answers how many there were in a row. */
    async failed(id: number, problem: Problem): Promise<number> {
      const row = await update(id)
        .set((eb) => ({ failures: eb('failures', '+', 1), problem: storedProblem(problem) }))
        .returning('failures')
        .executeTakeFirst();
      return row?.failures ?? 0;
    },
    /** Leaves the entry alone until then. `fresh`: its budget begins anew. */
    async block(id: number, until: Date, fresh: boolean, now: Date): Promise<void> {
      await update(id)
        .set({
          retry_block_until: until,
          enqueued_at: null,
          last_scan_at: now,
          ...(fresh ? { failures: 0 } : {}),
        })
        .execute();
    },
    /** The entry was looked at. */
    async finished(id: number, end: ScanEnd, now: Date): Promise<void> {
      await update(id)
        .set({
          failures: 0,
          retry_block_until: null,
          problem: storedProblem(end.problem),
          last_scan_at: now,
          ...(end.problem === null ? { last_checked: now } : {}),
          ...(end.hash === null ? {} : { last_hash: end.hash }),
          next_due_at: end.nextDueAt,
          enqueued_at: null,
        })
        .execute();
    },
    async release(id: number): Promise<void> {
      await update(id).set({ enqueued_at: null }).execute();
    },
    async baselined(trx: Db, id: number, now: Date): Promise<void> {
      await update(id, trx)
        .set({ baseline_at: sql<Date>`coalesce(baseline_at, ${now})` })
        .execute();
    },
    /** Whether a release waits for its tracks or its day has come. */
    async anyWaiting(artistId: number, today: string): Promise<boolean> {
      const row = await db
        .selectFrom('artist_releases')
        .select('id')
        .where('artist_id', '=', artistId)
        .where('inactive_at', 'is', null)
        .where('state', 'in', ['new', 'upcoming'])
        .where((eb) => eb.or([eb('out_on', 'is', null), eb('out_on', '<=', today)]))
        .executeTakeFirst();
      return row !== undefined;
    },
    /** Releases that are out and whose tracks are to be wished, oldest first. */
    waiting: (artistId: number, today: string, limit: number) =>
      db
        .selectFrom('artist_releases')
        .select(['id', 'source', 'source_id', 'title', 'release_date', 'out_on', 'artist_id', 'artist_key', 'found_at'])
        .where('artist_id', '=', artistId)
        .where('inactive_at', 'is', null)
        .where('state', '=', 'new')
        .where((eb) => eb.or([eb('out_on', 'is', null), eb('out_on', '<=', today)]))
        .orderBy(sql`out_on asc nulls last`)
        .orderBy('id')
        .limit(limit)
        .execute(),
    async countReleases(artistId: number): Promise<number> {
      const row = await db
        .selectFrom('artist_releases')
        .select(sql<number>`count(*)`.as('n'))
        .where('artist_id', '=', artistId)
        .executeTakeFirstOrThrow();
      return row.n;
    },
  };
}

/** The queries of the timer and of scans. */
export type ScanStore = ReturnType<typeof createScanStore>;
