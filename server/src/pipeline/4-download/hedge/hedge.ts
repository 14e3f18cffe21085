import type { Db } from '#platform/database';
import { ServiceFault } from '#platform/outbound';
import { recordBatch } from '../batches/batches.store.ts';
import { changeOf, type DownloadChange } from '../changes.ts';
import { type CandidateOutcome, type DownloadRow, orphanTransfer, updateActive } from '../download.store.ts';
import { type PeerNotes, reportEnd } from '../peers.ts';
import type { Transfer, TransferNetwork } from '../ports.ts';
import type { DownloadSettings } from '../settings.ts';
import { beginHedge, endBeside } from './hedge.store.ts';

/** Seconds that the queue will probably take: as long as this peer usually lets us wait, or its usual speed for each file before ours. */
export function predictedWaitS(
  peer: { readonly first_byte_s: number | null; readonly speed_bps: number | null } | undefined,
  queue: { readonly position: number | null; readonly sizeBytes: number },
): number {
  const speed = peer?.speed_bps ?? 0;
  const perFile = speed > 0 ? queue.sizeBytes / speed : 0;
  return Math.max(peer?.first_byte_s ?? 0, perFile * (queue.position ?? 0));
}

/** Second requests for files that wait in a queue. */
export interface Hedges {
  /** Asks a second peer when this transfer waits too long, now or by prediction; does not wait for the answer. */
  consider(row: DownloadRow, transfer: Transfer, at: Date): Promise<void>;
  /** Whether this process is just asking for that download. */
  isAsking(id: number): boolean;
  /** When everything that was asked has been answered or given up. */
  settled(): Promise<void>;
}

/** Builds the part of the monitor that hedges. `signal` ends what is being asked. */
export function createHedges(deps: {
  readonly db: Db;
  readonly network: TransferNetwork;
  readonly settings: Pick<DownloadSettings, 'hedge' | 'hedgeAfterS' | 'perPeer'>;
  readonly peers?: PeerNotes | undefined;
  readonly notify: (change: DownloadChange) => void;
  readonly onFault: (what: string, error: unknown) => void;
  readonly signal: AbortSignal;
}): Hedges {
  const { db, network, settings } = deps;
  const asking = new Map<number, Promise<void>>();

  async function ask(row: DownloadRow, at: Date): Promise<void> {
    const { username, filename: path, batch_id: batchId } = row;
    try {
      await recordBatch(db, row);
      const request = { batchId, username, path, sizeBytes: row.size_bytes ?? 0, signal: deps.signal };
      const answer = await network.enqueue(request);
      if (answer.kind === 'accepted' || answer.kind === 'already-active') {
        const asked = { transfer_id: answer.transferId, enqueued_at: at, last_progress_at: at };
        if (await updateActive(db, row.id, asked)) deps.notify(changeOf(row));
        else await orphanTransfer(db, row.id, answer.transferId);
        return;
      }
      const code = answer.kind === 'peer-offline' ? 'peer_offline' : answer.code;
      const outcome = answer.kind === 'refused' ? answer.blame : answer.kind === 'peer-offline' ? 'failed' : null;
      await drop(row, code, answer.sentence, outcome);
    } catch (error) {
      // Stopped: whoever watches next finds what the daemon made of it.
      if (deps.signal.aborted) return;
      deps.onFault(`download ${row.id}`, error);
      const code = error instanceof ServiceFault ? `slskd_${error.code}` : 'unexpected';
      await drop(row, code, error instanceof Error ? error.message : String(error), null);
    }
  }

  async function drop(row: DownloadRow, code: string, sentence: string, outcome: CandidateOutcome): Promise<void> {
    const end = { state: 'failed', code, sentence, outcome, cancelAtDaemon: true } as const;
    const how = await db.transaction().execute(async (trx) => {
      const done = await endBeside(trx, row, end);
      if (done === 'done') await reportEnd(deps.peers, trx, row, end);
      return done;
    });
    if (how === 'done') deps.notify(changeOf({ ...row, state: 'failed', reason_code: code, last_error: sentence }));
  }

  return {
    async consider(row, transfer, at) {
      if (!settings.hedge || row.hedge || row.hedged_at !== null || row.wish_id === null) return;
      const waitedS = (at.getTime() - (row.last_progress_at ?? row.created_at).getTime()) / 1000;
      const known = (await deps.peers?.known([row.username]))?.get(row.username);
      const queue = { position: row.queue_position, sizeBytes: transfer.sizeBytes };
      if (Math.max(waitedS, predictedWaitS(known, queue)) < settings.hedgeAfterS) return;
      const hedge = await beginHedge(db, row, settings.perPeer);
      if (hedge === null) return;
      deps.notify(changeOf(hedge));
      const asked = ask(hedge, at)
        .catch((error: unknown) => deps.onFault(`download ${hedge.id}`, error))
        .finally(() => asking.delete(hedge.id));
      asking.set(hedge.id, asked);
    },
    isAsking: (id) => asking.has(id),
    async settled() {
      await Promise.all(asking.values());
    },
  };
}
