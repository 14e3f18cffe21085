import type { Db } from '#platform/database';
import { cancelled, type DownloadRow, isTaken } from '../download.store.ts';
import { hedgeLost } from '../hedge/hedge.store.ts';
import type { Transfer, TransferNetwork } from '../ports.ts';
import type { DownloadSettings } from '../settings.ts';
import { wasAsked } from './batches.store.ts';
import { discardFile } from './discard.ts';
import type { ShownTransfers } from './renumbering.ts';

/** A question whose answer we missed may begin a transfer this much later. */
const lateAnswerMs = 2 * 60_000;

/**
 * Builds what stops at the daemon what has ended for us, unless one of `active` has taken the same transfer over. What cannot be stopped now
 * keeps its mark and is tried again in the next round.
 */
export function createStop(deps: {
  readonly db: Db;
  readonly network: TransferNetwork;
  readonly settings: Pick<DownloadSettings, 'fileWaitS'>;
  readonly shown: ShownTransfers;
  readonly onFault: (what: string, error: unknown) => void;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}): (row: DownloadRow, active: readonly DownloadRow[]) => Promise<void> {
  const { db, network, settings, shown, now, signal } = deps;

  /** A peer that is being asked may still say yes, when a kill has swallowed its answer. */
  async function mayStillBegin(row: DownloadRow): Promise<boolean> {
    const endedMs = now().getTime() - (row.finished_at ?? row.updated_at).getTime();
    return row.enqueued_at === null && endedMs < lateAnswerMs && (await wasAsked(db, row.batch_id));
  }

  /** A daemon that was restarted in between asks again under another id, without batch. */
  async function askedAnew(row: DownloadRow, transferId: string): Promise<readonly Transfer[]> {
    const same = shown.ofFile(row.username, row.filename).filter((each) => !each.final && each.id !== transferId);
    if (same.length === 0) return [];
    const known = shown.byId(transferId) ?? (await network.find(row.username, transferId, signal));
    if (known !== null && known.failure?.code !== 'daemon_restarted') return [];
    const since = (known?.requestedAt ?? row.created_at).getTime();
    return same.filter((each) => each.batchId === null && (each.requestedAt?.getTime() ?? 0) >= since);
  }

  /** The slower of two may have finished all the same: its file goes. `false`: look again, it is still on its way. */
  async function removeLoser(row: DownloadRow, transferId: string): Promise<boolean> {
    const transfer = await network.find(row.username, transferId, signal);
    if (transfer === null) return true;
    const endedS = (now().getTime() - (row.finished_at ?? row.updated_at).getTime()) / 1000;
    const patient = endedS < settings.fileWaitS;
    if (!transfer.final) return !patient;
    if (transfer.phase !== 'succeeded') return true;
    const batchId = row.batch_id;
    const file = await network.locate(transfer, { batchId, isTaken: (path) => isTaken(db, path), signal });
    if (file.kind !== 'found') return !patient;
    if (!(await discardFile(file.localPath, batchId)))
      deps.onFault(`download ${row.id}`, new Error(`${file.localPath} is not needed and may be removed by hand.`));
    return true;
  }

  return async (row, active) => {
    const sameFile = active.some((each) => each.username === row.username && each.filename === row.filename);
    const found = shown.ofFile(row.username, row.filename).find((each) => each.batchId === row.batch_id);
    const transferId = row.transfer_id ?? found?.id ?? null;
    if (transferId === null && !sameFile && (await mayStillBegin(row))) return;
    if (sameFile || transferId === null) return cancelled(db, row.id, 'unknown');
    try {
      for (const { id } of await askedAnew(row, transferId)) await network.cancel(row.username, id, signal);
      await network.cancel(row.username, transferId, signal);
      if (row.reason_code === hedgeLost && !(await removeLoser(row, transferId))) return;
      await cancelled(db, row.id, 'cancelled');
    } catch (error) {
      deps.onFault(`download ${row.id}`, error);
    }
  };
}
