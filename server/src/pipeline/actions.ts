import type { Jobs } from '#jobs';
import { type Db, isDeadlock } from '#platform/database';
import type { Cause, Former, Stage, Wish, WishAct, WishStep, WishStore } from '#wishes';
import { type JourneyStep, stageJob } from './journey.ts';
import { wayBack } from './restore.ts';

/** What people can do with a wish. Each answers `false` when the wish does not allow it now. */
export interface WishActions {
  retry(id: number): Promise<boolean>;
  /** `why`: not by hand; then only a wish that waits is given up. */
  cancel(id: number, why?: Cause): Promise<boolean>;
  choose(id: number, candidateId: number): Promise<boolean>;
  /** The next try of a waiting wish now, with all that is known; nothing is forgotten as by `retry`. */
  requeue(id: number): Promise<boolean>;
  /** Takes the last cancellation or choice back; `anew`: the wish starts again with its search. */
  restore(id: number): Promise<'as_before' | 'anew' | null>;
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

/** Rolls back what was prepared for a wish that does not allow it (`refused`) or has moved on meanwhile (`moved`). */
class NotNow extends Error {
  readonly why: 'refused' | 'moved';
  constructor(why: 'refused' | 'moved') {
    super(why);
    this.why = why;
  }
}

/** A stage may end while a person decides; what they want is asked of the wish as it is then. */
const tries = 5;

async function settled(attempt: () => Promise<Ending>): Promise<boolean> {
  for (let left = tries; left > 0; left -= 1) {
    const ending = await attempt();
    if (ending !== 'moved') return ending === 'stored';
  }
  return false;
}

type Ending = 'stored' | 'refused' | 'moved';

/** The actions of people; each is one transaction together with the job that follows from it. */
export function createWishActions(deps: {
  readonly db: Db;
  readonly jobs: Jobs;
  readonly store: WishStore;
  readonly within: (trx: Db, step: JourneyStep) => Promise<void>;
  readonly onStep: (step: JourneyStep) => void;
  /** Ends what is under way outside for this wish, in the transaction; what it answers is called after the commit. */
  readonly stopWithin: (trx: Db, wishId: number) => Promise<() => void>;
  /** Stops what is under way outside for this wish. */
  readonly stopTransfers: (wishId: number) => Promise<void>;
  /** Pins a candidate as the chosen one; `false` when it is not this wish's. */
  readonly pin: (trx: Db, wish: Wish, candidateId: number) => Promise<boolean>;
  /** Takes a person's choice back, with what was learned from it. */
  readonly unpin: (trx: Db, wishId: number) => Promise<void>;
  /** How the wish stood before the last thing that a person did, if that can be taken back. */
  readonly formerOf: (wishId: number) => Promise<Former | null>;
  /** Forgets which candidates failed and what was asked, so that both may be tried again. */
  readonly forgive: (trx: Db, wish: Pick<Wish, 'id' | 'attempts'>) => Promise<void>;
  readonly files: KeptFiles;
}): WishActions {
  /** Sets a wish to a step of a person's, with the job that follows from it. */
  async function restart(
    wish: Wish,
    stage: Stage,
    deed: { readonly act: WishAct; readonly candidateId?: number; readonly rest?: Omit<WishStep, 'stage'> },
    prepare: (trx: Db) => Promise<boolean> = async () => true,
  ): Promise<Ending> {
    let tellStopped = (): void => undefined;
    const { rest, ...told } = deed;
    const step: WishStep = { stage, state: 'queued', cause: null, ...rest };
    const stored = await deps.db
      .transaction()
      .execute(async (trx) => {
        // From here on no job of the step before begins a transfer that the next step would take for its own.
        if (!(await deps.store.stands(trx, wish, 'update'))) throw new NotNow('moved');
        tellStopped = await deps.stopWithin(trx, wish.id);
        // whatever else a person wants, a file under review is not lost by it
        if (wish.state === 'review' && wish.stage === 'verify' && stage !== 'verify' && stage !== 'match')
          await deps.files.passOver(trx, wish.id);
        if (!(await prepare(trx))) throw new NotNow('refused');
        const revision = await deps.store.step(trx, wish, step);
        if (revision === null) throw new NotNow('moved');
        await deps.within(trx, { wish, step, ...told });
        if (step.state !== 'review')
          await deps.jobs.enqueue(stageJob(wish, stage, revision, step.nextAttemptAt ?? undefined), trx);
        return 'stored' as const;
      })
      .catch((error: unknown) => {
        if (error instanceof NotNow) return error.why;
        // somebody else was in between, too: as the wish is then
        if (isDeadlock(error)) return 'moved' as const;
        throw error;
      });
    if (stored === 'stored') {
      tellStopped();
      deps.onStep({ wish, step });
    }
    return stored;
  }

  /** Does what a person wants with the wish as it is now, again when it has moved on in between. */
  function decide(id: number, deed: (wish: Wish) => Promise<Ending>): Promise<boolean> {
    return settled(async () => {
      const wish = await deps.store.find(id);
      return wish === null ? 'refused' : await deed(wish);
    });
  }

  async function cancelled(wish: Wish, why: Cause | undefined): Promise<Ending> {
    if (wish.state === 'done' || wish.state === 'cancelled') return 'refused';
    if (why !== undefined && wish.state !== 'waiting') return 'refused';
    const cause = why ?? { code: 'cancelled', sentence: 'Cancelled by hand.' };
    const step = { stage: wish.stage, state: 'cancelled', cause } as const;
    const stored = await deps.db.transaction().execute(async (trx) => {
      const revision = await deps.store.step(trx, wish, step);
      if (revision !== null) await deps.within(trx, { wish, step });
      return revision !== null;
    });
    if (!stored) return 'moved';
    await deps.stopTransfers(wish.id);
    deps.onStep({ wish, step });
    return 'stored';
  }

  return {
    retry: (id) =>
      decide(id, async (wish) => {
        if (wish.state === 'done') return 'refused';
        return await restart(wish, 'search', { act: 'retried' }, async (trx) => {
          await deps.forgive(trx, wish);
          return true;
        });
      }),
    cancel: (id, why) => decide(id, (wish) => cancelled(wish, why)),
    choose: (id, candidateId) =>
      decide(id, async (wish) => {
        if (wish.state === 'done') return 'refused';
        return await restart(wish, 'download', { act: 'chosen', candidateId }, (trx) =>
          deps.pin(trx, wish, candidateId),
        );
      }),
    requeue: (id) =>
      decide(id, async (wish) =>
        wish.state === 'waiting' ? await restart(wish, wish.stage, { act: 'requeued' }) : 'refused',
      ),
    async restore(id) {
      let asBefore = true;
      const restored = await decide(id, async (wish) => {
        const former = await deps.formerOf(id);
        const way = wayBack(wish, former);
        if (way === null) return 'refused';
        asBefore = way.asBefore;
        const rest =
          former === null || way.state === 'queued'
            ? {}
            : { rest: { state: way.state, cause: former.cause, nextAttemptAt: former.nextAttemptAt } };
        return await restart(wish, way.stage, { act: 'restored', ...rest }, async (trx) => {
          if (former?.kind === 'chosen') await deps.unpin(trx, id);
          if (!way.asBefore) await deps.forgive(trx, wish);
          return true;
        });
      });
      if (!restored) return null;
      return asBefore ? 'as_before' : 'anew';
    },
    judgeAnew: (id) =>
      decide(id, async (wish) => {
        if (wish.stage !== 'search' && wish.stage !== 'match') return 'refused';
        if (wish.state !== 'waiting' && wish.state !== 'review') return 'refused';
        return await restart(wish, 'match', { act: 'judged_anew' });
      }),
    keep: (id, downloadId) =>
      decide(id, async (wish) => {
        // what is being filed already is left alone
        const filing = wish.stage === 'organise' || wish.stage === 'tag' || wish.stage === 'publish';
        if (filing || wish.state === 'done' || wish.state === 'cancelled') return 'refused';
        const kept = await deps.files.keepable(id, downloadId);
        if (kept === null) return 'refused';
        return await restart(wish, 'verify', { act: 'kept' }, (trx) => deps.files.keep(trx, id, kept));
      }),
    decline: (id) =>
      decide(id, async (wish) => {
        if (wish.state !== 'review' || wish.stage !== 'verify') return 'refused';
        return await restart(wish, 'match', { act: 'declined' }, (trx) => deps.files.decline(trx, id));
      }),
    async begin(id, prepare) {
      const wish = await deps.store.find(id);
      if (wish === null || wish.state === 'done') return false;
      return (await restart(wish, 'download', { act: 'fetched_by_hand' }, prepare)) === 'stored';
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
