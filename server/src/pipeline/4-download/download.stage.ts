import { randomUUID } from 'node:crypto';
import { JobFailure } from '#jobs';
import type { Db } from '#platform/database';
import { ServiceFault } from '#platform/outbound';
import type { StageOutcome, StageRunner } from '#wishes';
import { beginAsking, markWaiting } from './asking.store.ts';
import { recordBatch } from './batches/batches.store.ts';
import {
  activeDownload,
  type CandidateOutcome,
  type DownloadRow,
  endDownload,
  insertDownload,
  nextCandidate,
  orphanTransfer,
  updateActive,
  waitingForTurn,
} from './download.store.ts';
import { promoteHedge } from './hedge/hedge.store.ts';
import { type PeerNotes, reportEnd } from './peers.ts';
import type { Transfer, TransferNetwork } from './ports.ts';
import type { DownloadSettings } from './settings.ts';
import { claimTurn, hasTurn } from './turns.ts';

/** The clocks of two machines may differ by this much. */
const clockLeewayMs = 5_000;

/** What is needed of a wish. */
interface Waiter {
  readonly id: number;
  readonly revision: number;
  readonly priority: number;
}

/**
 * The transfer that an interrupted attempt of this download left at the daemon: the active one of the same file, the one of its batch, or
 * one that was asked for since and has succeeded (a restart, and slskd before 0.26, know no batch).
 */
function adoptable(row: DownloadRow, transfers: readonly Transfer[]): Transfer | null {
  const same = transfers.filter((each) => each.username === row.username && each.path === row.filename);
  const since = row.created_at.getTime() - clockLeewayMs;
  return (
    same.find((each) => !each.final) ??
    same.find((each) => each.batchId !== null && each.batchId === row.batch_id) ??
    same.find((each) => each.phase === 'succeeded' && (each.requestedAt?.getTime() ?? 0) >= since) ??
    null
  );
}

/**
 * The download stage: takes the best candidate that has not been tried, writes the intent, asks the peer when it is its turn, and parks the
 * wish; the transfer monitor brings it on again. Running twice never asks twice: what an interrupted run left at the daemon is taken over
 * first.
 */
