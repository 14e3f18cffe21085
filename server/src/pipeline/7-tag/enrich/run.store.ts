import { type Selectable, sql } from 'kysely';
import type { Database, Db } from '#platform/database';

/** One pass over the library, as stored. */
export type MetadataRun = Selectable<Database['metadata_runs']>;

/** The queries of the passes over the library; nobody else names the table `metadata_runs`. */
export function createRunStore(db: Db) {
  return {
    async newest(): Promise<MetadataRun | null> {
      const row = db.selectFrom('metadata_runs').selectAll().orderBy('id', 'desc').limit(1);
      return (await row.executeTakeFirst()) ?? null;
    },
    async find(id: number): Promise<MetadataRun | null> {
      return (await db.selectFrom('metadata_runs').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
    },
    /** `null`: one is running already. */
    async begin(trx: Db, total: number): Promise<MetadataRun | null> {
      const finished = total === 0 ? { status: 'completed' as const, completed_at: sql<Date>`now()` } : {};
      const row = trx.insertInto('metadata_runs').values({ total, ...finished });
      return (
        (await row
          .onConflict((conflict) => conflict.doNothing())
          .returningAll()
          .executeTakeFirst()) ?? null
      );
    },
    /** Changes a run that is running; `false` when it is not any more. */
    async change(id: number, values: Partial<Omit<MetadataRun, 'id'>>, trx: Db = db): Promise<boolean> {
      const changed = await trx
        .updateTable('metadata_runs')
        .set(values)
        .where('id', '=', id)
        .where('status', '=', 'running')
        .executeTakeFirst();
      return changed.numUpdatedRows > 0n;
    },
    async stop(): Promise<void> {
      await db
        .updateTable('metadata_runs')
        .set({ status: 'stopped', completed_at: sql<Date>`now()`, current_download_id: null })
        .where('status', '=', 'running')
        .execute();
    },
  };
}

/** The queries of the passes. */
export type RunStore = ReturnType<typeof createRunStore>;
