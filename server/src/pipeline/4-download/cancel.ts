import type { Db } from '#platform/database';
import type { Journey } from '#wishes';
import { changeOf, type DownloadChange } from './changes.ts';
import { type DownloadEnd, endDownload } from './download.store.ts';
import { endBeside } from './hedge/hedge.store.ts';

/** Stops downloads for people. The daemon is told by the monitor, so this works while it is down, too. */
export interface Cancellations {
  /** Stops one download; its wish goes on with the hedge or the next best peer. `false` when it is not under way. */
  cancelDownload(id: number): Promise<boolean>;
  /** Stops whatever is under way for a wish and leaves the wish alone. */
  stopTransfers(wishId: number): Promise<void>;
  /** The same inside the caller's transaction; what it answers tells of it, to be called after the commit. */
  stopWithin(trx: Db, wishId: number): Promise<() => void>;
}

/** Builds the actions. `wake` calls the monitor, which tells the daemon. */
export function createCancellations(deps: {
  readonly db: Db;
  readonly journey: Journey;
  readonly notify: (change: DownloadChange) => void;
  readonly wake: () => void;
}): Cancellations {
  const { db } = deps;
  const sentence = 'Cancelled by hand.';
  const end = (outcome: DownloadEnd['outcome']): DownloadEnd => ({
    state: 'cancelled',
    code: 'cancelled_by_hand',
    sentence,
    outcome,
    cancelAtDaemon: true,
  });
  const underWay = (on: Db = db) =>
    on.selectFrom('downloads').selectAll().where('state', 'in', ['queued', 'downloading']);

  async function stopWithin(trx: Db, wishId: number): Promise<() => void> {
    const ended: DownloadChange[] = [];
    for (const row of await underWay(trx).where('wish_id', '=', wishId).execute()) {
      if (await endDownload(trx, row, end(null)))
        ended.push(changeOf({ ...row, state: 'cancelled', reason_code: 'cancelled_by_hand', last_error: sentence }));
    }
    return () => {
      for (const change of ended) deps.notify(change);
      if (ended.length > 0) deps.wake();
    };
  }

  return {
    async cancelDownload(id) {
      const row = await underWay().where('id', '=', id).executeTakeFirst();
      if (row === undefined) return false;
      const beside = await db.transaction().execute((trx) => endBeside(trx, row, end('failed')));
      if (beside === 'ended') return false;
      let done = beside === 'done';
      const commit = async (trx: Db): Promise<void> => {
        done = await endDownload(trx, row, end('failed'));
      };
      const cause = { code: 'cancelled_by_hand', sentence: `${row.username}: ${sentence}` };
      const resumed =
        done ||
        (row.wish_id !== null &&
          (await deps.journey.resume(row.wish_id, 'download', { kind: 'back', to: 'match', cause, commit })));
      if (!resumed) await commit(db);
      if (done)
        deps.notify(changeOf({ ...row, state: 'cancelled', reason_code: 'cancelled_by_hand', last_error: sentence }));
      deps.wake();
      return done;
    },
    stopWithin,
    async stopTransfers(wishId) {
      const tell = await stopWithin(db, wishId);
      tell();
    },
  };
}
