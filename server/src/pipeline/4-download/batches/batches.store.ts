import type { Db } from '#platform/database';
import { active, type DownloadRow } from '../download.store.ts';

/** Remembers for good, before the peer is asked, that the folder of this batch is ours. */
export async function recordBatch(db: Db, row: Pick<DownloadRow, 'batch_id' | 'username' | 'filename'>): Promise<void> {
  await db
    .insertInto('download_batches')
    .values({ batch_id: row.batch_id, username: row.username, filename: row.filename })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Whether a peer has been asked under this batch. */
export async function wasAsked(db: Db, batchId: string): Promise<boolean> {
  const row = await db
    .selectFrom('download_batches')
    .select('batch_id')
    .where('batch_id', '=', batchId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Those of these batches that are ours and whose file nobody is fetching, not even under another batch. */
export async function batchesAtRest(db: Db, batchIds: readonly string[]): Promise<readonly string[]> {
  if (batchIds.length === 0) return [];
  const rows = await db
    .selectFrom('download_batches as b')
    .select('b.batch_id')
    .where('b.batch_id', 'in', batchIds)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('downloads as d')
            .select('d.id')
            .where('d.state', 'in', active)
            .where((on) =>
              on.or([
                on('d.batch_id', '=', on.ref('b.batch_id')),
                on.and([on('d.username', '=', on.ref('b.username')), on('d.filename', '=', on.ref('b.filename'))]),
              ]),
            ),
        ),
      ),
    )
    .execute();
  return rows.map((row) => row.batch_id);
}

/** The wishes (`null`: none any more) of the finished downloads that have these files. */
export async function ownersOf(
  db: Db,
  localPaths: readonly string[],
): Promise<readonly { readonly localPath: string; readonly wishId: number | null }[]> {
  if (localPaths.length === 0) return [];
  const rows = await db
    .selectFrom('downloads')
    .select(['local_path', 'wish_id'])
    .where('local_path', 'in', localPaths)
    .where('state', '=', 'completed')
    .execute();
  return rows.map((row) => ({ localPath: row.local_path ?? '', wishId: row.wish_id }));
}
