import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#platform/database';

/** More lists than this nobody reads. */
const most = 50;

/** The ids of the wishes that an import asked for, as a subquery. */
export function wishesOfImport(jobId: string): RawBuilder<number> {
  return sql<number>`(select wish_id from ingest_items where job_id = ${jobId} and wish_id is not null)`;
}

/** Which imports asked for a wish, oldest first, with the line that did. */
export async function importsOfWish(db: Db, wishId: number) {
  const rows = await db
    .selectFrom('ingest_items')
    .innerJoin('ingest_jobs', 'ingest_jobs.id', 'ingest_items.job_id')
    .select(['ingest_jobs.id', 'ingest_jobs.file_name', 'ingest_items.line', 'ingest_items.created_at'])
    .where('ingest_items.wish_id', '=', wishId)
    .orderBy('ingest_items.id')
    .limit(most)
    .execute();
  return rows.map((row) => ({ id: row.id, name: row.file_name, line: row.line, at: row.created_at }));
}
