import { type Selectable, sql } from 'kysely';
import { type Database, type Db, json } from '#platform/database';

/** How the last sync went. */
export type SyncRow = Selectable<Database['playlist_sync']>;

/** What a sync did. */
export interface SyncCounters {
  playlists: number;
  playlists_read: number;
  playlists_withheld: number;
  playlists_vanished: number;
  tracks_added: number;
  tracks_removed: number;
  tracks_changed: number;
  /** New wishes of mirrored playlists. */
  tracks_wished: number;
  /** Tracks of mirrored playlists that were wished or owned already. */
  tracks_skipped: number;
  /** Questions to Spotify. */
  calls: number;
  errors: number;
}

/** Counters at the beginning. */
export function noCounters(): SyncCounters {
  return {
    playlists: 0,
    playlists_read: 0,
    playlists_withheld: 0,
    playlists_vanished: 0,
    tracks_added: 0,
    tracks_removed: 0,
    tracks_changed: 0,
    tracks_wished: 0,
    tracks_skipped: 0,
    calls: 0,
    errors: 0,
  };
}

/** The queries of `playlist_sync`. */
export function createSyncStore(db: Db) {
  return {
    /** How the last sync went; `null` before the first. */
    async last(): Promise<SyncRow | null> {
      return (await db.selectFrom('playlist_sync').selectAll().executeTakeFirst()) ?? null;
    },

    /** Notes that a sync has begun. */
    async begin(now: Date): Promise<void> {
      const row = {
        state: 'running' as const,
        started_at: now,
        finished_at: null,
        resume_at: null,
        reason_code: null,
        reason: null,
        counters: json({}),
      };
      await db
        .insertInto('playlist_sync')
        .values(row)
        .onConflict((oc) => oc.column('id').doUpdateSet(row))
        .execute();
    },

    /** Notes how a sync ended. */
    async end(
      state: 'completed' | 'partial' | 'waiting',
      now: Date,
      counters: SyncCounters,
      stop: { readonly code: string; readonly sentence: string; readonly until: Date | null } | null,
    ): Promise<void> {
      await db
        .updateTable('playlist_sync')
        .set({
          state,
          finished_at: now,
          resume_at: stop?.until ?? null,
          reason_code: stop?.code ?? null,
          reason: stop?.sentence ?? null,
          counters: sql`${JSON.stringify(counters)}::jsonb`,
        })
        .execute();
    },
  };
}

/** The queries of `playlist_sync`. */
export type SyncStore = ReturnType<typeof createSyncStore>;
