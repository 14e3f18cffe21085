import type { DownloadRow } from './download.store.ts';
import type { Transfer } from './ports.ts';

/** A change of a download for people who look on. */
export interface DownloadChange {
  readonly downloadId: number;
  readonly wishId: number | null;
  readonly username: string;
  readonly filename: string;
  readonly state: DownloadRow['state'];
  /** 0..100. */
  readonly progress: number;
  readonly bytesTransferred: number;
  readonly sizeBytes: number | null;
  readonly speedBps: number | null;
  readonly queuePosition: number | null;
  readonly reason: { readonly code: string; readonly sentence: string } | null;
}

/** The change that a row stands for. */
export function changeOf(row: DownloadRow): DownloadChange {
  return {
    downloadId: row.id,
    wishId: row.wish_id,
    username: row.username,
    filename: row.filename,
    state: row.state,
    progress: row.progress,
    bytesTransferred: row.bytes_transferred,
    sizeBytes: row.size_bytes,
    speedBps: row.average_speed_bps,
    queuePosition: row.queue_position,
    reason: row.reason_code === null ? null : { code: row.reason_code, sentence: row.last_error ?? '' },
  };
}

/** The columns that a transfer changes, or `null` when nothing changed. New bytes and a new phase count as progress. */
export function progressOf(row: DownloadRow, transfer: Transfer, now: Date) {
  const moving = transfer.phase === 'moving-bytes' || transfer.phase === 'starting' || transfer.phase === 'succeeded';
  const size = transfer.sizeBytes || row.size_bytes || 0;
  const progress = size > 0 ? Math.min(100, Math.round((transfer.bytesTransferred / size) * 1000) / 10) : 0;
  const next = {
    state: moving ? ('downloading' as const) : ('queued' as const),
    progress,
    bytes_transferred: transfer.bytesTransferred,
    average_speed_bps: Math.round(transfer.averageSpeedBps),
    transfer_state: transfer.phase,
    queue_position: moving ? null : (transfer.queuePosition ?? row.queue_position),
  };
  const alive = row.bytes_transferred !== next.bytes_transferred || row.transfer_state !== next.transfer_state;
  const same =
    !alive &&
    row.state === next.state &&
    Math.abs(row.progress - next.progress) < 0.05 &&
    row.average_speed_bps === next.average_speed_bps &&
    row.queue_position === next.queue_position;
  if (same) return null;
  return {
    ...next,
    ...(alive ? { last_progress_at: now } : {}),
    ...(row.started_at === null && transfer.phase === 'moving-bytes' ? { started_at: now } : {}),
  };
}
