import { type Selectable, sql } from 'kysely';
import type { Database, Db } from '#platform/database';
import type { NewItem } from './import.rows.ts';

/** A row of `ingest_jobs`. */
export type JobRow = Selectable<Database['ingest_jobs']>;
/** A row of `ingest_items`. */
export type ItemRow = Selectable<Database['ingest_items']>;
/** States of an item. */
export type ItemState = ItemRow['state'];
/** How many items of a job are in each state. */
export type ItemCounts = Readonly<Record<ItemState, number>>;

/** What becomes of an item when its wish has been handed over. */
export interface ItemOutcome {
  readonly id: number;
  readonly wish_id: number;
  readonly state: 'queued' | 'skipped';
  readonly reason_code: string | null;
  readonly reason: string | null;
}

/** What is known of an import when all of it has been read. */
export interface Acceptance {
  readonly format: string;
  readonly acceptedPlaylists: number;
  readonly acceptedTracks: number;
  readonly batches: number;
  readonly skippedPlaylists: number;
  readonly skippedTracks: number;
  readonly skipReason: string | null;
  readonly errorCode: string | null;
  readonly error: string | null;
}

/** An import that is not whole after this time was cut off with its process: no request lives that long. */
const abandonedAfter = sql.lit('15 minutes');

/** The queries of this room; no other room names `ingest_jobs` and `ingest_items`. */
export function createImportStore(db: Db) {
  return {
    /** Forgets imports whose upload was cut off with the process; nothing of them was acknowledged. Returns how many. */
    async forgetAbandoned(): Promise<number> {
      const result = await db
        .deleteFrom('ingest_jobs')
        .where('state', '=', 'registered')
        .where('updated_at', '<', sql<Date>`now() - interval ${abandonedAfter}`)
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },

    /** Imports that are being read or handed over. */
    async pendingJobs(): Promise<number> {
      const row = await db
        .selectFrom('ingest_jobs')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('state', 'in', ['registered', 'normalized', 'queued'])
        .executeTakeFirstOrThrow();
      return row.count;
    },

    /** Registers an import that is about to be read. */
    async register(id: string, source: 'FREE' | 'PRO', fileName: string | null): Promise<void> {
      await db.insertInto('ingest_jobs').values({ id, source, file_name: fileName }).execute();
    },

    /** Stores items of a registered import in one statement; some hundred at a time keep both sides responsive. */
    async addItems(jobId: string, items: readonly NewItem[]): Promise<void> {
      if (items.length === 0) return;
      // One JSON parameter instead of a parameter per cell: artists are arrays of different lengths, which unnest cannot take.
      await sql`
        insert into ingest_items (job_id, line, source_type, raw_line, playlist_url, title, artists, album, album_artist, track_number,
          disc_number, duration_ms, isrc, release_date, spotify_track_id, spotify_album_id, dedupe_hash, state, reason_code, reason)
        select ${jobId}, line, source_type, raw_line, playlist_url, title, artists, album, album_artist, track_number,
          disc_number, duration_ms, isrc, release_date, spotify_track_id, spotify_album_id, dedupe_hash, state, reason_code, reason
        from json_to_recordset(${JSON.stringify(items)}::json) as item (line integer, source_type text, raw_line text, playlist_url text,
          title text, artists text[], album text, album_artist text, track_number integer, disc_number integer, duration_ms integer,
          isrc text, release_date text, spotify_track_id text, spotify_album_id text, dedupe_hash text, state text, reason_code text,
          reason text)`.execute(db);
    },

    /** Closes the reading of an import: from here on it is accepted. */
    async accept(trx: Db, jobId: string, acceptance: Acceptance): Promise<void> {
      await trx
        .updateTable('ingest_jobs')
        .set({
          state: 'normalized',
          format: acceptance.format,
          accepted_playlists: acceptance.acceptedPlaylists,
          accepted_tracks: acceptance.acceptedTracks,
          batches: acceptance.batches,
          skipped_playlists: acceptance.skippedPlaylists,
          skipped_tracks: acceptance.skippedTracks,
          skip_reason: acceptance.skipReason,
          error_code: acceptance.errorCode,
          error: acceptance.error,
          updated_at: sql<Date>`now()`,
        })
        .where('id', '=', jobId)
        .execute();
    },

    /** Removes an import with its items. */
    async remove(jobId: string): Promise<void> {
      await db.deleteFrom('ingest_jobs').where('id', '=', jobId).execute();
    },

    /** Which of these links wait in an import already. Reads an index by hash. */
    async waitingLinks(hashes: readonly string[]): Promise<ReadonlySet<string>> {
      if (hashes.length === 0) return new Set();
      const rows = await db
        .selectFrom('ingest_items')
        .select('dedupe_hash')
        .distinct()
        .where('dedupe_hash', 'in', hashes)
        .where('source_type', '=', 'LINK')
        .where('state', 'in', ['registered', 'normalized', 'queued'])
        .execute();
      return new Set(rows.map((row) => row.dedupe_hash ?? ''));
    },

    /** The import, locked until the transaction ends, so that a job running twice hands over nothing twice. */
    async lock(trx: Db, jobId: string): Promise<JobRow | null> {
      const row = await trx
        .selectFrom('ingest_jobs')
        .selectAll()
        .where('id', '=', jobId)
        .forUpdate()
        .executeTakeFirst();
      return row ?? null;
    },

    /** The next items to hand over, behind `after` in the order of lines. */
    async nextItems(trx: Db, jobId: string, after: { line: number; id: number }, limit: number): Promise<ItemRow[]> {
      return await trx
        .selectFrom('ingest_items')
        .selectAll()
        .where('job_id', '=', jobId)
        .where(sql<boolean>`(line, id) > (${after.line}, ${after.id})`)
        .where('state', '=', 'normalized')
        .orderBy('line')
        .orderBy('id')
        .limit(limit)
        .execute();
    },

    /** Marks items as handed over, and counts those that were skipped. */
    async markHandedOver(trx: Db, jobId: string, outcomes: readonly ItemOutcome[]): Promise<void> {
      await sql`
        update ingest_items set wish_id = outcome.wish_id, state = outcome.state, reason_code = outcome.reason_code, reason = outcome.reason
        from json_to_recordset(${JSON.stringify(outcomes)}::json)
          as outcome (id bigint, wish_id bigint, state text, reason_code text, reason text)
        where ingest_items.id = outcome.id`.execute(trx);
      const skipped = outcomes.filter((outcome) => outcome.state === 'skipped').length;
      if (skipped > 0)
        await trx
          .updateTable('ingest_jobs')
          .set((eb) => ({
            skipped_tracks: eb('skipped_tracks', '+', skipped),
            accepted_tracks: eb('accepted_tracks', '-', skipped),
            skip_reason: eb.fn.coalesce('skip_reason', sql.lit('already_wished')),
          }))
          .where('id', '=', jobId)
          .execute();
    },

    /** Moves an import on; a failure comes with its code and sentence, anything else leaves them as they are. */
    async setState(
      trx: Db,
      jobId: string,
      state: JobRow['state'],
      failure?: { readonly code: string; readonly sentence: string },
    ): Promise<void> {
      await trx
        .updateTable('ingest_jobs')
        .set({
          state,
          updated_at: sql<Date>`now()`,
          ...(failure === undefined ? {} : { error_code: failure.code, error: failure.sentence }),
        })
        .where('id', '=', jobId)
        .execute();
    },

    /** One import, or `null`. Imports that are still being read are not shown. */
    async find(jobId: string): Promise<JobRow | null> {
      const row = await db
        .selectFrom('ingest_jobs')
        .selectAll()
        .where('id', '=', jobId)
        .where('state', '!=', 'registered')
        .executeTakeFirst();
      return row ?? null;
    },

    /** Imports, newest first. */
    async list(limit: number, offset: number): Promise<JobRow[]> {
      return await db
        .selectFrom('ingest_jobs')
        .selectAll()
        .where('state', '!=', 'registered')
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .limit(limit)
        .offset(offset)
        .execute();
    },

    /** Items per state of each import; reads only the index of these imports. */
    async counts(jobIds: readonly string[]): Promise<ReadonlyMap<string, ItemCounts>> {
      const found = new Map<string, Record<ItemState, number>>(jobIds.map((id) => [id, noItems()]));
      if (jobIds.length === 0) return found;
      const rows = await db
        .selectFrom('ingest_items')
        .select(['job_id', 'state', (eb) => eb.fn.countAll<number>().as('count')])
        .where('job_id', 'in', jobIds)
        .groupBy(['job_id', 'state'])
        .execute();
      for (const row of rows) {
        const counts = found.get(row.job_id);
        if (counts) counts[row.state] = row.count;
      }
      return found;
    },

    /** Links of an import. */
    async countLinks(jobId: string): Promise<number> {
      const { count } = await db
        .selectFrom('ingest_items')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('job_id', '=', jobId)
        .where('source_type', '=', 'LINK')
        .executeTakeFirstOrThrow();
      return count;
    },

    /** Items of an import in the order of lines. */
    async items(
      jobId: string,
      only: { readonly state?: ItemState | undefined; readonly links: boolean },
      limit: number,
      offset: number,
    ): Promise<ItemRow[]> {
      let query = db.selectFrom('ingest_items').selectAll().where('job_id', '=', jobId);
      if (only.state !== undefined) query = query.where('state', '=', only.state);
      if (only.links) query = query.where('source_type', '=', 'LINK');
      return await query.orderBy('line').orderBy('id').limit(limit).offset(offset).execute();
    },
  };
}

/** The queries of this room. */
export type ImportStore = ReturnType<typeof createImportStore>;

function noItems(): Record<ItemState, number> {
  return { registered: 0, normalized: 0, queued: 0, completed: 0, failed: 0, skipped: 0 };
}
