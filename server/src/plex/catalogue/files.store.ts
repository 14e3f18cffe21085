import { type Selectable, sql } from 'kysely';
import type { Database, Db } from '#platform/database';

/** Which track of Plex a file of the library is. */
export type FileMatchRow = Selectable<Database['plex_file_matches']>;

/** A result as it is stored. */
export type FileMatch = Pick<FileMatchRow, 'library_file_id' | 'rating_key' | 'matched_by' | 'confidence' | 'reason'>;

/** The queries of which file is which track; only this room names `plex_file_matches`. */
export function createFileMatchStore(db: Db) {
  return {
    /** The newest file that was looked for; numbers of files only grow. */
    async newest(): Promise<number> {
      const row = await db
        .selectFrom('plex_file_matches')
        .select(sql<number>`coalesce(max(library_file_id), 0)`.as('id'))
        .executeTakeFirstOrThrow();
      return row.id;
    },

    /** Files that may have a track by now: they had none in an earlier state of Plex. */
    async again(revision: number, limit: number): Promise<number[]> {
      const rows = await db
        .selectFrom('plex_file_matches')
        .select('library_file_id')
        .where('rating_key', 'is', null)
        .where('revision', '<', revision)
        .orderBy('revision')
        .limit(limit)
        .execute();
      return rows.map((row) => row.library_file_id);
    },

    /** Files whose track Plex has no more lose it, and are looked for again. */
    async release(reason: string): Promise<void> {
      await sql`
        update plex_file_matches own set rating_key = null, matched_by = null, confidence = null, reason = ${reason}, revision = -1
        where rating_key is not null and not exists (select 1 from plex_tracks t where t.rating_key = own.rating_key)`.execute(
        db,
      );
    },

    async put(revision: number, matches: readonly FileMatch[]): Promise<void> {
      if (matches.length === 0) return;
      await sql`
        insert into plex_file_matches (library_file_id, rating_key, matched_by, confidence, reason, revision)
        select m.*, ${revision}::bigint from jsonb_to_recordset(${JSON.stringify(matches)}::jsonb)
          as m(library_file_id bigint, rating_key text, matched_by text, confidence real, reason text)
        on conflict (library_file_id) do update set rating_key = excluded.rating_key, matched_by = excluded.matched_by,
          confidence = excluded.confidence, reason = excluded.reason, revision = excluded.revision, updated_at = now()`.execute(
        db,
      );
    },

    /** Files that Plex does not know, by their number, after one. */
    async unmatched(after: number, limit: number): Promise<FileMatchRow[]> {
      return await db
        .selectFrom('plex_file_matches')
        .selectAll()
        .where('rating_key', 'is', null)
        .where('library_file_id', '>', after)
        .orderBy('library_file_id')
        .limit(limit)
        .execute();
    },
  };
}

/** The queries of which file is which track. */
export type FileMatchStore = ReturnType<typeof createFileMatchStore>;
