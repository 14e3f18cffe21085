import { Type } from 'typebox';
import { type JobDefinition, JobFailure, type Jobs, rowId } from '#jobs';
import type { Db } from '#platform/database';
import {
  type Cause,
  type Journey,
  type Stage,
  type StageOutcome,
  type StageRunner,
  stages,
  type Wish,
  type WishAct,
  type WishStep,
  type WishStore,
} from '#wishes';

/** A step that was stored, for whoever looks on. */
export interface JourneyStep {
  readonly wish: Wish;
  readonly step: WishStep;
  /** What a person did; without it the journey went on by itself. */
  readonly act?: WishAct;
  /** The candidate that a person chose. */
  readonly candidateId?: number;
}

/** How many of a stage run at once in one process, how it ranks against others and how long one run may take. */
const shape: Record<Stage, { pool: number; priority: number; timeoutMs: number }> = {
  // Later stages first: what is nearly done is finished before something new is begun.
  search: { pool: 2, priority: 100, timeoutMs: 15 * 60_000 },
  match: { pool: 2, priority: 200, timeoutMs: 60_000 },
  download: { pool: 4, priority: 300, timeoutMs: 5 * 60_000 },
  verify: { pool: 2, priority: 400, timeoutMs: 10 * 60_000 },
  organise: { pool: 1, priority: 500, timeoutMs: 30 * 60_000 },
  tag: { pool: 1, priority: 600, timeoutMs: 10 * 60_000 },
  publish: { pool: 1, priority: 700, timeoutMs: 10 * 60_000 },
};

/** A stage that failed as a job is tried again after an hour; the wish waits and says why. */
const afterFaultMs = 60 * 60_000;
const maxAttempts = 6;
/** A second job of a step looks so much later whether the first has done it. */
const lookAgainMs = 5_000;

const payload = Type.Object({ wishId: rowId, revision: Type.Integer({ minimum: 0, maximum: 2 ** 31 - 1 }) });

/** Which jobs the journey consists of; needed to set the queue up. */
export const journeyJobTypes = new Map(
  stages.map((stage) => {
    const { priority, timeoutMs } = shape[stage];
    return [stage, { priority, timeoutMs, maxAttempts, payload }];
  }),
);

/** The job that runs a wish's stage. The revision makes jobs of an earlier step harmless. */
export function stageJob(wish: { id: number; priority: number }, stage: Stage, revision: number, startAfter?: Date) {
  return {
    type: stage,
    payload: { wishId: wish.id, revision },
    key: `wish:${wish.id}`,
    priority: wish.priority,
    ...(startAfter === undefined ? {} : { startAfter }),
  };
}

/**
 * Turns what a stage says into the next step and the next job, in the transaction that also stores the stage's own rows. `onStep` hears of
 * every stored step after its commit. `after` is the order of the house: which stage follows which.
 */
