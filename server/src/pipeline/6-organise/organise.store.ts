import { sql } from 'kysely';
import type { Db } from '#platform/database';

/** A finished and verified transfer, waiting to be put into the library. */
export interface VerifiedDownload {
  readonly id: number;
  readonly batchId: string;
  readonly localPath: string;
}

/** The newest completed download of a wish, or `null`. */
export async function verifiedDownload(db: Db, wishId: number): Promise<VerifiedDownload | null> {
  const row = await db
    .selectFrom('downloads')
    .select(['id', 'batch_id', 'local_path'])
    .where('wish_id', '=', wishId)
    .where('state', '=', 'completed')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined || row.local_path === null
    ? null
    : { id: row.id, batchId: row.batch_id, localPath: row.local_path };
}

/** Notes where the downloads of a wish ended up. `path` is absolute. */
export async function storeOrganised(trx: Db, wishId: number, path: string): Promise<void> {
  await trx
    .updateTable('downloads')
    .set({ organized_path: path, updated_at: sql<Date>`now()` })
    .where('wish_id', '=', wishId)
    .where('state', '=', 'completed')
    .execute();
}
