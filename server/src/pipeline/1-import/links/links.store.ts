import { sql } from 'kysely';
import type { Db } from '#platform/database';
import type { NewItem } from '../import.rows.ts';
import type { ItemRow, JobRow } from '../import.store.ts';

/** A link whose contents are to be read, with how far that has come. */
export interface WaitingLink {
  readonly itemId: number;
  readonly jobId: string;
  readonly line: number;
  /** Canonical address of a playlist; `null` for a single track. */
  readonly url: string | null;
  readonly trackId: string | null;
  readonly name: string | null;
  readonly snapshotId: string | null;
  readonly nextOffset: number;
  readonly foundTracks: number;
}

/** A row that a link brought: an item with the mark by which it is brought once. */
export interface BroughtItem extends NewItem {
  readonly source_fingerprint: string;
}

/** The queries of reading links; besides `ingest_links` it adds to the items of the room. */
export function createLinkStore(db: Db) {
  const waiting = () =>
    db
      .selectFrom('ingest_items as item')
      .innerJoin('ingest_jobs as job', 'job.id', 'item.job_id')
      .leftJoin('ingest_links as link', 'link.item_id', 'item.id')
      .where('item.source_type', '=', 'LINK')
      .where('item.state', '=', 'queued')
      .where('job.state', '!=', 'registered');

  return {
    /** The next links to read behind `afterId`, oldest first; those that were put off are left out until their time. */
    async due(now: Date, afterId: number, limit: number): Promise<WaitingLink[]> {
      const rows = await waiting()
        .select([
          'item.id',
          'item.job_id',
          'item.line',
          'item.playlist_url',
          'item.spotify_track_id',
          'link.name',
          'link.snapshot_id',
          'link.next_offset',
          'link.found_tracks',
        ])
        .where('item.id', '>', afterId)
        .where((eb) => eb.or([eb('link.retry_at', 'is', null), eb('link.retry_at', '<=', now)]))
        .orderBy('item.id')
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        itemId: row.id,
        jobId: row.job_id,
        line: row.line,
        url: row.playlist_url,
        trackId: row.spotify_track_id,
        name: row.name,
        snapshotId: row.snapshot_id,
        nextOffset: row.next_offset ?? 0,
        foundTracks: row.found_tracks ?? 0,
      }));
    },

    /** Whether any link waits and may be read now. */
    async anyDue(now: Date): Promise<boolean> {
      return (await this.due(now, 0, 1)).length > 0;
    },

    /** Remembers how far a link has been read. */
    async progress(
      trx: Db,
      itemId: number,
      at: {
        readonly name: string | null;
        readonly snapshotId: string | null;
        readonly nextOffset: number;
        readonly foundTracks: number;
      },
    ): Promise<void> {
      const row = {
        name: at.name,
        snapshot_id: at.snapshotId,
        next_offset: at.nextOffset,
        found_tracks: at.foundTracks,
        retry_at: null,
      };
      await trx
        .insertInto('ingest_links')
        .values({ item_id: itemId, ...row })
        .onConflict((oc) => oc.column('item_id').doUpdateSet(row))
        .execute();
    },

    /** Puts links off, with the reason that people read. */
    async putOff(itemIds: readonly number[], until: Date, code: string, sentence: string): Promise<void> {
      if (itemIds.length === 0) return;
      await db.transaction().execute(async (trx) => {
        await trx
          .insertInto('ingest_links')
          .values(itemIds.map((item_id) => ({ item_id, retry_at: until })))
          .onConflict((oc) => oc.column('item_id').doUpdateSet({ retry_at: until }))
          .execute();
        await trx
          .updateTable('ingest_items')
          .set({ reason_code: code, reason: sentence })
          .where('id', 'in', itemIds)
          .where('state', '=', 'queued')
          .where('reason', 'is distinct from', sentence)
          .execute();
      });
    },

    /** Closes a link: its tracks are in, or it will never give any. */
    async close(
      trx: Db,
      itemId: number,
      state: 'completed' | 'failed',
      reason: { readonly code: string; readonly sentence: string } | null,
    ): Promise<void> {
      await trx
        .updateTable('ingest_items')
        .set({ state, reason_code: reason?.code ?? null, reason: reason?.sentence ?? null })
        .where('id', '=', itemId)
        .execute();
    },

    /** The import of a link and the link itself, locked; `null` when somebody else has closed the link meanwhile. */
    async lock(trx: Db, link: WaitingLink): Promise<JobRow | null> {
      const job = await trx
        .selectFrom('ingest_jobs')
        .selectAll()
        .where('id', '=', link.jobId)
        .forUpdate()
        .executeTakeFirst();
      const item = await trx
        .selectFrom('ingest_items')
        .select('id')
        .where('id', '=', link.itemId)
        .where('state', '=', 'queued')
        .forUpdate()
        .executeTakeFirst();
      return job === undefined || item === undefined ? null : job;
    },

    /** Adds rows that a link brought; those that it brought before are left out. Returns the new ones. */
    async bring(trx: Db, jobId: string, items: readonly BroughtItem[]): Promise<ItemRow[]> {
      if (items.length === 0) return [];
      const result = await sql<{ id: number }>`
        insert into ingest_items (job_id, line, source_type, raw_line, title, artists, album, album_artist, track_number, disc_number,
          duration_ms, isrc, release_date, spotify_track_id, spotify_album_id, dedupe_hash, state, reason_code, reason, source_fingerprint)
        select ${jobId}, line, source_type, raw_line, title, artists, album, album_artist, track_number, disc_number,
          duration_ms, isrc, release_date, spotify_track_id, spotify_album_id, dedupe_hash, state, reason_code, reason, source_fingerprint
        from json_to_recordset(${JSON.stringify(items)}::json) as item (line integer, source_type text, raw_line text, title text,
          artists text[], album text, album_artist text, track_number integer, disc_number integer, duration_ms integer, isrc text,
          release_date text, spotify_track_id text, spotify_album_id text, dedupe_hash text, state text,
          reason_code text, reason text, source_fingerprint text)
        on conflict (job_id, source_fingerprint) where source_fingerprint is not null do nothing
        returning id`.execute(trx);
      const ids = result.rows.map((row) => row.id);
      if (ids.length === 0) return [];
      await trx
        .updateTable('ingest_jobs')
        .set((eb) => ({ accepted_tracks: eb('accepted_tracks', '+', ids.length), updated_at: sql<Date>`now()` }))
        .where('id', '=', jobId)
        .execute();
      return await trx.selectFrom('ingest_items').selectAll().where('id', 'in', ids).orderBy('id').execute();
    },

    /** Wishes that earlier items with these Spotify ids already have. Reads an index. */
    async wishesByTrack(trx: Db, trackIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
      if (trackIds.length === 0) return new Map();
      const rows = await trx
        .selectFrom('ingest_items')
        .select(['spotify_track_id', 'wish_id'])
        .where('spotify_track_id', 'in', trackIds)
        .where('wish_id', 'is not', null)
        .execute();
      return new Map(rows.map((row) => [row.spotify_track_id ?? '', row.wish_id ?? 0]));
    },

    /** Gives a link to a single track its names: from now on it is a line like others. */
    async name(trx: Db, itemId: number, item: NewItem): Promise<ItemRow> {
      return await trx
        .updateTable('ingest_items')
        .set({
          source_type: 'FREE',
          state: item.state,
          reason_code: item.reason_code,
          reason: item.reason,
          title: item.title,
          artists: item.artists === null ? null : [...item.artists],
          album: item.album,
          album_artist: item.album_artist,
          track_number: item.track_number,
          disc_number: item.disc_number,
          duration_ms: item.duration_ms,
          isrc: item.isrc,
          release_date: item.release_date,
          spotify_track_id: item.spotify_track_id,
          spotify_album_id: item.spotify_album_id,
        })
        .where('id', '=', itemId)
        .returningAll()
        .executeTakeFirstOrThrow();
    },
  };
}

/** The queries of reading links. */
export type LinkStore = ReturnType<typeof createLinkStore>;
