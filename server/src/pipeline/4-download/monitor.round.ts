import type { Db } from '#platform/database';
import { type FaultCode, ServiceFault } from '#platform/outbound';
import type { Cause, Journey, StageOutcome } from '#wishes';
import { changeOf, type DownloadChange, progressOf } from './changes.ts';
import {
  type ActiveDownload,
  activeDownloads,
  type DownloadEnd,
  type DownloadRow,
  downloadsToCancel,
  endDownload,
  isTaken,
  updateActive,
} from './download.store.ts';
import { endBeside, endLosers } from './hedge.store.ts';
import type { Hedges } from './hedge.ts';
import { type Decision, decide } from './monitor.decide.ts';
import { type PeerNotes, reportEnd } from './peers.ts';
import type { Transfer, TransferNetwork } from './ports.ts';
import { showTransfers, transferOfRow } from './renumbering.ts';
import type { DownloadSettings } from './settings.ts';
import { createStop } from './stopping.ts';
import { claimTurn, waitingDownloads } from './turns.ts';

/** What the monitor needs. */
export interface MonitorDeps {
  readonly db: Db;
  readonly network: TransferNetwork;
  readonly journey: Journey;
  readonly settings: DownloadSettings;
  /** Told of every end that says something about a peer, in the transaction that stores it. */
  readonly peers?: PeerNotes;
  /** Hears of every stored change. */
  readonly notify: (change: DownloadChange) => void;
  /** Hears of what went wrong without stopping the monitor. */
  readonly onFault: (what: string, error: unknown) => void;
  readonly now?: () => Date;
}

/** What one look at everything showed. */
export interface RoundResult {
  readonly active: number;
  /** Bytes flow, or a finished file is being waited for: look again soon. */
  readonly busy: boolean;
}

/** Faults of the daemon itself; others concern one transfer and must not keep us from the rest. */
const concernsAll: ReadonlySet<FaultCode> = new Set([
  'unreachable',
  'timeout',
  'connection_lost',
  'paused',
  'switched_off',
  'aborted',
  'unauthorised',
  'forbidden',
  'html_instead_of_json',
]);
/** A wish that does not take its result is left alone after this long. */
const refusalLimitMs = 10 * 60_000;
/** For what is wrong at the daemon or between it and us; people need a while to notice and mend it. */
const putOffMs = 10 * 60_000;
const positionEveryMs = 3 * 60_000;
const positionsPerRound = 2;

/** One observer's memory between rounds; lost at a restart without harm. */
export interface MonitorMemory {
  watchingSince: number | null;
  readonly missingSince: Map<number, number>;
  readonly refusedSince: Map<number, number>;
  readonly positionAt: Map<number, number>;
}

export const newMemory = (): MonitorMemory => ({
  watchingSince: null,
  missingSince: new Map(),
  refusedSince: new Map(),
  positionAt: new Map(),
});

/** An interrupted hedge that the daemon does not show after this long is dropped. */
const hedgeAskMs = 5 * 60_000;
/** How many waiting downloads are looked at for a free place in one round. */
const turnsPerRound = 20;

/** Rolls a wish's step back whose download has ended by other hands. */
class EndedMeanwhile extends Error {}
/** Rolls a wish's step back because all places are taken. */
class NoPlace extends Error {}

/**
 * Looks once at every active download and at every transfer that must be stopped. Throws `ServiceFault` when the daemon cannot be asked;
 * then nothing is judged.
 */