export function createJourney(deps: {
  readonly db: Db;
  readonly jobs: Jobs;
  readonly store: WishStore;
  /** Whether a job is being run by anybody. */
  readonly isRunning: (jobId: string) => Promise<boolean>;
  readonly after: (stage: Stage) => Stage | null;
  /** Told of every step inside its transaction, for rows of other rooms that must agree with it. */
  readonly within: (trx: Db, step: JourneyStep) => Promise<void>;
  readonly onStep: (step: JourneyStep) => void;
}): Journey & {
  apply(wish: Wish, outcome: StageOutcome): Promise<boolean>;
  definitions(runners: readonly StageRunner[]): JobDefinition[];
} {
  const { db, jobs, store } = deps;

  async function apply(wish: Wish, outcome: StageOutcome): Promise<boolean> {
    const next = stepAfter(wish, outcome, deps.after);
    const stored = await db.transaction().execute(async (trx) => {
      const revision = await store.step(trx, wish, next.step);
      if (revision === null) return false;
      await outcome.commit?.(trx);
      await deps.within(trx, { wish, step: next.step });
      if (next.job !== null) await jobs.enqueue(stageJob(wish, next.job, revision, next.startAfter), trx);
      return true;
    });
    if (stored) deps.onStep({ wish, step: next.step });
    return stored;
  }

  /** The wish of a job; `null` when the job is out of date. Another job of the same step is waited for: it may fail. */
  async function claim(stage: Stage, given: Readonly<Record<string, unknown>>, jobId: string): Promise<Wish | null> {
    const wish = { id: Number(given['wishId']), revision: Number(given['revision']) };
    let claimed = await store.claim(wish, stage, jobId);
    if (typeof claimed === 'string' && !(await deps.isRunning(claimed)))
      claimed = await store.claim(wish, stage, jobId, claimed);
    if (typeof claimed !== 'string') return claimed;
    const patience = { at: new Date(Date.now() + lookAgainMs) };
    throw new JobFailure({ code: 'step_under_way', sentence: 'Another job does this step already.', patience });
  }

  async function run(
    runner: StageRunner,
    given: Readonly<Record<string, unknown>>,
    context: { jobId: string; signal: AbortSignal },
  ) {
    const wish = await claim(runner.stage, given, context.jobId);
    if (wish === null) return;
    deps.onStep({ wish, step: { stage: wish.stage, state: 'active', cause: wish.cause } });
    try {
      const outcome = await runner.run(wish, context);
      // Somebody else holds this job by now: nothing of ours is stored.
      if (context.signal.aborted) return;
      await apply(wish, outcome);
    } catch (error) {
      if (context.signal.aborted) throw error;
      const cause = causeOf(error);
      await store.explain(wish.id, wish.revision, cause);
      deps.onStep({ wish, step: { stage: wish.stage, state: 'queued', cause } });
      throw error;
    }
  }

  return {
    apply,
    async resume(wishId, stage, outcome) {
      const wish = await store.find(wishId);
      if (wish === null || wish.stage !== stage || (wish.state !== 'active' && wish.state !== 'queued')) return false;
      return await apply(wish, outcome);
    },
    definitions(runners) {
      return runners.map((runner) => ({
        type: runner.stage,
        ...shape[runner.stage],
        maxAttempts,
        payload,
        run: (given, context) => run(runner, given, context),
        async onDead(given, failure) {
          const wish = await store.find(Number(given['wishId']));
          if (wish === null || wish.revision !== Number(given['revision'])) return;
          const cause = { code: failure.code, sentence: failure.message };
          await apply(wish, { kind: 'wait', cause, until: new Date(Date.now() + afterFaultMs), from: wish.stage });
        },
      }));
    },
  };
}

function causeOf(error: unknown): Cause {
  if (error instanceof JobFailure) return { code: error.code, sentence: error.message };
  return {
    code: 'unexpected',
    sentence: `Something went wrong and is tried again: ${error instanceof Error ? error.message : String(error)}`,
  };
}

function stepAfter(
  wish: Wish,
  outcome: StageOutcome,
  after: (stage: Stage) => Stage | null,
): { step: WishStep; job: Stage | null; startAfter?: Date } {
  switch (outcome.kind) {
    case 'next': {
      const stage = after(wish.stage);
      if (stage === null) return { step: { stage: wish.stage, state: 'done', cause: null, attempts: 0 }, job: null };
      return { step: { stage, state: 'queued', cause: null }, job: stage };
    }
    case 'back':
      return { step: { stage: outcome.to, state: 'queued', cause: outcome.cause }, job: outcome.to };
    case 'wait': {
      const stage = outcome.from ?? 'search';
      const step = {
        stage,
        state: 'waiting',
        cause: outcome.cause,
        // Rounds of searching; a transfer that is tried again is none.
        attempts: stage === 'search' ? wish.attempts + 1 : wish.attempts,
        nextAttemptAt: outcome.until,
      } as const;
      return { step, job: stage, startAfter: outcome.until };
    }
    case 'done':
      return { step: { stage: 'publish', state: 'done', cause: outcome.cause, attempts: 0 }, job: null };
    case 'review':
      return { step: { stage: wish.stage, state: 'review', cause: outcome.cause }, job: null };
    case 'parked':
      return { step: { stage: wish.stage, state: 'active', cause: outcome.cause ?? null }, job: null };
  }
}
