import { type Selectable, sql } from 'kysely';
import type { Database, Db } from '#platform/database';

/** A row of `auto_sync_skipped_tracks`: a track that failed, whether it is left alone already or not. */
export type SkippedRow = Selectable<Database['auto_sync_skipped_tracks']>;

/** Failures closer together than this count once: a wish has a patience of its own and may try several times a day. */
const onceMs = 12 * 3_600_000;

/** A wish of ours that failed. */
export interface Failure {
  readonly uri: string;
  readonly wishId: number;
  readonly title: string;
  readonly artists: readonly string[];
  readonly reason: string;
}

/** The queries of `autosync_tracks` and `auto_sync_skipped_tracks`. */
export function createTrackStore(db: Db) {
  return {
    /** The wishes of tracks that were taken in before, by URI, with how often they failed. */
    async known(trx: Db, uris: readonly string[]) {
      const rows = await trx
        .selectFrom('autosync_tracks as track')
        .leftJoin('auto_sync_skipped_tracks as skipped', 'skipped.track_key', 'track.uri')
        .where('track.uri', 'in', [...uris])
        .select(['track.uri', 'track.wish_id', 'track.own', 'skipped.failure_count'])
        .execute();
      return new Map(rows.map((row) => [row.uri, { wishId: row.wish_id, failures: row.failure_count ?? 0 }]));
    },

    /** Remembers which wish stands for a track. */
    async remember(
      trx: Db,
      tracks: readonly { readonly uri: string; readonly wishId: number; readonly own: boolean }[],
      now: Date,
    ): Promise<void> {
      if (tracks.length === 0) return;
      await trx
        .insertInto('autosync_tracks')
        .values(tracks.map(({ uri, wishId, own }) => ({ uri, wish_id: wishId, own, created_at: now })))
        .onConflict((oc) => oc.doNothing())
        .execute();
    },

    /** The URI of a track whose wish is ours, or `null`. */
    async ownUri(trx: Db, wishId: number): Promise<string | null> {
      const row = await trx
        .selectFrom('autosync_tracks')
        .select('uri')
        .where('wish_id', '=', wishId)
        .where('own', '=', true)
        .orderBy('uri')
        .limit(1)
        .executeTakeFirst();
      return row?.uri ?? null;
    },

    /** Notes a failure; answers how many there are now, or `null` when it is one with the last. */
    async failed(trx: Db, failure: Failure, now: Date): Promise<number | null> {
      const spotifyId = /^spotify:track:([0-9A-Za-z]{1,64})$/.exec(failure.uri)?.[1] ?? null;
      const row = await trx
        .insertInto('auto_sync_skipped_tracks')
        .values({
          track_key: failure.uri.slice(0, 512),
          spotify_id: spotifyId,
          wish_id: failure.wishId,
          title: failure.title,
          artists: [...failure.artists],
          failure_reason: failure.reason,
          failure_count: 1,
          last_attempt_at: now,
        })
        .onConflict((oc) =>
          oc
            .column('track_key')
            .doUpdateSet({
              wish_id: failure.wishId,
              failure_reason: failure.reason,
              failure_count: sql<number>`auto_sync_skipped_tracks.failure_count + 1`,
              last_attempt_at: now,
            })
            .where('auto_sync_skipped_tracks.last_attempt_at', '<=', new Date(now.getTime() - onceMs)),
        )
        .returning('failure_count')
        .executeTakeFirst();
      return row?.failure_count ?? null;
    },

    /** Forgets the failures of a wish, which was met; answers whether there were any. */
    async succeeded(trx: Db, wishId: number): Promise<boolean> {
      const result = await trx.deleteFrom('auto_sync_skipped_tracks').where('wish_id', '=', wishId).executeTakeFirst();
      return result.numDeletedRows > 0n;
    },

    /** Tracks that failed, after `afterId`, some hundreds at a time. */
    async failures(afterId: number, limit: number): Promise<Pick<SkippedRow, 'id' | 'wish_id' | 'failure_count'>[]> {
      return await db
        .selectFrom('auto_sync_skipped_tracks')
        .select(['id', 'wish_id', 'failure_count'])
        .where('id', '>', afterId)
        .orderBy('id')
        .limit(limit)
        .execute();
    },

    /** Tracks that are left alone (`all: false`), or every one that failed; the latest first. */
    async page(threshold: number, all: boolean, limit: number, offset: number) {
      const least = all ? 1 : threshold;
      const rows = await db
        .selectFrom('auto_sync_skipped_tracks')
        .selectAll()
        .where('failure_count', '>=', least)
        .orderBy('last_attempt_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .offset(offset)
        .execute();
      return { rows, total: await this.count(least) };
    },

    /** How many failed so often. */
    async count(least: number): Promise<number> {
      const { total } = await db
        .selectFrom('auto_sync_skipped_tracks')
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .where('failure_count', '>=', least)
        .executeTakeFirstOrThrow();
      return total;
    },

    /** Takes one off the list; its wish, or `null` when there is none. */
    async forget(id: number): Promise<number | null> {
      const row = await db
        .deleteFrom('auto_sync_skipped_tracks')
        .where('id', '=', id)
        .returning('wish_id')
        .executeTakeFirst();
      return row?.wish_id ?? null;
    },

    /** Takes the next ones off the list; their wishes. */
    async forgetSome(limit: number): Promise<number[]> {
      const rows = await sql<{ wish_id: number }>`
        delete from auto_sync_skipped_tracks where id in (select id from auto_sync_skipped_tracks order by id limit ${limit})
        returning wish_id`.execute(db);
      return rows.rows.map((row) => row.wish_id);
    },
  };
}

/** The queries of the tracks of auto-sync. */
export type TrackStore = ReturnType<typeof createTrackStore>;
