import type { Db } from '#platform/database';
import type { Wish, WishStore } from '#wishes';
import type { OwnedTracks } from './intake.ts';
import type { JourneyStep } from './journey.ts';

/** Wishes of one transaction. */
const batch = 100;
const cause = { code: 'already_owned', sentence: 'The library already has this recording.' };

/**
 * Meets wishes that nobody has begun to fetch with files that the library has meanwhile: they are done, say why, and have that file. A wish that
 * moves on at the same time is left alone.
 */
export function createOwnedSettlement(deps: {
  readonly db: Db;
  readonly store: Pick<WishStore, 'step' | 'setLibraryFile' | 'unfetchedAfter' | 'unfetchedOf'>;
  readonly owned: OwnedTracks;
  readonly within: (trx: Db, step: JourneyStep) => Promise<void>;
  readonly onStep: (step: JourneyStep) => void;
}) {
  const { db, store, owned } = deps;

  async function settleBatch(wishes: readonly Wish[]): Promise<number> {
    const steps: JourneyStep[] = [];
    await db.transaction().execute(async (trx) => {
      const found = await owned.find(
        trx,
        wishes.map((wish) => wish.track),
      );
      for (const [at, wish] of wishes.entries()) {
        const file = found[at] ?? null;
        if (file === null) continue;
        const step = { stage: 'publish', state: 'done', cause } as const;
        if ((await store.step(trx, wish, step)) === null) continue;
        await store.setLibraryFile(trx, wish.id, file.fileId);
        if (file.wishId === null) await owned.link(trx, file.fileId, wish.id);
        await deps.within(trx, { wish, step });
        steps.push({ wish, step });
      }
    });
    for (const step of steps) deps.onStep(step);
    return steps.length;
  }

  return {
    /** Looks at every wish that nobody has begun to fetch; answers how many are met. */
    async all(signal: AbortSignal): Promise<number> {
      let settled = 0;
      for (let after = 0; ; ) {
        signal.throwIfAborted();
        const wishes = await store.unfetchedAfter(after, batch);
        const last = wishes.at(-1);
        if (last === undefined) return settled;
        settled += await settleBatch(wishes);
        after = last.id;
      }
    },
    /** Looks at wishes for these recordings; answers how many are met. */
    async of(
      recordings: readonly { readonly recordingKey: string; readonly isrc: string | null }[],
      signal: AbortSignal,
    ): Promise<number> {
      let settled = 0;
      for (let from = 0; from < recordings.length; from += batch) {
        signal.throwIfAborted();
        const some = recordings.slice(from, from + batch);
        const keys = some.map((each) => each.recordingKey);
        settled += await settleBatch(
          await store.unfetchedOf(
            keys,
            some.flatMap(({ isrc }) => isrc ?? []),
          ),
        );
      }
      return settled;
    },
  };
}

/** Meets wishes with what the library has. */
export type OwnedSettlement = ReturnType<typeof createOwnedSettlement>;
