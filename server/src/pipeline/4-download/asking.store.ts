import { sql } from 'kysely';
import type { Db } from '#platform/database';
import { active, asking, type DownloadRow, waitingForTurn } from './download.store.ts';

/** Lets a download that has no mark yet wait for its turn. */
export async function markWaiting(db: Db, id: number): Promise<void> {
  await db
    .updateTable('downloads')
    .set({ transfer_state: waitingForTurn, updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('state', 'in', active)
    .where('transfer_state', 'is', null)
    .execute();
}

/**
 * Marks a download as being asked for under the batch of `change`; `false` when it is no longer as `row` shows it, because another run was faster
 * or somebody has ended it.
 */
export async function beginAsking(
  trx: Db,
  row: Pick<DownloadRow, 'id' | 'batch_id' | 'transfer_state'>,
  change: Partial<Pick<DownloadRow, 'candidate_id' | 'username' | 'filename' | 'size_bytes' | 'batch_id'>>,
): Promise<boolean> {
  const done = await trx
    .updateTable('downloads')
    .set({ ...change, transfer_state: asking, updated_at: sql<Date>`now()` })
    .where('id', '=', row.id)
    .where('state', 'in', active)
    .where('batch_id', '=', row.batch_id)
    .where('transfer_id', 'is', null)
    .where('transfer_state', '=', row.transfer_state)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}
