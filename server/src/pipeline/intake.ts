import type { Jobs } from '#jobs';
import type { WantedTrack } from '#music';
import type { Db } from '#platform/database';
import { type NewWish, type OwnedAlready, takeIn } from '#wishes';
import { stageJob } from './journey.ts';

/** What the library knows of wanted tracks. */
export interface OwnedTracks {
  /** In the order given; `null` where nothing is surely the same recording. */
  find(trx: Db, tracks: readonly WantedTrack[]): Promise<readonly (OwnedAlready | null)[]>;
  /** Notes that a file that nobody wished for meets a wish. */
  link(trx: Db, fileId: number, wishId: number): Promise<void>;
}

/** Takes wishes in and queues the first job of each new one, in the caller's transaction. What `owned` has is not fetched again. */
export function createWishIntake(jobs: Jobs, first: 'search', owned?: OwnedTracks) {
  return {
    async add(trx: Db, wishes: readonly NewWish[]) {
      const tracks = wishes.map((wish) => wish.track);
      const have = owned === undefined ? [] : await owned.find(trx, tracks);
      const taken = await takeIn(trx, wishes, have);
      for (const [at, wish] of taken.entries()) {
        const file = have[at] ?? null;
        if (wish.kind === 'already-owned' && file !== null && file.wishId === null)
          await owned?.link(trx, file.fileId, wish.wishId);
      }
      const fresh = taken.filter((wish) => wish.kind === 'new');
      await jobs.enqueue(
        fresh.map((wish) => stageJob({ id: wish.wishId, priority: wish.priority }, first, wish.revision)),
        trx,
      );
      return taken;
    },
  };
}
