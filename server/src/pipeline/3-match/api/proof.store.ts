import type { Db } from '#platform/database';

/** More than this nobody reads. */
const most = 200;

async function downloadsOf(db: Db, wishId: number) {
  return await db.selectFrom('downloads').selectAll().where('wish_id', '=', wishId).orderBy('id').limit(most).execute();
}

function reasonOf(row: { readonly reason_code: string | null; readonly last_error: string | null }) {
  return row.reason_code === null && row.last_error === null
    ? null
    : { code: row.reason_code ?? 'unknown', sentence: row.last_error ?? '' };
}

/** Every transfer that was tried for a wish, oldest first: whom we asked, what became of it and when. */
export async function transfersOf(db: Db, wishId: number): Promise<Record<string, unknown>[]> {
  return (await downloadsOf(db, wishId)).map((row) => ({
    id: row.id,
    candidate_id: row.candidate_id,
    username: row.username,
    filename: row.filename,
    state: row.state,
    progress: row.progress,
    size_bytes: row.size_bytes,
    bytes_transferred: row.bytes_transferred,
    average_speed_bps: row.average_speed_bps,
    queue_position: row.queue_position,
    hedge: row.hedge,
    next_retry_at: row.next_retry_at?.toISOString() ?? null,
    reason: reasonOf(row),
    retry_count: row.retry_count,
    created_at: row.created_at.toISOString(),
    enqueued_at: row.enqueued_at?.toISOString() ?? null,
    started_at: row.started_at?.toISOString() ?? null,
    finished_at: row.finished_at?.toISOString() ?? null,
  }));
}
