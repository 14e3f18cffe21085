import { setImmediate } from 'node:timers/promises';
import type { Db } from '#platform/database';
import { type FaultCode, ServiceFault } from '#platform/outbound';
import { showTransfers, transferOfRow } from '../batches/renumbering.ts';
import { createStop } from '../batches/stopping.ts';
import { changeOf, progressOf } from '../changes.ts';
import {
  type ActiveDownload,
  activeDownloads,
  type DownloadEnd,
  downloadsToCancel,
  isTaken,
  preempted,
  updateActive,
} from '../download.store.ts';
import type { Hedges } from '../hedge/hedge.ts';
import type { Transfer } from '../ports.ts';
import { claimTurn, placeToTake, type WaitingDownload, waitingDownloads } from '../turns.ts';
import { decide } from './decide.ts';
import { createEnds, interruptedHedge } from './end.ts';
import { forgetGone, type MonitorDeps, type MonitorMemory } from './memory.ts';
import { keepProgress } from './progress.ts';

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
const looksInARow = 50;
const positionEveryMs = 3 * 60_000;
const positionsPerRound = 2;

/** An interrupted hedge that the daemon does not show after this long is dropped. */
const hedgeAskMs = 5 * 60_000;
/** How many waiting downloads are looked at for a free place in one round. */
const turnsPerRound = 20;

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
  const maxActive = (await deps.maxActive?.()) ?? settings.maxActive;
  const begun = await giveTurns(null);
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
  const { finish, giveUp, endedBeside } = createEnds({ ...deps, memory, now, stop, signal });
  let busy = begun;
  let positions = positionsPerRound;
  const current = await keepProgress(rows, { db, shown, now: now(), notify: deps.notify });
  for (const [index, row] of current.entries()) {
    // most of them need nobody: others get their turn in between
    if (index % looksInARow === 0) await setImmediate();
    try {
      busy = (await look(row)) || busy;
    } catch (error) {
      if (error instanceof ServiceFault && concernsAll.has(error.code)) throw error;
      deps.onFault(`download ${row.id}`, error);
    }
  }
  for (const row of leftovers) await stop(row, current);
  const moreBegun = await giveTurns(preempt);
  return { active: rows.length, busy: busy || moreBegun };

  /** Calls waiting downloads while there are places, or `makeRoom` makes one, most urgent first; their stage asks the peers. */
  async function giveTurns(makeRoom: ((next: WaitingDownload) => Promise<boolean>) | null): Promise<boolean> {
    let given = false;
    for (const next of await waitingDownloads(db, turnsPerRound)) {
      let called = await call(next);
      if (called === 'no-place' && (await makeRoom?.(next)) === true) called = await call(next);
      if (called === 'no-place') break;
      given = called === 'called' || given;
    }
    return given;
  }

  async function call(next: WaitingDownload): Promise<'called' | 'not-ready' | 'no-place'> {
    const cause = { code: 'its_turn', sentence: 'It is its turn to be fetched.' };
    const commit = async (trx: Db): Promise<void> => {
      if (!(await claimTurn(trx, next, next.priority, maxActive))) throw new NoPlace();
    };
    try {
      const outcome = { kind: 'back', to: 'download', cause, commit } as const;
      return (await deps.journey.resume(next.wish_id, 'download', outcome)) ? 'called' : 'not-ready';
    } catch (error) {
      if (error instanceof NoPlace) return 'no-place';
      throw error;
    }
  }

  /** Takes the place of a less urgent download that has not begun to move; its wish goes back and waits for its turn again. */
  async function preempt(next: WaitingDownload): Promise<boolean> {
    const row = await placeToTake(db, next.priority, maxActive);
    if (row === null) return false;
    const sentence = `Download ${next.id} is more urgent (priority ${next.priority} over ${row.priority}) and took its place.`;
    const end: DownloadEnd = {
      state: 'cancelled',
      code: preempted,
      sentence,
      outcome: null,
      cancelAtDaemon: true,
    };
    const cause = { code: preempted, sentence };
    await finish({ ...row, has_alternative: true }, end, (commit) => ({ kind: 'back', to: 'match', cause, commit }));
    return true;
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
    // a transfer that was there already lies in the folder of the batch that it was asked for under
    const batchId = transfer.batchId ?? row.batch_id;
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
