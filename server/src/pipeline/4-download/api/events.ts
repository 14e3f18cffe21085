import type { Activity } from '#activity';
import type { Db } from '#platform/database';
import type { DownloadChange } from '../changes.ts';
import { type DownloadRow, preempted } from '../download.store.ts';

type Row = Pick<DownloadRow, 'id' | 'wish_id' | 'username' | 'filename' | 'retry_count' | 'reason_code' | 'last_error'>;

/** Writes what happens to downloads into the activity feed, under the names of contract §8.4. With `trx` it is part of that transaction. */
export interface DownloadEvents {
  queued(trx: Db, row: Row): Promise<void>;
  failed(trx: Db, row: Row): Promise<void>;
  retryScheduled(trx: Db, row: Row & Pick<DownloadRow, 'next_retry_at'>, delaySeconds: number): Promise<void>;
  /** The last try failed: a dead letter. */
  retryFailed(trx: Db, row: Row): Promise<void>;
  /** A person had a download tried again; `from` is the one before, the same when it was requeued. */
  retried(trx: Db, from: number, row: Row): Promise<void>;
  /** Downloads cannot begin because something is not configured. */
  blocked(missing: Readonly<Record<string, readonly string[]>>): Promise<void>;
  /** For the monitor's and the cancellations' stored changes; only ends are worth an entry. */
  changed(change: DownloadChange): Promise<void>;
}

/** The recorder over the activity feed. */
export function createDownloadEvents(deps: {
  readonly db: Db;
  readonly activity: Pick<Activity, 'record'>;
}): DownloadEvents {
  const record = (status: string, details: Record<string, unknown>, trx?: Db): Promise<void> =>
    deps.activity.record('download', status, details, trx);
  const about = (row: Row) => ({
    download_id: row.id,
    wish_id: row.wish_id,
    username: row.username,
    filename: row.filename,
    ...(row.reason_code === null ? {} : { reason: { code: row.reason_code, sentence: row.last_error ?? '' } }),
  });

  return {
    queued: (trx, row) => record('queued', { ...about(row) }, trx),
    failed: (trx, row) => record('failed', { ...about(row) }, trx),
    retryScheduled: (trx, row, delaySeconds) =>
      record(
        'download_retry_scheduled',
        {
          ...about(row),
          downloads: [
            {
              download_id: row.id,
              retry_count: row.retry_count,
              delay_seconds: Math.round(delaySeconds * 10) / 10,
              next_retry_at: row.next_retry_at?.toISOString() ?? null,
            },
          ],
        },
        trx,
      ),
    retryFailed: (trx, row) => record('download_retry_failed', { ...about(row), retry_count: row.retry_count }, trx),
    retried: (trx, from, row) => record('download_retried', { ...about(row), retried_from: from }, trx),
    blocked: (missing) => record('download_blocked', { missing }),
    async changed(change) {
      const { downloadId: id, wishId, username, filename, reason } = change;
      const details = { download_id: id, wish_id: wishId, username, filename, ...(reason === null ? {} : { reason }) };
      if (change.state === 'failed') await record('failed', details);
      if (change.state === 'cancelled')
        await record(reason?.code === preempted ? 'sync_job_preempted' : 'download_cancelled', details);
      if (change.state !== 'completed') return;
      const row = await deps.db.selectFrom('downloads').select('retry_count').where('id', '=', id).executeTakeFirst();
      if (row === undefined || row.retry_count === 0) return;
      await record('download_retry_completed', { ...details, retry_count: row.retry_count });
    },
  };
}
