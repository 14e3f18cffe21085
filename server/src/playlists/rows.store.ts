import { type Selectable, sql } from 'kysely';
import type { Database, Db } from '#platform/database';
import { createPageStore, isWhole } from './pages.store.ts';

/** A row of `playlist_items`. */
export type PlaylistItemRow = Selectable<Database['playlist_items']>;

/** How the stored rows of a list have changed. */
export interface Difference {
  readonly added: number;
  readonly removed: number;
  /** Moved, or described differently. */
  readonly changed: number;
}

/** The part of the stored rows that follows what was read anew: everything from `from` on, `shift` places later. */
export interface KnownTail {
  readonly from: number;
  readonly shift: number;
}

/** A track of the account, wherever it stands. */
export interface AccountTrack {
  readonly uri: string;
  /** One of its rows. */
  readonly item_id: number;
  readonly saved: boolean;
  /** Playlists that hold it. */
  readonly lists: number;
  /** When it was last added or saved; `null`: unknown. */
  readonly added_at: Date | null;
}

/** The queries of the rows of playlists; only this room names `playlist_items`. */
export function createRowStore(db: Db) {
  return {
    ...createPageStore(db),

    /** The URIs of stored rows in order. */
    async uris(playlistId: string, from: number, count: number): Promise<string[]> {
      const rows = await db
        .selectFrom('playlist_items')
        .select('uri')
        .where('playlist_id', '=', playlistId)
        .where('position', '>=', from)
        .where('position', '<', from + count)
        .orderBy('position')
        .execute();
      return rows.map((row) => row.uri);
    },

    /** How many rows are stored. */
    async count(playlistId: string): Promise<number> {
      const row = await db
        .selectFrom('playlist_items')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('playlist_id', '=', playlistId)
        .executeTakeFirstOrThrow();
      return row.count;
    },

    /**
     * Makes the stored rows those of the kept pages (and of the known tail): rows that are gone are removed, new ones added, others moved, and
     * their wishes stay with them. One transaction, set by set in the database, so that 30,000 rows do not hold anything up here.
     * `null`, and nothing is changed: a page is missing, because another process has stored this list meanwhile.
     */
    async apply(playlistId: string, snapshotId: string, tail: KnownTail | null): Promise<Difference | null> {
      return await db.transaction().execute(async (trx) => {
        await trx.selectFrom('playlists').select('id').where('id', '=', playlistId).forUpdate().execute();
        const pages = await trx
          .selectFrom('playlist_pages')
          .select(['start', 'next_start'])
          .where('playlist_id', '=', playlistId)
          .where('snapshot_id', '=', snapshotId)
          .orderBy('start')
          .execute();
        if (!isWhole(pages, tail !== null)) return null;
        await sql`create temporary table incoming on commit drop as
          with read as (
            select page.start * 1000000::bigint + entry.place as place, entry.value as value
            from playlist_pages page cross join lateral jsonb_array_elements(page.rows) with ordinality as entry (value, place)
            where page.playlist_id = ${playlistId} and page.snapshot_id = ${snapshotId}
          ), rows as (
            select row_number() over (order by read.place) - 1 as position, row.*
            from read cross join lateral jsonb_to_record(read.value) as row (uri text, kind text, title text, artists text[], album text,
              album_artist text, track_number integer, disc_number integer, duration_ms integer, isrc text, release_date text,
              spotify_track_id text, spotify_album_id text, added_at timestamptz)
            union all
            select position + ${tail?.shift ?? 0}::int, uri, kind, title, artists, album, album_artist, track_number, disc_number, duration_ms,
              isrc, release_date, spotify_track_id, spotify_album_id, added_at
            from playlist_items
            where playlist_id = ${playlistId} and position >= ${tail?.from ?? 2_147_483_647}::int
          )
          select rows.*, row_number() over (partition by uri order by position)::int as occurrence from rows`.execute(
          trx,
        );
        await sql`alter table incoming add primary key (uri, occurrence)`.execute(trx);
        const removed = await sql`
          delete from playlist_items own where playlist_id = ${playlistId}
            and not exists (select 1 from incoming where incoming.uri = own.uri and incoming.occurrence = own.occurrence)`.execute(
          trx,
        );
        const written = await sql<{ added: number; changed: number }>`
          with written as (
            insert into playlist_items as own (playlist_id, position, uri, occurrence, kind, title, artists, album, album_artist, track_number,
              disc_number, duration_ms, isrc, release_date, spotify_track_id, spotify_album_id, added_at)
            select ${playlistId}, position, uri, occurrence, kind, title, artists, album, album_artist, track_number,
              disc_number, duration_ms, isrc, release_date, spotify_track_id, spotify_album_id, added_at
            from incoming order by position
            on conflict (playlist_id, uri, occurrence) do update set
              position = excluded.position, kind = excluded.kind, title = excluded.title, artists = excluded.artists, album = excluded.album,
              album_artist = excluded.album_artist, track_number = excluded.track_number, disc_number = excluded.disc_number,
              duration_ms = excluded.duration_ms, isrc = excluded.isrc, release_date = excluded.release_date,
              spotify_track_id = excluded.spotify_track_id, spotify_album_id = excluded.spotify_album_id, added_at = excluded.added_at
            where (own.position, own.kind, own.title, own.artists, own.album, own.duration_ms, own.isrc, own.added_at) is distinct from
              (excluded.position, excluded.kind, excluded.title, excluded.artists, excluded.album, excluded.duration_ms, excluded.isrc, excluded.added_at)
            returning (xmax = 0) as fresh
          )
          select (count(*) filter (where fresh))::int as added, (count(*) filter (where not fresh))::int as changed from written`.execute(
          trx,
        );
        const { added = 0, changed = 0 } = written.rows[0] ?? {};
        const difference = { added, removed: Number(removed.numAffectedRows ?? 0), changed };
        const moved = difference.added + difference.removed + difference.changed > 0;
        await sql`
          update playlists set contents = 'read', read_snapshot_id = ${snapshotId}, rows_read_at = now(), wanted = false, retry_at = null,
            reason_code = null, reason = null,
            updated_at = case when ${moved} or contents <> 'read' then greatest(now(), updated_at + interval '1 microsecond') else updated_at end
          where id = ${playlistId}`.execute(trx);
        await trx.deleteFrom('playlist_pages').where('playlist_id', '=', playlistId).execute();
        return difference;
      });
    },

    /** The next tracks of a mirrored list that nobody wished for, locked until the transaction ends; others' locks are passed over. */
    async unwished(trx: Db, playlistId: string, limit: number): Promise<PlaylistItemRow[]> {
      return await trx
        .selectFrom('playlist_items')
        .selectAll()
        .where('playlist_id', '=', playlistId)
        .where('wish_id', 'is', null)
        .where('kind', '=', 'track')
        // A wish needs a title and an artist.
        .where('title', '~', '\\S')
        .where(sql<boolean>`coalesce(artists[1], '') ~ '\\S'`)
        .orderBy('id')
        .limit(limit)
        .forUpdate()
        .skipLocked()
        .execute();
    },

    /** Links rows to their wishes. */
    async link(trx: Db, links: readonly { readonly id: number; readonly wish_id: number }[]): Promise<void> {
      await sql`
        update playlist_items set wish_id = link.wish_id
        from json_to_recordset(${JSON.stringify(links)}::json) as link (id bigint, wish_id bigint)
        where playlist_items.id = link.id`.execute(trx);
    },

    /** Every track of the account's playlists and saved tracks once, by URI; lists that have vanished do not count. */
    async ofAccount(kinds: readonly ('playlist' | 'saved')[]): Promise<AccountTrack[]> {
      if (kinds.length === 0) return [];
      return await db
        .selectFrom('playlist_items as item')
        .innerJoin('playlists as list', 'list.id', 'item.playlist_id')
        .where('list.kind', 'in', [...kinds])
        .where('list.vanished_at', 'is', null)
        .where('item.kind', '=', 'track')
        .where('item.uri', '!=', '')
        .where('item.title', '~', '\\S')
        .where(sql<boolean>`coalesce(item.artists[1], '') ~ '\\S'`)
        .groupBy('item.uri')
        .select([
          'item.uri',
          sql<number>`min(item.id)`.as('item_id'),
          sql<boolean>`bool_or(list.kind = 'saved')`.as('saved'),
          sql<number>`(count(distinct item.playlist_id) filter (where list.kind = 'playlist'))::int`.as('lists'),
          sql<Date | null>`max(item.added_at)`.as('added_at'),
        ])
        .orderBy(sql`item.uri collate "C"`)
        .execute();
    },

    /** These rows. */
    async byId(ids: readonly number[]): Promise<PlaylistItemRow[]> {
      return ids.length === 0
        ? []
        : await db
            .selectFrom('playlist_items')
            .selectAll()
            .where('id', 'in', [...ids])
            .execute();
    },

    /** Rows of a list in order. */
    async page(playlistId: string, limit: number, offset: number): Promise<PlaylistItemRow[]> {
      return await db
        .selectFrom('playlist_items')
        .selectAll()
        .where('playlist_id', '=', playlistId)
        .where('position', '>=', offset)
        .orderBy('position')
        .limit(limit)
        .execute();
    },
  };
}

/** The queries of the rows of playlists. */
export type RowStore = ReturnType<typeof createRowStore>;

/** The track of a row as it is wished for. */
export function wantedOfRow(item: PlaylistItemRow) {
  return {
    track: {
      title: item.title ?? '',
      artists: (item.artists ?? []).filter((name) => name.trim() !== ''),
      album: item.album,
      albumArtist: item.album_artist,
      trackNumber: item.track_number,
      trackTotal: null,
      discNumber: item.disc_number,
      discTotal: null,
      durationMs: item.duration_ms,
      isrc: item.isrc,
      releaseDate: item.release_date,
    },
    spotifyTrackId: item.spotify_track_id,
    spotifyAlbumId: item.spotify_album_id,
  };
}
