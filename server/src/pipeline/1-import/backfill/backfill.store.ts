import { type Selectable, sql } from 'kysely';
import type { Database, Db } from '#platform/database';
import type { ItemRow } from '../import.store.ts';
import type { KeptLookup } from './lookups.store.ts';

/** A row of `backfill_jobs`. */
export type BackfillRow = Selectable<Database['backfill_jobs']>;

/** What one step adds to the counters of a run. */
export interface BackfillStep {
  readonly processed?: number;
  readonly matched?: number;
  readonly cacheHits?: number;
  readonly cacheMisses?: number;
  readonly calls?: number;
  readonly expandedPlaylists?: number;
  readonly expandedTracks?: number;
}

/** The queries of backfilling; besides `backfill_jobs` it writes ids into the items of the room. */
export function createBackfillStore(db: Db) {
  // Two queries, each in the order of its own index: what was never asked, then what was asked long ago.
  const candidates = () =>
    db
      .selectFrom('ingest_items')
      .where('spotify_track_id', 'is', null)
      .where('title', 'is not', null)
      .where('source_type', '!=', 'LINK')
      .where('state', '!=', 'skipped')
      .where('state', '!=', 'registered');
  const fresh = () => candidates().where('looked_up_at', 'is', null);
  const old = (askedBefore: Date) =>
    candidates().where('looked_up_at', 'is not', null).where('looked_up_at', '<', askedBefore);

  return {
    /** Items without a Spotify id: those that nobody asked for, oldest first, then those asked for before `askedBefore`. */
    async next(askedBefore: Date, limit: number): Promise<ItemRow[]> {
      const first = await fresh().selectAll().orderBy('id').limit(limit).execute();
      if (first.length === limit) return first;
      const again = await old(askedBefore)
        .selectAll()
        .orderBy('looked_up_at')
        .orderBy('id')
        .limit(limit - first.length)
        .execute();
      return [...first, ...again];
    },

    /** How many such items there are, up to `most`. */
    async countNext(askedBefore: Date, most: number): Promise<number> {
      const upTo = async (query: ReturnType<typeof candidates>): Promise<number> => {
        const { count } = await db
          .selectFrom(query.select('id').limit(most).as('some'))
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow();
        return count;
      };
      const first = await upTo(fresh());
      return first >= most ? first : Math.min(most, first + (await upTo(old(askedBefore))));
    },

    /** The run that has not ended, if there is one. */
    async open(): Promise<BackfillRow | null> {
      const row = await db
        .selectFrom('backfill_jobs')
        .selectAll()
        .where('state', 'in', ['queued', 'running'])
        .executeTakeFirst();
      return row ?? null;
    },

    /** Begins a run; `false` when another one is open (an index sees to it). */
    async begin(trx: Db, id: string, requested: number, expandPlaylists: boolean): Promise<boolean> {
      const result = await trx
        .insertInto('backfill_jobs')
        .values({ id, requested_items: requested, expand_playlists: expandPlaylists })
        .onConflict((oc) => oc.doNothing())
        .executeTakeFirst();
      return Number(result.numInsertedOrUpdatedRows) > 0;
    },

    /** One run, or `null`. */
    async find(id: string): Promise<BackfillRow | null> {
      const row = await db.selectFrom('backfill_jobs').selectAll().where('id', '=', id).executeTakeFirst();
      return row ?? null;
    },

    /** Runs, newest first. */
    async list(limit: number): Promise<BackfillRow[]> {
      return await db
        .selectFrom('backfill_jobs')
        .selectAll()
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .limit(limit)
        .execute();
    },

    /** Takes a run up again; `null` when it has ended, or waits for a later moment. */
    async takeUp(id: string, now: Date): Promise<BackfillRow | null> {
      const row = await db
        .updateTable('backfill_jobs')
        .set({ state: 'running', resume_at: null, error_code: null, error: null, updated_at: sql<Date>`now()` })
        .where('id', '=', id)
        .where('state', 'in', ['queued', 'running'])
        .where((eb) => eb.or([eb('resume_at', 'is', null), eb('resume_at', '<=', now)]))
        .returningAll()
        .executeTakeFirst();
      return row ?? null;
    },

    /** Adds to the counters. */
    async count(trx: Db, id: string, step: BackfillStep): Promise<void> {
      await trx
        .updateTable('backfill_jobs')
        .set((eb) => ({
          processed_items: eb('processed_items', '+', step.processed ?? 0),
          matched_items: eb('matched_items', '+', step.matched ?? 0),
          cache_hits: eb('cache_hits', '+', step.cacheHits ?? 0),
          cache_misses: eb('cache_misses', '+', step.cacheMisses ?? 0),
          calls: eb('calls', '+', step.calls ?? 0),
          expanded_playlists: eb('expanded_playlists', '+', step.expandedPlaylists ?? 0),
          expanded_tracks: eb('expanded_tracks', '+', step.expandedTracks ?? 0),
          updated_at: sql<Date>`now()`,
        }))
        .where('id', '=', id)
        .execute();
    },

    /** Adds to the time a run has worked, in milliseconds. */
    async worked(id: string, ms: number): Promise<void> {
      await db
        .updateTable('backfill_jobs')
        .set({ duration_ms: sql<number>`coalesce(duration_ms, 0) + ${Math.round(ms)}::int` })
        .where('id', '=', id)
        .execute();
    },

    /** Lets a run wait; it goes on by itself at `until`. */
    async pause(id: string, until: Date, code: string, sentence: string): Promise<void> {
      await db
        .updateTable('backfill_jobs')
        .set({ state: 'queued', resume_at: until, error_code: code, error: sentence, updated_at: sql<Date>`now()` })
        .where('id', '=', id)
        .execute();
    },

    /** Ends a run. */
    async end(
      id: string,
      state: 'completed' | 'failed',
      failure?: { readonly code: string; readonly sentence: string },
    ): Promise<void> {
      await db
        .updateTable('backfill_jobs')
        .set({
          state,
          resume_at: null,
          error_code: failure?.code ?? null,
          error: failure?.sentence ?? null,
          updated_at: sql<Date>`now()`,
        })
        .where('id', '=', id)
        .where('state', 'in', ['queued', 'running'])
        .execute();
    },

    /** Marks items as asked for and, where something was found, fills in what they lack. Repeats of the same recording come along. */
    async write(trx: Db, ids: readonly number[], found: KeptLookup, now: Date): Promise<void> {
      await trx
        .updateTable('ingest_items')
        .set((eb) => ({
          looked_up_at: now,
          ...(found.trackId === null
            ? {}
            : {
                spotify_track_id: found.trackId,
                spotify_album_id: eb.fn.coalesce('spotify_album_id', eb.val(found.albumId)),
                isrc: eb.fn.coalesce('isrc', eb.val(found.isrc)),
                duration_ms: eb.fn.coalesce('duration_ms', eb.val(found.durationMs)),
              }),
        }))
        .where('id', 'in', ids)
        .execute();
    },
  };
}

/** The queries of backfilling. */
export type BackfillStore = ReturnType<typeof createBackfillStore>;
