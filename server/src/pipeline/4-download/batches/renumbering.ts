import type { Db } from '#platform/database';
import { type DownloadRow, updateActive } from '../download.store.ts';
import type { Transfer, TransferNetwork } from '../ports.ts';

/** What the daemon shows, findable. */
export interface ShownTransfers {
  byId(id: string): Transfer | undefined;
  /** All of one peer's file, whatever their state. */
  ofFile(username: string, path: string): readonly Transfer[];
}

/** Indexes a list of transfers. */
export function showTransfers(transfers: readonly Transfer[]): ShownTransfers {
  const ids = new Map(transfers.map((each) => [each.id, each]));
  const key = (username: string, path: string): string => `${username}\n${path}`;
  const files = Map.groupBy(transfers, (each) => key(each.username, each.path));
  return { byId: (id) => ids.get(id), ofFile: (username, path) => files.get(key(username, path)) ?? [] };
}

/** A download with what the daemon makes of it. */
export interface FoundTransfer<Row extends DownloadRow> {
  /** As it is stored now: the transfer's id may have changed. */
  readonly row: Row;
  /** `undefined`: the stage is still asking. `null`: the daemon knows none. */
  readonly transfer: Transfer | null | undefined;
}

/**
 * The transfer that belongs to a download. A daemon that restarts closes its transfers and asks anew under new ids: then the newer one of
 * the same peer and file is taken over and stored, and its time counts anew.
 */
export async function transferOfRow<Row extends DownloadRow>(
  row: Row,
  within: {
    readonly db: Db;
    readonly network: TransferNetwork;
    readonly shown: ShownTransfers;
    readonly now: Date;
    readonly signal: AbortSignal;
  },
): Promise<FoundTransfer<Row>> {
  const { db, network, shown, now } = within;
  const same = shown.ofFile(row.username, row.filename);
  if (row.transfer_id === null) {
    // A small file may have ended before anybody looked: then its batch, or where there are none its time, says that it is ours.
    const ours =
      same.find((each) => !each.final) ??
      same.find((each) => (each.batchId === null ? isSince(each, row.created_at) : each.batchId === row.batch_id));
    if (ours === undefined) return { row, transfer: row.enqueued_at === null ? undefined : null };
    const adopted = { transfer_id: ours.id, enqueued_at: row.enqueued_at ?? now };
    await updateActive(db, row.id, adopted);
    return { row: { ...row, ...adopted }, transfer: ours };
  }
  const known = shown.byId(row.transfer_id) ?? (await network.find(row.username, row.transfer_id, within.signal));
  if (known !== null && known.failure?.code !== 'daemon_restarted') return { row, transfer: known };
  const since = known?.requestedAt?.getTime() ?? row.created_at.getTime() - 60_000;
  const renumbered = same.find(
    (each) => each.id !== row.transfer_id && (!each.final || (each.requestedAt?.getTime() ?? 0) > since),
  );
  if (renumbered === undefined || renumbered.failure?.code === 'daemon_restarted') return { row, transfer: known };
  const taken = { transfer_id: renumbered.id, last_progress_at: now, finished_at: null };
  await updateActive(db, row.id, taken);
  return { row: { ...row, ...taken }, transfer: renumbered };
}

function isSince(transfer: Transfer, moment: Date): boolean {
  return transfer.requestedAt !== null && transfer.requestedAt >= moment;
}
