import { createTrash, type TrashDeps } from '#library';
import type { JourneyStep } from '#pipeline';
import type { Db } from '#platform/database';
import type { WishStore } from '#wishes';

/**
 * The trash with what it means for wishes: the wish of a deleted file is cancelled, so that nothing fetches the file again by itself (a person
 * can, by trying the wish again); with the file, the wish is done again.
 */
export function createHouseTrash(
  deps: Omit<TrashDeps, 'onTrashed' | 'onRestored'> & {
    readonly store: WishStore;
    readonly within: (trx: Db, step: JourneyStep) => Promise<void>;
    readonly changed: (wishId: number) => void;
    /** A file is in the library again. */
    readonly entered: (trx: Db, libraryFileId: number) => Promise<void>;
  },
) {
  const { store } = deps;
  async function step(trx: Db, wishId: number, next: JourneyStep['step']): Promise<void> {
    const wish = await store.find(wishId, trx);
    // A wish that is under way again has a file of its own coming.
    const rests = wish?.state === 'done' || wish?.state === 'cancelled';
    if (wish === null || !rests || (await store.step(trx, wish, next)) === null) return;
    await deps.within(trx, { wish, step: next });
    deps.changed(wishId);
  }
  return createTrash({
    ...deps,
    onTrashed: (trx, wishId) => {
      const cause = { code: 'file_in_trash', sentence: 'Its file was moved to the trash.' };
      return step(trx, wishId, { stage: 'publish', state: 'cancelled', cause });
    },
    onRestored: async (trx, wishId, fileId) => {
      await step(trx, wishId, { stage: 'publish', state: 'done', cause: null });
      await store.setLibraryFile(trx, wishId, fileId);
      await deps.entered(trx, fileId);
    },
  });
}
