import { type RecoverDeps, recoverFileOperations } from '#library';
import type { Logger } from '#platform/log';
import type { WishStore } from '#wishes';

/** Settles file operations that a crash left open; those that a living process works on are left to it. */
export async function settleFiles(deps: {
  readonly files: Omit<RecoverDeps, 'trackOf'>;
  readonly store: WishStore;
  readonly log: Logger;
}): Promise<void> {
  const trackOf = async (wishId: number) => (await deps.store.find(wishId))?.track ?? null;
  const recovered = await recoverFileOperations({ ...deps.files, trackOf });
  if (recovered.completed + recovered.undone + recovered.postponed === 0) return;
  deps.log.info({ event: 'files.recovered', ...recovered }, 'Settled file operations that were interrupted.');
}
