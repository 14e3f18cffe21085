import type { Jobs } from '#jobs';
import type { WishStore } from '#wishes';
import { stageJob } from './journey.ts';

/**
 * Finds wishes under way whose job is gone (a dead letter after repeated crashes, a queue that was emptied by hand) and gives them a new
 * one. `parked` names those that wait for a transfer and need none. Answers how many were helped.
 */
export async function sweepLostWishes(deps: {
  readonly store: WishStore;
  readonly jobs: Jobs;
  readonly liveKeys: (keys: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly parked: (wishIds: readonly number[]) => Promise<ReadonlySet<number>>;
  readonly quietMs: number;
  /** How many are looked after at once. */
  readonly limit: number;
}): Promise<number> {
  const wishes = await deps.store.quiet(deps.quietMs, deps.limit);
  if (wishes.length === 0) return 0;
  const live = await deps.liveKeys(wishes.map((wish) => `wish:${wish.id}`));
  const parked = await deps.parked(wishes.map((wish) => wish.id));
  const lost = wishes.filter((wish) => !live.has(`wish:${wish.id}`) && !parked.has(wish.id));
  await deps.jobs.enqueue(lost.map((wish) => stageJob(wish, wish.stage, wish.revision)));
  await deps.store.touch(wishes.map((wish) => wish.id));
  return lost.length;
}
