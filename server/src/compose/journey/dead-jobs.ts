import { createDeadLetters, type DeadLetters, type Jobs } from '#jobs';
import { stageJob } from '#pipeline';
import type { Db } from '#platform/database';
import { type Stage, stages, type WishStore } from '#wishes';

const stageNames: ReadonlySet<string> = new Set(stages);

/** Dead jobs, with what a wish's dead job means today: its wish has gone on, so the wish's present stage runs instead. */
export function createDeadJobs(deps: { readonly db: Db; readonly jobs: Jobs; readonly store: WishStore }): DeadLetters {
  return createDeadLetters({
    db: deps.db,
    jobs: deps.jobs,
    async again(type, payload, trx) {
      if (!stageNames.has(type)) return { type, payload: { ...payload } };
      const { wishId } = payload;
      // one that names no wish is refused by the queue, which says why
      if (!Number.isSafeInteger(wishId)) return { type, payload: { ...payload } };
      const wish = await deps.store.find(Number(wishId), trx);
      if (wish === null || (wish.state !== 'waiting' && wish.state !== 'queued')) return null;
      return wish.stage === (type as Stage) ? stageJob(wish, wish.stage, wish.revision) : null;
    },
  });
}