export function createDownloadStage(deps: {
  readonly db: Db;
  readonly network: TransferNetwork;
  /** Without settings: three files at once of one peer, eight of all. */
  readonly settings?: Partial<Pick<DownloadSettings, 'perPeer' | 'maxActive'>>;
  /** How many downloads may be under way now; left out, as the settings say. */
  readonly maxActive?: () => Promise<number>;
  readonly peers?: PeerNotes;
  /** Whether the wish has not moved on; it does not until the transaction ends. Left out: nobody moves it. */
  readonly stands?: (trx: Db, wish: Waiter) => Promise<boolean>;
  /** Called when there is something new to watch. */
  readonly wake: () => void;
  readonly now?: () => Date;
}): StageRunner {
  const { db, network } = deps;
  const now = deps.now ?? (() => new Date());
  const { perPeer = 3, maxActive: atStart = 8 } = deps.settings ?? {};
  const limit = deps.maxActive ?? (async () => atStart);

  const later = (code: string, sentence: string, at: Date, cause?: unknown): JobFailure =>
    new JobFailure({ code, sentence, patience: { at }, ...(cause === undefined ? {} : { cause }) });

  const asked = (transferId: string | null) => ({
    transfer_id: transferId,
    enqueued_at: now(),
    last_progress_at: now(),
    reason_code: null,
    last_error: null,
  });

  const parked = (row: DownloadRow): StageOutcome => {
    deps.wake();
    return { kind: 'parked', cause: { code: 'asked_peer', sentence: `Asked ${row.username} for the file.` } };
  };

  const waiting = (maxActive: number): StageOutcome => {
    deps.wake();
    const sentence = `Waiting for its turn: ${maxActive} downloads run at once, the most urgent first.`;
    return { kind: 'parked', cause: { code: 'waiting_for_turn', sentence } };
  };

  const back = (row: DownloadRow, code: string, sentence: string, outcome: CandidateOutcome): StageOutcome => ({
    kind: 'back',
    to: 'match',
    cause: { code, sentence: `${row.username}: ${sentence}` },
    commit: async (trx) => {
      const end = { state: 'failed', code, sentence, outcome } as const;
      if (await endDownload(trx, row, end)) await reportEnd(deps.peers, trx, row, end);
    },
  });

  async function ask(row: DownloadRow, signal: AbortSignal): Promise<StageOutcome> {
    const { username, filename: path, batch_id: batchId } = row;
    await recordBatch(db, row);
    const answer = await network.enqueue({ batchId, username, path, sizeBytes: row.size_bytes ?? 0, signal });
    switch (answer.kind) {
      case 'accepted':
      case 'already-active':
        if (!(await updateActive(db, row.id, asked(answer.transferId)))) {
          // Cancelled while the peer was being asked.
          await orphanTransfer(db, row.id, answer.transferId);
        }
        return parked(row);
      case 'peer-offline':
        return back(row, 'peer_offline', answer.sentence, 'failed');
      case 'refused':
        return back(row, answer.code, answer.sentence, answer.blame);
      case 'not-now':
        throw later(answer.code, answer.sentence, new Date(now().getTime() + answer.retryAfterMs));
    }
  }

  async function fresh(wish: Waiter, signal: AbortSignal): Promise<StageOutcome> {
    const candidate = await nextCandidate(db, wish.id, perPeer);
    if (candidate === null) {
      const cause = { code: 'no_candidate_left', sentence: 'Every acceptable offer has been tried.' };
      return { kind: 'back', to: 'match', cause };
    }
    const row = await db.transaction().execute(async (trx) => {
      // A person may have sent the wish elsewhere: then nothing is begun that somebody would have to stop.
      if (deps.stands !== undefined && !(await deps.stands(trx, wish))) return 'moved-on';
      return await insertDownload(trx, wish, candidate, randomUUID());
    });
    if (row === 'moved-on') return { kind: 'parked' };
    if (row === null) throw later('download_busy', 'Another download of this wish is beginning.', soon(5_000));
    return begin(wish, row, signal);
  }

  /** Asks when it is this download's turn; else the monitor calls again. */
  async function begin(wish: Waiter, row: DownloadRow, signal: AbortSignal): Promise<StageOutcome> {
    const { transfer_state: mark } = row;
    if (mark === waitingForTurn || mark === null) {
      const maxActive = await limit();
      if (!(await db.transaction().execute((trx) => claimTurn(trx, row, wish.priority, maxActive)))) {
        // Without a mark the monitor would not find it.
        if (mark === null) await markWaiting(db, row.id);
        return waiting(maxActive);
      }
    }
    if (mark !== waitingForTurn && mark !== hasTurn) return again(wish, row, signal);
    return await askOnce(wish, row, await betterNow(wish, row), signal);
  }

  /** Asks, unless the wish has moved on (then its next job asks) or another run has begun to. */
  async function askOnce(
    wish: Waiter,
    row: DownloadRow,
    change: Partial<DownloadRow>,
    signal: AbortSignal,
  ): Promise<StageOutcome> {
    const { transfer_state: before } = row;
    const mark = before === waitingForTurn || before === null ? hasTurn : before;
    const begun = await db.transaction().execute(async (trx) => {
      if (deps.stands !== undefined && !(await deps.stands(trx, wish))) return 'moved-on';
      return await beginAsking(trx, { ...row, transfer_state: mark }, change);
    });
    if (begun === 'moved-on') return { kind: 'parked' };
    if (!begun) throw later('download_busy', 'The download has just been changed.', soon(1_000));
    return await ask({ ...row, ...change }, signal);
  }

  /** While it waited, another peer may have become the better choice. */
  async function betterNow(wish: Waiter, row: DownloadRow): Promise<Partial<DownloadRow>> {
    if (row.candidate_id === null) return {};
    const best = await nextCandidate(db, wish.id, perPeer);
    if (best === null || best.id === row.candidate_id) return {};
    const { id, username, path, size_bytes } = best;
    return { candidate_id: id, username, filename: path, size_bytes };
  }

  /** An earlier run wrote its intent and was interrupted: did its question reach the daemon? */
  async function again(wish: Waiter, row: DownloadRow, signal: AbortSignal): Promise<StageOutcome> {
    const left = adoptable(row, await network.list(signal));
    if (left !== null) {
      await updateActive(db, row.id, asked(left.id));
      return parked(row);
    }
    // The daemon never takes the same batch id twice.
    return await askOnce(wish, row, { batch_id: randomUUID() }, signal);
  }

  const soon = (ms: number): Date => new Date(now().getTime() + ms);

  return {
    stage: 'download',
    async run(wish, { signal }) {
      try {
        const row = (await activeDownload(db, wish.id)) ?? (await promoteHedge(db, wish.id));
        if (row === null) return await fresh(wish, signal);
        return row.transfer_id === null ? await begin(wish, row, signal) : parked(row);
      } catch (error) {
        if (!(error instanceof ServiceFault)) throw error;
        throw later(`slskd_${error.code}`, error.message, error.retryAt ?? soon(10_000 + Math.random() * 5_000), error);
      }
    },
  };
}
