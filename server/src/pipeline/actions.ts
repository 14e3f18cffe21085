import type { Jobs } from '#jobs';
import type { Db } from '#platform/database';
import type { Cause, Stage, Wish, WishStore } from '#wishes';
import { type JourneyStep, stageJob } from './journey.ts';

/** What people can do with a wish. Each answers `false` when the wish does not allow it now. */
export interface WishActions {
  retry(id: number): Promise<boolean>;
  /** `why`: not by hand; then only a wish that waits is given up. */
  cancel(id: number, why?: Cause): Promise<boolean>;
  choose(id: number, candidateId: number): Promise<boolean>;
  /** Judges anew what was found for a wish that waits or needs a person. */
  judgeAnew(id: number): Promise<boolean>;
  /** Goes on with the file that waits for review, or with one that was kept aside: the last one, or that of `downloadId`. */
  keep(id: number, downloadId: number | null): Promise<boolean>;
  /** Does not take the file that waits for review (it is kept aside) and tries the next best peer. */
  decline(id: number): Promise<boolean>;
  prioritise(id: number, priority: number): Promise<boolean>;
  /** Sets a wish to its download stage with rows of that stage's own (`prepare`, which may refuse by `false`), for downloads by hand. */
  begin(id: number, prepare: (trx: Db) => Promise<boolean>): Promise<boolean>;
}

/** What is done with files that were checked and not taken. */
export interface KeptFiles {
  /** The download whose file may be kept; `null`: there is none. */
  keepable(wishId: number, downloadId: number | null): Promise<number | null>;
  keep(trx: Db, wishId: number, downloadId: number): Promise<boolean>;
  /** Keeps the file under review aside; `false` when there is none. */
  passOver(trx: Db, wishId: number): Promise<boolean>;
  /** The same, and its peer is told of it in the house's memory. */
  decline(trx: Db, wishId: number): Promise<boolean>;
}

/** Rolls back what was prepared for a wish that has moved on meanwhile. */
class NotNow extends Error {}

/** The actions of people; each is one transaction together with the job that follows from it. */
export function createWishActions(deps: {
  readonly db: Db;
  readonly jobs: Jobs;
  readonly store: WishStore;
  readonly within: (trx: Db, step: JourneyStep) => Promise<void>;
  readonly onStep: (step: JourneyStep) => void;
  /** Stops what is under way outside for this wish. */
  readonly stopTransfers: (wishId: number) => Promise<void>;
  /** Pins a candidate as the chosen one; `false` when it is not this wish's. */
  readonly pin: (trx: Db, wish: Wish, candidateId: number) => Promise<boolean>;
  /** Forgets which candidates failed and what was asked, so that both may be tried again. */
  readonly forgive: (trx: Db, wish: Pick<Wish, 'id' | 'attempts'>) => Promise<void>;
  readonly files: KeptFiles;
}): WishActions {
  async function restart(wish: Wish, stage: Stage, prepare: (trx: Db) => Promise<boolean>): Promise<boolean> {
    if (wish.state === 'active') await deps.stopTransfers(wish.id);
    const step = { stage, state: 'queued', cause: null } as const;
    const stored = await deps.db
      .transaction()
      .execute(async (trx) => {
        // whatever else a person wants, a file under review is not lost by it
        if (wish.state === 'review' && wish.stage === 'verify' && stage !== 'verify' && stage !== 'match')
          await deps.files.passOver(trx, wish.id);
        const revision = (await prepare(trx)) ? await deps.store.step(trx, wish, step) : null;
        if (revision === null) throw new NotNow();
        await deps.within(trx, { wish, step });
        await deps.jobs.enqueue(stageJob(wish, stage, revision), trx);
        return true;
      })
      .catch((error: unknown) => {
        if (error instanceof NotNow) return false;
        throw error;
      });
    if (stored) deps.onStep({ wish, step });
    return stored;
  }

  return {
    async retry(id) {
      const wish = await deps.store.find(id);
      if (wish === null || wish.state === 'done') return false;
      return await restart(wish, 'search', async (trx) => {
        await deps.forgive(trx, wish);
        return true;
      });
    },
    async cancel(id, why) {
      const wish = await deps.store.find(id);
      if (wish === null || wish.state === 'done' || wish.state === 'cancelled') return false;
      if (why !== undefined && wish.state !== 'waiting') return false;
      const step = {
        stage: wish.stage,
        state: 'cancelled',
        cause: why ?? { code: 'cancelled', sentence: 'Cancelled by hand.' },
      } as const;
      const stored = await deps.db.transaction().execute(async (trx) => {
        const revision = await deps.store.step(trx, wish, step);
        if (revision !== null) await deps.within(trx, { wish, step });
        return revision !== null;
      });
      if (!stored) return false;
      await deps.stopTransfers(id);
      deps.onStep({ wish, step });
      return true;
    },
    async choose(id, candidateId) {
      const wish = await deps.store.find(id);
      if (wish === null || wish.state === 'done') return false;
      return await restart(wish, 'download', (trx) => deps.pin(trx, wish, candidateId));
    },
    async judgeAnew(id) {
      const wish = await deps.store.find(id);
      if (wish === null || (wish.stage !== 'search' && wish.stage !== 'match')) return false;
      if (wish.state !== 'waiting' && wish.state !== 'review') return false;
      return await restart(wish, 'match', async () => true);
    },
    async keep(id, downloadId) {
      const wish = await deps.store.find(id);
      // what is being filed already is left alone
      const filing = wish?.stage === 'organise' || wish?.stage === 'tag' || wish?.stage === 'publish';
      if (wish === null || filing || wish.state === 'done' || wish.state === 'cancelled') return false;
      const kept = await deps.files.keepable(id, downloadId);
      if (kept === null) return false;
      return await restart(wish, 'verify', (trx) => deps.files.keep(trx, id, kept));
    },
    async decline(id) {
      const wish = await deps.store.find(id);
      if (wish === null || wish.state !== 'review' || wish.stage !== 'verify') return false;
      return await restart(wish, 'match', (trx) => deps.files.decline(trx, id));
    },
    async begin(id, prepare) {
      const wish = await deps.store.find(id);
      if (wish === null || wish.state === 'done') return false;
      return await restart(wish, 'download', prepare);
    },
    async prioritise(id, priority) {
      const wish = await deps.store.find(id);
      if (wish === null || wish.state === 'done' || wish.state === 'cancelled') return false;
      await deps.db.transaction().execute(async (trx) => {
        await deps.store.setPriority(trx, id, priority);
        // A queued job keeps its old place; a second one of the same revision overtakes it, and the first to run wins.
        if (wish.state === 'queued')
          await deps.jobs.enqueue(stageJob({ id, priority }, wish.stage, wish.revision), trx);
      });
      deps.onStep({ wish: { ...wish, priority }, step: { stage: wish.stage, state: wish.state, cause: wish.cause } });
      return true;
    },
  };
}
