import type { Db } from '#platform/database';
import type { Cause, StageOutcome } from '#wishes';
import type { createStop } from '../batches/stopping.ts';
import { changeOf } from '../changes.ts';
import { type ActiveDownload, type DownloadEnd, type DownloadRow, endDownload } from '../download.store.ts';
import { endBeside, endLosers } from '../hedge/hedge.store.ts';
import { reportEnd } from '../peers.ts';
import type { Transfer } from '../ports.ts';
import type { Decision } from './decide.ts';
import type { MonitorDeps, MonitorMemory } from './memory.ts';

/** A wish that does not take its result is left alone after this long. */
const refusalLimitMs = 10 * 60_000;
/** For what is wrong at the daemon or between it and us; people need a while to notice and mend it. */
const putOffMs = 10 * 60_000;

/** Rolls a wish's step back whose download has ended by other hands. */
class EndedMeanwhile extends Error {}

/** The end of a second download whose asking was cut off by a restart. */
export const interruptedHedge: DownloadEnd = {
  state: 'cancelled',
  code: 'hedge_interrupted',
  sentence: 'Harmony was stopped while it asked a second peer.',
  outcome: null,
  cancelAtDaemon: true,
};

/** How the monitor ends downloads: each end together with the step of its wish, so that neither is stored without the other. */
export function createEnds(
  deps: Pick<MonitorDeps, 'db' | 'network' | 'journey' | 'peers' | 'notify' | 'onFault'> & {
    readonly memory: MonitorMemory;
    readonly now: () => Date;
    readonly stop: ReturnType<typeof createStop>;
    readonly signal: AbortSignal;
  },
) {
  const { db, network, memory, now, stop, signal } = deps;
  return { giveUp, finish, endedBeside };

  /** Ends a download that will not come; its wish looks for the next best peer, or waits. Always `false`: there is nothing to look at soon. */
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
}
