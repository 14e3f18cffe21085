import type { Jobs } from '#jobs';
import type { Db } from '#platform/database';
import { type NewWish, takeIn } from '#wishes';
import { stageJob } from './journey.ts';

/** Takes wishes in and queues the first job of each new one, in the caller's transaction. */
export function createWishIntake(jobs: Jobs, first: 'search') {
  return {
    async add(trx: Db, wishes: readonly NewWish[]) {
      const taken = await takeIn(trx, wishes);
      const fresh = taken.filter((wish) => wish.kind === 'new');
      await jobs.enqueue(
        fresh.map((wish) => stageJob({ id: wish.wishId, priority: wish.priority }, first, wish.revision)),
        trx,
      );
      return taken;
    },
  };
}
