import { sql } from 'kysely';
import type { Db } from '#platform/database';
import { json } from '#platform/database';
import { choicesOf } from '../preferences/chosen.ts';
import type { WatchRules } from '../scan/decide.ts';

/** Why something did not work, for people. */
export interface Problem {
  readonly code: string;
  readonly sentence: string;
  readonly remedy: string | null;
  readonly at: string;
}

/** What can be said of an entry at its making or later. */
export interface EntryChange {
  readonly priority?: number | undefined;
  readonly intervalS?: number | null | undefined;
  readonly cooldownS?: number | null | undefined;
  readonly cooldownUntil?: Date | null | undefined;
  readonly wantedKinds?: readonly string[] | undefined;
  readonly editions?: 'first' | 'bonus' | undefined;
}

/** How entries are ordered: as the two route families list them. */
export type EntryOrder = 'priority' | 'due';

/** The queries over the one table of watched artists. */
export function createWatchlistStore(db: Db) {
  const entries = (on: Db = db) =>
    on
      .selectFrom('artist_watchlist')
      .innerJoin('artists', 'artists.id', 'artist_watchlist.artist_id')
      .selectAll('artist_watchlist')
      .select(['artists.name as artist_name', 'artists.images as artist_images', 'artists.source as artist_source']);

  return {
    byKey: (key: string, on: Db = db) => entries(on).where('artist_watchlist.artist_key', '=', key).executeTakeFirst(),
    byId: (id: number, on: Db = db) => entries(on).where('artist_watchlist.id', '=', id).executeTakeFirst(),
    async ofArtist(artistId: number, on: Db = db) {
      return await entries(on).where('artist_watchlist.artist_id', '=', artistId).executeTakeFirst();
    },
    async page(order: EntryOrder, limit: number, offset: number, query?: string) {
      let base = entries();
      if (query !== undefined && query.trim() !== '')
        base = base.where(
          'artists.search_text',
          'like',
          `%${query
            .trim()
            .toLowerCase()
            .replace(/[\\%_]/g, '\\$&')}%`,
        );
      const ordered = base.orderBy('artist_watchlist.priority', 'desc');
      const sorted =
        order === 'due'
          ? ordered.orderBy(sql`artist_watchlist.cooldown_until asc nulls first`).orderBy('artist_watchlist.id')
          : ordered.orderBy('artist_watchlist.id');
      const items = await sorted.limit(limit).offset(offset).execute();
      const count = await db
        .selectFrom('artist_watchlist')
        .select(sql<number>`count(*)`.as('total'))
        .executeTakeFirstOrThrow();
      return { items, total: count.total };
    },
    /** Adds an entry; `undefined` when the artist is watched already. */
    async add(
      trx: Db,
      entry: EntryChange & {
        readonly artistId: number;
        readonly artistKey: string;
        readonly since: string;
        readonly backfill: boolean;
        readonly now: Date;
      },
    ) {
      return await trx
        .insertInto('artist_watchlist')
        .values({
          artist_id: entry.artistId,
          artist_key: entry.artistKey,
          watch_since: entry.since,
          backfill: entry.backfill,
          next_due_at: entry.now,
          created_at: entry.now,
          updated_at: entry.now,
          ...columnsOf(entry),
        })
        .onConflict((oc) => oc.doNothing())
        .returning('id')
        .executeTakeFirst();
    },
    async change(id: number, change: EntryChange, now: Date, on: Db = db): Promise<void> {
      await on
        .updateTable('artist_watchlist')
        .set({
          ...columnsOf(change),
          // other rules: what is known is judged again
          ...(change.wantedKinds === undefined && change.editions === undefined ? {} : { last_hash: null }),
          // another interval holds from the last look on
          ...(change.intervalS === undefined
            ? {}
            : {
                next_due_at: sql<Date>`least(next_due_at, coalesce(last_scan_at, ${now}) + make_interval(secs => ${change.intervalS ?? 0}))`,
              }),
          updated_at: now,
        })
        .where('id', '=', id)
        .execute();
    },
    async pause(id: number, reason: string, resumeAt: Date | null, now: Date): Promise<void> {
      await db
        .updateTable('artist_watchlist')
        .set({ paused_at: now, stop_reason: reason, resume_at: resumeAt, enqueued_at: null, updated_at: now })
        .where('id', '=', id)
        .execute();
    },
    /** Ends a pause and what was left of a cooldown; due at once. */
    async resume(id: number, now: Date): Promise<void> {
      await db
        .updateTable('artist_watchlist')
        .set({
          paused_at: null,
          stop_reason: null,
          resume_at: null,
          retry_block_until: null,
          failures: 0,
          next_due_at: sql<Date>`least(next_due_at, ${now})`,
          updated_at: now,
        })
        .where('id', '=', id)
        .execute();
    },
    /** Everything that the artist has put out becomes wanted with the next look; releases that were "before" are judged again. */
    async backfill(trx: Db, entry: { readonly id: number; readonly artistId: number }, now: Date): Promise<void> {
      await trx
        .updateTable('artist_watchlist')
        .set({ backfill: true, next_due_at: sql<Date>`least(next_due_at, ${now})`, last_hash: null, updated_at: now })
        .where('id', '=', entry.id)
        .execute();
      await trx
        .updateTable('artist_releases')
        .set({ state: 'undated', state_reason: null })
        .where('artist_id', '=', entry.artistId)
        .where('state', '=', 'known')
        .execute();
    },
    async remove(id: number): Promise<void> {
      await db.transaction().execute(async (trx) => {
        const gone = await trx
          .deleteFrom('artist_watchlist')
          .where('id', '=', id)
          .returning('artist_id')
          .executeTakeFirst();
        if (gone === undefined) return;
        // nobody waits for them any more
        await trx
          .updateTable('artist_releases')
          .set({ state: 'known', state_reason: 'not_watched' })
          .where('artist_id', '=', gone.artist_id)
          .where('state', 'in', ['new', 'upcoming', 'undated'])
          .execute();
      });
    },
    /** The rules by which releases of this artist are judged; `null` when nobody watches. */
    async rules(artistId: number, on: Db = db): Promise<WatchRules | null> {
      const entry = await on
        .selectFrom('artist_watchlist')
        .select(['watch_since', 'backfill', 'baseline_at', 'wanted_kinds', 'editions', 'artist_key'])
        .where('artist_id', '=', artistId)
        .executeTakeFirst();
      if (entry === undefined) return null;
      return {
        since: entry.watch_since,
        backfill: entry.backfill,
        baseline: entry.baseline_at !== null,
        wantedKinds: entry.wanted_kinds,
        editions: entry.editions,
        selected: await choicesOf(on, artistId),
      };
    },
  };
}

function columnsOf(change: EntryChange) {
  return {
    ...(change.priority === undefined ? {} : { priority: change.priority }),
    ...(change.intervalS === undefined ? {} : { interval_s: change.intervalS }),
    ...(change.cooldownS === undefined ? {} : { cooldown_s: change.cooldownS }),
    ...(change.cooldownUntil === undefined ? {} : { cooldown_until: change.cooldownUntil }),
    ...(change.wantedKinds === undefined ? {} : { wanted_kinds: [...change.wantedKinds] }),
    ...(change.editions === undefined ? {} : { editions: change.editions }),
  };
}

/** A problem as it is stored. */
export const storedProblem = (problem: Problem | null): string | null => (problem === null ? null : json(problem));

/** The queries over watched artists. */
export type WatchlistStore = ReturnType<typeof createWatchlistStore>;

/** An entry with its artist's name. */
export type EntryRow = NonNullable<Awaited<ReturnType<WatchlistStore['byKey']>>>;
