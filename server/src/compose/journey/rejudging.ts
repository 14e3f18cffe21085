import type { Timer } from '#jobs';
import type { WishActions } from '#pipeline';
import { rejudgeWaiting } from '#pipeline/match/api';
import type { Db } from '#platform/database';
import { trackOfRow, type WishStore } from '#wishes';
import type { createMatching } from './matching.ts';

const everyMs = 30_000;

/** Judges waiting wishes anew when rules, settings or names of artists have changed. */
export function rejudging(deps: {
  readonly db: Db;
  readonly matching: ReturnType<typeof createMatching>;
  readonly batchSize: () => Promise<number>;
  readonly store: WishStore;
  readonly actions: Pick<WishActions, 'judgeAnew'>;
}): Timer {
  const { db, matching, store, actions } = deps;
  return {
    name: 'judge_anew',
    everyMs,
    async work(signal) {
      await matching.refresh();
      await rejudgeWaiting(
        {
          db,
          fingerprint: matching.fingerprint,
          judge: matching.judge,
          batchSize: deps.batchSize,
          async unmet(ids) {
            const rows = await store.rowsById(ids);
            return rows
              .filter(({ state }) => state === 'waiting' || state === 'review')
              .map((row) => ({ id: row.id, track: trackOfRow(row) }));
          },
          wake: (id) => actions.judgeAnew(id),
        },
        signal,
      );
    },
  };
}
