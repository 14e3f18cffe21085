import { type Selectable, sql } from 'kysely';
import type { Database, Db } from '#platform/database';
import type { ListedPlaylist } from './ports.ts';

/** A row of `playlists`. */
export type PlaylistRow = Selectable<Database['playlists']>;

/** The id of the saved tracks among the playlists; Spotify's own ids have 22 characters. */
export const savedTracksId = 'saved-tracks';

/** Changes always move `updated_at` on, so that whoever compares it notices. */
const later = sql<Date>`greatest(now(), updated_at + interval '1 microsecond')`;

/** The queries of playlists without their rows; only this room names `playlists`. */
export function createPlaylistStore(db: Db) {
  return {
    /** Stores what was listed; `updated_at` moves only where something changed. What is listed again has not vanished. */
    async list(listed: readonly ListedPlaylist[]): Promise<void> {
      if (listed.length === 0) return;
      await sql`
        insert into playlists as own (id, name, description, owner_id, owner_name, image_url, snapshot_id, track_count, contents)
        select id, name, description, "ownerId", "ownerName", "imageUrl", "snapshotId", coalesce(greatest(total, 0), 0),
          case when total is null then 'withheld' else 'unread' end
        from json_to_recordset(${JSON.stringify(listed)}::json)
          as listed (id text, name text, description text, "ownerId" text, "ownerName" text, "imageUrl" text, "snapshotId" text, total integer)
        on conflict (id) do update set
          name = excluded.name, description = excluded.description, owner_id = excluded.owner_id, owner_name = excluded.owner_name,
          image_url = excluded.image_url, snapshot_id = excluded.snapshot_id, vanished_at = null,
          track_count = case when excluded.contents = 'withheld' then own.track_count else excluded.track_count end,
          contents = case
            when excluded.contents = 'withheld' then 'withheld'
            when own.contents = 'withheld'
              and (own.snapshot_id is distinct from excluded.snapshot_id or own.reason_code is null or own.retry_at <= now()) then 'unread'
            else own.contents end,
          retry_at = case when own.snapshot_id is distinct from excluded.snapshot_id then null else own.retry_at end,
          updated_at = greatest(now(), own.updated_at + interval '1 microsecond')
        where (own.name, own.description, own.owner_id, own.owner_name, own.image_url, own.snapshot_id)
            is distinct from (excluded.name, excluded.description, excluded.owner_id, excluded.owner_name, excluded.image_url, excluded.snapshot_id)
          or own.vanished_at is not null
          or (excluded.contents = 'withheld' and own.contents <> 'withheld')
          or (excluded.contents <> 'withheld' and own.contents = 'withheld' and (own.reason_code is null or own.retry_at <= now()))
          or (excluded.contents <> 'withheld' and own.track_count <> excluded.track_count)`.execute(db);
    },

    /** Forgets all playlists and their rows, when the account signs out; wishes and files stay. */
    async forget(): Promise<void> {
      await db.deleteFrom('playlists').execute();
    },

    /** Marks the playlists that were not listed; call it only after a whole listing. Nothing of them is removed. Returns how many. */
    async markVanished(listedIds: readonly string[]): Promise<number> {
      const result = await db
        .updateTable('playlists')
        .set({ vanished_at: sql<Date>`now()`, updated_at: later })
        .where('kind', '=', 'playlist')
        .where('vanished_at', 'is', null)
        .where(sql<boolean>`not (id = any(${listedIds}))`)
        .executeTakeFirst();
      return Number(result.numUpdatedRows);
    },

    /** The saved tracks as a playlist; stored when they are first seen. */
    async listSaved(total: number | null): Promise<PlaylistRow> {
      await db
        .insertInto('playlists')
        .values({ id: savedTracksId, kind: 'saved', name: 'Saved tracks', track_count: total ?? 0 })
        .onConflict((oc) =>
          oc
            .column('id')
            .doUpdateSet({
              vanished_at: null,
              ...(total === null ? {} : { track_count: total }),
              updated_at: sql<Date>`greatest(now(), playlists.updated_at + interval '1 microsecond')`,
            })
            .where('playlists.track_count', 'is distinct from', total ?? sql<number>`playlists.track_count`),
        )
        .execute();
      return await db.selectFrom('playlists').selectAll().where('id', '=', savedTracksId).executeTakeFirstOrThrow();
    },

    /** Playlists whose rows are to be read: changed or never read, not withheld, not put off. Mirrored ones first. */
    async toRead(now: Date): Promise<PlaylistRow[]> {
      return await db
        .selectFrom('playlists')
        .selectAll()
        .where('kind', '=', 'playlist')
        .where('vanished_at', 'is', null)
        .where('contents', '!=', 'withheld')
        .where((eb) => eb.or([eb('retry_at', 'is', null), eb('retry_at', '<=', now)]))
        .where((eb) =>
          eb.or([eb('contents', '=', 'unread'), eb('snapshot_id', 'is distinct from', eb.ref('read_snapshot_id'))]),
        )
        .orderBy('mirror', 'desc')
        .orderBy('id')
        .execute();
    },

    /** The ids of mirrored playlists. */
    async mirrored(): Promise<string[]> {
      const rows = await db.selectFrom('playlists').select('id').where('mirror', '=', true).orderBy('id').execute();
      return rows.map((row) => row.id);
    },

    /** Remembers that the rows are not for us, and until when they are not asked for. What was read before stays. */
    async withhold(id: string, retryAt: Date, code: string, sentence: string): Promise<void> {
      await db
        .updateTable('playlists')
        .set({ contents: 'withheld', retry_at: retryAt, reason_code: code, reason: sentence, updated_at: later })
        .where('id', '=', id)
        .execute();
    },

    /** Marks one playlist as vanished. */
    async vanish(id: string): Promise<void> {
      await db
        .updateTable('playlists')
        .set({ vanished_at: sql<Date>`now()`, updated_at: later })
        .where('id', '=', id)
        .where('vanished_at', 'is', null)
        .execute();
    },

    /** One playlist, or `null`. */
    async find(id: string): Promise<PlaylistRow | null> {
      return (await db.selectFrom('playlists').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
    },

    /** All playlists: the saved tracks, then by name. An account has some hundreds. */
    async all(): Promise<(PlaylistRow & { readonly stamp: string })[]> {
      return await db
        .selectFrom('playlists')
        .selectAll()
        .select(sql<string>`(extract(epoch from updated_at) * 1000000)::bigint::text`.as('stamp'))
        .orderBy('kind', 'desc')
        .orderBy('name')
        .orderBy('id')
        .execute();
    },

    /** Switches the mirroring of a playlist; `null` when there is no such playlist. */
    async setMirror(trx: Db, id: string, mirror: boolean): Promise<PlaylistRow | null> {
      const row = await trx
        .updateTable('playlists')
        .set({ mirror, updated_at: later })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst();
      return row ?? null;
    },

    /** Asks for the rows of a list at the next sync, whatever its snapshot and whatever was refused before. */
    async want(trx: Db, id: string): Promise<void> {
      await trx
        .updateTable('playlists')
        .set({
          wanted: true,
          retry_at: null,
          contents: sql<
            'read' | 'unread' | 'withheld'
          >`case when contents = 'withheld' then 'unread' else contents end`,
        })
        .where('id', '=', id)
        .execute();
    },
  };
}

/** The queries of playlists without their rows. */
export type PlaylistStore = ReturnType<typeof createPlaylistStore>;