export async function monitorRound(
  deps: MonitorDeps,
  memory: MonitorMemory,
  hedges: Hedges,
  signal: AbortSignal,
): Promise<RoundResult> {
  const { db, network, settings } = deps;
  const now = deps.now ?? (() => new Date());
  const begun = await giveTurns();
  const rows = await activeDownloads(db);
  const leftovers = await downloadsToCancel(db);
  if (rows.length === 0 && leftovers.length === 0) {
    forgetGone(memory, rows);
    return { active: 0, busy: false };
  }
  const transfers = await network.list(signal);
  memory.watchingSince ??= now().getTime();
  forgetGone(memory, rows);
  const shown = showTransfers(transfers);
  const stop = createStop({ ...deps, now, shown, signal });
  let busy = begun;
  let positions = positionsPerRound;
  for (const row of rows) {
    try {
      busy = (await look(row)) || busy;
    } catch (error) {
      if (error instanceof ServiceFault && concernsAll.has(error.code)) throw error;
      deps.onFault(`download ${row.id}`, error);
    }
  }
  for (const row of leftovers) await stop(row, rows);
  const moreBegun = await giveTurns();
  return { active: rows.length, busy: busy || moreBegun };

  /** Calls waiting downloads while there are places, most urgent first; their stage asks the peers. */
  async function giveTurns(): Promise<boolean> {
    let given = false;
    const cause = { code: 'its_turn', sentence: 'It is its turn to be fetched.' };
    for (const next of await waitingDownloads(db, turnsPerRound)) {
      try {
        const commit = async (trx: Db): Promise<void> => {
          if (!(await claimTurn(trx, next, next.priority, settings.maxActive))) throw new NoPlace();
        };
        const outcome = { kind: 'back', to: 'download', cause, commit } as const;
        given = (await deps.journey.resume(next.wish_id, 'download', outcome)) || given;
      } catch (error) {
        if (error instanceof NoPlace) break;
        throw error;
      }
    }
    return given;
  }

  async function look(stored: ActiveDownload): Promise<boolean> {
    const { row, transfer } = await transferOfRow(stored, { db, network, shown, now: now(), signal });
    const at = now();
    if (transfer === undefined) {
      const lost = row.hedge && !hedges.isAsking(row.id) && at.getTime() - row.created_at.getTime() > hedgeAskMs;
      if (lost) await endedBeside(row, interruptedHedge);
      return false;
    }
    const gone = transfer === null || transfer.failure?.code === 'daemon_restarted';
    if (!gone) memory.missingSince.delete(row.id);
    else if (!memory.missingSince.has(row.id)) memory.missingSince.set(row.id, at.getTime());
    const times = {
      now: at.getTime(),
      watchingSince: memory.watchingSince ?? at.getTime(),
      missingSince: memory.missingSince.get(row.id) ?? null,
    };
    const current = transfer === null || gone ? row : await keepNumbers(row, transfer, at);
    const decision = decide(current, transfer, times, settings);
    if (decision.kind === 'give-up') return giveUp(current, transfer, decision);
    if (decision.kind === 'collect' && transfer !== null) return collect(current, transfer, at);
    if (transfer?.phase === 'remote-queue') {
      await askPosition(current, transfer, at);
      await hedges.consider(current, transfer, at);
    }
    return transfer?.phase === 'moving-bytes' || transfer?.phase === 'starting' || transfer?.phase === 'requested';
  }

  async function keepNumbers(row: ActiveDownload, transfer: Transfer, at: Date): Promise<ActiveDownload> {
    const change = progressOf(row, transfer, at);
    if (change === null) return row;
    const next = { ...row, ...change };
    if (await updateActive(db, row.id, change)) deps.notify(changeOf(next));
    return next;
  }

  async function collect(row: ActiveDownload, transfer: Transfer, at: Date): Promise<boolean> {
    const finishedAt = row.finished_at ?? at;
    if (row.finished_at === null) await updateActive(db, row.id, { finished_at: at });
    const waitedS = (at.getTime() - finishedAt.getTime()) / 1000;
    const batchId = row.batch_id;
    const file = await network.locate(transfer, { batchId, isTaken: (path) => isTaken(db, path), signal });
    if (file.kind === 'found' && file.sizeBytes === transfer.sizeBytes) {
      const { localPath, sizeBytes: bytes } = file;
      await finish(
        row,
        { state: 'completed', code: null, sentence: null, outcome: 'delivered', localPath, bytes },
        (commit) => ({ kind: 'next', commit }),
      );
      return true;
    }
    if (file.kind === 'not-visible') {
      if (row.reason_code !== file.code || row.last_error !== file.sentence.slice(0, 512)) {
        const reason = { reason_code: file.code, last_error: file.sentence.slice(0, 512) };
        if (await updateActive(db, row.id, reason)) deps.notify(changeOf({ ...row, ...reason }));
      }
      if (waitedS >= settings.fileVisibleS) {
        const { code, sentence } = file;
        await giveUp(row, transfer, { kind: 'give-up', code, sentence, outcome: null, stop: false, putOff: true });
      }
      return true;
    }
    if (waitedS < settings.fileWaitS) return true;
    const [code, sentence] =
      file.kind === 'found'
        ? ['size_mismatch', `The finished file has ${file.sizeBytes} bytes instead of ${transfer.sizeBytes}.`]
        : ['finished_file_missing', file.sentence];
    return giveUp(row, transfer, { kind: 'give-up', code, sentence, outcome: 'failed', stop: false });
  }

  async function giveUp(
    row: ActiveDownload,
    transfer: Transfer | null,
    decision: Extract<Decision, { kind: 'give-up' }>,
  ): Promise<boolean> {
    const { code, outcome } = decision;
    const cause: Cause = { code, sentence: `${row.username}: ${decision.sentence}` };
    const cancelAtDaemon = decision.stop && transfer !== null;
    await finish(row, { state: 'failed', code, sentence: decision.sentence, outcome, cancelAtDaemon }, (commit) =>
      decision.putOff === true
        ? { kind: 'wait', cause, until: new Date(now().getTime() + putOffMs), from: 'download', commit }
        : { kind: 'back', to: 'match', cause, commit },
    );
    return false;
  }

  /** Stores the end together with the wish's step; the wish's journey may not be ready for it yet (its stage is just parking). */
  async function finish(
    row: ActiveDownload,
    end: DownloadEnd,
    outcome: (commit: (trx: Db) => Promise<void>) => StageOutcome,
  ): Promise<void> {
    const ended: DownloadRow = {
      ...row,
      state: end.state,
      progress: end.state === 'completed' ? 100 : row.progress,
      reason_code: end.code,
      last_error: end.sentence,
    };
    const losers: DownloadRow[] = [];
    const commit = async (trx: Db): Promise<void> => {
      if (!(await endDownload(trx, row, end))) throw new EndedMeanwhile();
      if (end.state === 'completed') losers.push(...(await endLosers(trx, row)));
      await reportEnd(deps.peers, trx, row, end);
    };
    const wishId = row.wish_id;
    if (end.state !== 'completed' && (await endedBeside(row, end))) return;
    let taken: boolean;
    try {
      taken = wishId === null ? false : await deps.journey.resume(wishId, 'download', outcome(commit));
      if (!taken) {
        const since = memory.refusedSince.get(row.id) ?? now().getTime();
        memory.refusedSince.set(row.id, since);
        if (wishId !== null && now().getTime() - since < refusalLimitMs) return;
        await db.transaction().execute(commit);
      }
    } catch (error) {
      // A person cancelled it between our look and now; the wish's step is rolled back with it.
      if (error instanceof EndedMeanwhile) return;
      throw error;
    }
    for (const loser of losers) deps.notify(changeOf(loser));
    deps.notify(changeOf(ended));
    if (end.cancelAtDaemon === true) await stop(row, []);
    else if (row.transfer_id !== null)
      await network.forget(row.username, row.transfer_id, signal).catch(tellFault(row));
  }

  /** Ends a download whose wish goes on with the other one of its two; `false` when there is no other. */
  async function endedBeside(row: ActiveDownload, end: DownloadEnd): Promise<boolean> {
    const how = await db.transaction().execute(async (trx) => {
      const done = await endBeside(trx, row, end);
      if (done === 'done') await reportEnd(deps.peers, trx, row, end);
      return done;
    });
    if (how === 'alone') return false;
    if (how === 'done') {
      deps.notify(changeOf({ ...row, state: end.state, reason_code: end.code, last_error: end.sentence }));
      if (end.cancelAtDaemon !== true && row.transfer_id !== null)
        await network.forget(row.username, row.transfer_id, signal).catch(tellFault(row));
    }
    return true;
  }

  function tellFault(row: DownloadRow): (error: unknown) => void {
    return (error) => deps.onFault(`download ${row.id}`, error);
  }

  async function askPosition(row: ActiveDownload, transfer: Transfer, at: Date): Promise<void> {
    const due = memory.positionAt.get(row.id) ?? at.getTime() + 10_000 + Math.random() * positionEveryMs;
    memory.positionAt.set(row.id, due);
    if (due > at.getTime() || positions === 0) return;
    positions -= 1;
    memory.positionAt.set(row.id, at.getTime() + positionEveryMs * (0.8 + 0.4 * Math.random()));
    const position = await network.position(row.username, transfer.id, signal);
    if (position === null || position === row.queue_position) return;
    if (await updateActive(db, row.id, { queue_position: position })) {
      deps.notify(changeOf({ ...row, queue_position: position }));
    }
  }
}

const interruptedHedge: DownloadEnd = {
  state: 'cancelled',
  code: 'hedge_interrupted',
  sentence: 'Harmony was stopped while it asked a second peer.',
  outcome: null,
  cancelAtDaemon: true,
};

function forgetGone(memory: MonitorMemory, rows: readonly DownloadRow[]): void {
  const ids = new Set(rows.map((row) => row.id));
  for (const map of [memory.missingSince, memory.refusedSince, memory.positionAt]) {
    for (const id of map.keys()) if (!ids.has(id)) map.delete(id);
  }
}
