import { sql } from 'kysely';
import { extensionOf } from '#music';
import type { Db } from '#platform/database';
import type { Cause } from '#wishes';

/** The finished transfer of a wish, with what the peer had promised. */
export interface FinishedDownload {
  readonly id: number;
  readonly candidateId: number | null;
  readonly batchId: string;
  readonly localPath: string | null;
  readonly sizeBytes: number | null;
  readonly extension: string | null;
  /** A person chose this file, or kept it when asked, whatever its length and quality. */
  readonly chosenByHand: boolean;
}

/** The newest completed download of a wish, or `null`. */
export async function finishedDownload(db: Db, wishId: number): Promise<FinishedDownload | null> {
  const row = await db
    .selectFrom('downloads as d')
    .leftJoin('candidates as c', 'c.id', 'd.candidate_id')
    .leftJoin('verifications as v', 'v.download_id', 'd.id')
    .select([
      'd.id',
      'd.candidate_id',
      'd.batch_id',
      'd.local_path',
      'd.size_bytes',
      'd.filename',
      'c.pinned',
      'v.kept',
    ])
    .where('d.wish_id', '=', wishId)
    .where('d.state', '=', 'completed')
    .orderBy('d.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    id: row.id,
    candidateId: row.candidate_id,
    batchId: row.batch_id,
    localPath: row.local_path,
    sizeBytes: row.size_bytes,
    extension: extensionOf(row.filename),
    chosenByHand: row.pinned === true || row.kept === true,
  };
}

/** Notes that the file was bad: its candidate is not tried again, the download tells why. */
export async function storeRejection(
  trx: Db,
  download: Pick<FinishedDownload, 'id' | 'candidateId'>,
  cause: Cause,
): Promise<void> {
  await trx
    .updateTable('downloads')
    .set({ state: 'failed', reason_code: cause.code, last_error: cause.sentence, updated_at: sql<Date>`now()` })
    .where('id', '=', download.id)
    .execute();
  if (download.candidateId === null) return;
  await trx
    .updateTable('candidates')
    .set({ outcome: 'failed', outcome_reason: cause.sentence })
    .where('id', '=', download.candidateId)
    .execute();
}

/** Notes that the candidate has kept its word. */
export async function storeDelivery(trx: Db, download: FinishedDownload): Promise<void> {
  if (download.candidateId === null) return;
  await trx
    .updateTable('candidates')
    .set({ outcome: 'delivered', outcome_reason: null })
    .where('id', '=', download.candidateId)
    .execute();
}
