import { type Selectable, sql } from 'kysely';
import type { Database, Db } from '#platform/database';

/** How far a file is on its way to beets. */
export type HandoverRow = Selectable<Database['beets_handovers']>;

/** The queries of files handed over to beets; nobody else names `beets_handovers`. */
export function createHandoverStore(db: Db) {
  async function set(on: Db, fileId: number, state: HandoverRow['state'], reason: string | null): Promise<void> {
    await on
      .updateTable('beets_handovers')
      .set({ state, reason, updated_at: sql<Date>`now()` })
      .where('library_file_id', '=', fileId)
      .execute();
  }
  return {
    /** The handover of a file, begun now if it was not before. */
    async begin(fileId: number): Promise<HandoverRow> {
      await db
        .insertInto('beets_handovers')
        .values({ library_file_id: fileId })
        .onConflict((conflict) => conflict.column('library_file_id').doNothing())
        .execute();
      return await db
        .selectFrom('beets_handovers')
        .selectAll()
        .where('library_file_id', '=', fileId)
        .executeTakeFirstOrThrow();
    },
    /** One more try failed; answers how many did. */
    async failed(fileId: number, reason: string): Promise<number> {
      const row = await db
        .updateTable('beets_handovers')
        .set((eb) => ({ tries: eb('tries', '+', 1), reason, updated_at: sql<Date>`now()` }))
        .where('library_file_id', '=', fileId)
        .returning('tries')
        .executeTakeFirst();
      return row?.tries ?? 1;
    },
    end: set,
  };
}
