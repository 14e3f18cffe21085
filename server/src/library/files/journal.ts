import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import type { Db } from '#platform/database';
import type { FileOperation, FileOperationKind } from '../types.ts';

/** The hidden file beside the target that belongs to one operation alone; whatever lies there may be removed once the operation is closed. */
export function partOf(operation: { readonly id: number; readonly target: string }): string {
  return join(dirname(operation.target), `.harmony-${operation.id}.part`);
}

/** The journal of file operations; nobody else names the table `file_operations`. */
export function createFileJournal(db: Db) {
  async function select(filter: { wishId?: number; kind?: FileOperationKind }): Promise<FileOperation[]> {
    let query = db.selectFrom('file_operations').selectAll().where('state', '=', 'intent').orderBy('id');
    if (filter.wishId !== undefined) query = query.where('wish_id', '=', filter.wishId);
    if (filter.kind !== undefined) query = query.where('kind', '=', filter.kind);
    return (await query.execute()).map((row) => ({
      id: row.id,
      kind: row.kind,
      wishId: row.wish_id,
      source: row.source_path,
      target: row.target_path,
      sizeBytes: row.size_bytes ?? 0,
    }));
  }

  return {
    /** Writes and commits what is about to be done. Call it before the first touch of a file. */
    async begin(
      operation: Omit<FileOperation, 'id' | 'wishId'> & { readonly wishId: number | null },
    ): Promise<FileOperation> {
      const row = await db
        .insertInto('file_operations')
        .values({
          kind: operation.kind,
          wish_id: operation.wishId,
          source_path: operation.source,
          target_path: operation.target,
          size_bytes: operation.sizeBytes,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      return { ...operation, id: row.id };
    },
    /** Closes an operation: `done` in the transaction that stores what follows from it, `undone` when the files are as before. */
    async close(on: Db, id: number, state: 'done' | 'undone', error?: string): Promise<void> {
      await on
        .updateTable('file_operations')
        .set({ state, error: error ?? null, finished_at: sql<Date>`now()` })
        .where('id', '=', id)
        .where('state', '=', 'intent')
        .execute();
    },
    /** Operations of one wish that were begun and never closed: leftovers of a crash. */
    openOfWish: (wishId: number, kind: FileOperationKind) => select({ wishId, kind }),
    /** Everything that was done to files for a wish, oldest first, as its proof shows it. */
    async movesOf(wishId: number): Promise<Record<string, unknown>[]> {
      const rows = await db
        .selectFrom('file_operations')
        .select(['kind', 'state', 'source_path as from', 'target_path as to', 'error', 'created_at', 'finished_at'])
        .where('wish_id', '=', wishId)
        .orderBy('id', 'desc')
        .limit(100)
        .execute();
      return rows.reverse().map(({ created_at, finished_at, ...move }) => ({
        ...move,
        begun_at: created_at.toISOString(),
        ended_at: finished_at?.toISOString() ?? null,
      }));
    },
    /** All operations that were begun and never closed. */
    open: () => select({}),
  };
}

/** The journal of file operations. */
export type FileJournal = ReturnType<typeof createFileJournal>;
