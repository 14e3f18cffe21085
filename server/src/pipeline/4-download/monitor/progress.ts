import { sql } from 'kysely';
import type { Db } from '#platform/database';
import type { ShownTransfers } from '../batches/renumbering.ts';
import { changeOf, type DownloadChange, progressOf } from '../changes.ts';
import type { ActiveDownload } from '../download.store.ts';

type Progress = NonNullable<ReturnType<typeof progressOf>>;

/** Rows written by one statement. */
const atOnce = 200;

/**
 * Stores what the daemon shows of all downloads in a few statements instead of one for each: every commit costs the disk a write and ends kept
 * answers. Answers the rows as they are now. One that somebody else is changing at this moment is left as it was, for its own look.
 */
export async function keepProgress(
  rows: readonly ActiveDownload[],
  within: {
    readonly db: Db;
    readonly shown: ShownTransfers;
    readonly now: Date;
    readonly notify: (change: DownloadChange) => void;
  },
): Promise<readonly ActiveDownload[]> {
  const { db, shown, now, notify } = within;
  const changes = new Map<number, Progress>();
  for (const row of rows) {
    const transfer = row.transfer_id === null ? undefined : shown.byId(row.transfer_id);
    if (transfer === undefined || transfer.failure?.code === 'daemon_restarted') continue;
    const change = progressOf(row, transfer, now);
    if (change !== null) changes.set(row.id, change);
  }
  const written = new Set<number>();
  const all = [...changes];
  for (let at = 0; at < all.length; at += atOnce)
    for (const id of await write(db, all.slice(at, at + atOnce))) written.add(id);
  return rows.map((row) => {
    if (!written.has(row.id)) return row;
    const next = { ...row, ...changes.get(row.id) };
    notify(changeOf(next));
    return next;
  });
}

/** Answers which of them are still under way and not held by anybody: those are written. */
async function write(db: Db, changes: readonly (readonly [number, Progress])[]): Promise<number[]> {
  const values = JSON.stringify(changes.map(([id, change]) => ({ id, ...change })));
  const { rows } = await sql<{ id: number }>`
    with told as (
      select * from jsonb_to_recordset(${values}::jsonb) as t(
        id bigint, state text, progress real, bytes_transferred bigint, average_speed_bps bigint, transfer_state text,
        queue_position integer, last_progress_at timestamptz, started_at timestamptz)
    ), free as (
      select id from downloads where id in (select id from told) and state in ('queued', 'downloading')
      order by id for update skip locked
    )
    update downloads d set
      state = t.state, progress = t.progress, bytes_transferred = t.bytes_transferred, average_speed_bps = t.average_speed_bps,
      transfer_state = t.transfer_state, queue_position = t.queue_position,
      last_progress_at = coalesce(t.last_progress_at, d.last_progress_at), started_at = coalesce(t.started_at, d.started_at),
      updated_at = now()
    from told t join free using (id) where d.id = t.id and d.state in ('queued', 'downloading') returning d.id`.execute(
    db,
  );
  return rows.map((row) => row.id);
}
