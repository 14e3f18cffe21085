import type { Facts, WantedTrack } from '#music';
import type { Db } from '#platform/database';

/** Stations of the journey in order; `pipeline/index.ts` is the only place that acts on the order. */
export const stages = ['search', 'match', 'download', 'verify', 'organise', 'tag', 'publish'] as const;

/** One station of the journey. */
export type Stage = (typeof stages)[number];

/**
 * `queued`: its next job is committed · `active`: a stage works on it · `waiting`: not met now, tried again at `nextAttemptAt` ·
 * `review`: needs a person · `done`: filed · `cancelled`: a person does not want it any more.
 */
export type WishState = 'queued' | 'active' | 'waiting' | 'review' | 'done' | 'cancelled';

/** Why something is as it is: a stable snake_case code for programs and one sentence for people. */
export interface Cause {
  readonly code: string;
  readonly sentence: string;
  /** The values that the sentence names, when its room keeps it in a book of sentences. */
  readonly facts?: Facts;
}

/** A wanted track as stored, with how far it has come. */
export interface Wish {
  readonly id: number;
  readonly track: WantedTrack;
  readonly stage: Stage;
  readonly state: WishState;
  readonly cause: Cause | null;
  readonly priority: number;
  /** Rounds of searching that ended without a file. */
  readonly attempts: number;
  readonly revision: number;
  readonly libraryFileId: number | null;
  /** When a waiting wish is tried again. */
  readonly nextAttemptAt?: Date | null;
}

/** What a person did with a wish, as its history calls it. */
export type WishAct =
  | 'retried'
  | 'requeued'
  | 'restored'
  | 'chosen'
  | 'kept'
  | 'declined'
  | 'judged_anew'
  | 'fetched_by_hand';

/** Stores the stage's own rows; runs in the transaction that also stores the wish's step and its next job. */
export type Commit = (trx: Db) => Promise<void>;

/** What a stage says at its end. Expected outcomes are values; only a fault is thrown (`JobFailure` of `#jobs`). */
export type StageOutcome =
  /** On to the next stage. */
  | { readonly kind: 'next'; readonly commit?: Commit }
  /** Back to an earlier stage, for example to the match stage for the next best peer. */
  | { readonly kind: 'back'; readonly to: Stage; readonly cause: Cause; readonly commit?: Commit }
  /** Not met now; from `from` (default `search`) again at `until`. Settled for people until then. */
  | {
      readonly kind: 'wait';
      readonly cause: Cause;
      readonly until: Date;
      readonly from?: Stage;
      readonly commit?: Commit;
    }
  /** Met without going through the stages that are left; `cause` says why. */
  | { readonly kind: 'done'; readonly cause: Cause; readonly commit?: Commit }
  /** Needs a person. */
  | { readonly kind: 'review'; readonly cause: Cause; readonly commit?: Commit }
  /** Something outside goes on (a transfer); the stage resumes the wish itself through `Journey.resume`. */
  | { readonly kind: 'parked'; readonly cause?: Cause; readonly commit?: Commit };

/** One station: reads what it needs by the wish's id, decides, and says how it ended. Must be safe to run twice. */
export interface StageRunner {
  readonly stage: Stage;
  run(wish: Wish, context: { readonly signal: AbortSignal; readonly jobId: string }): Promise<StageOutcome>;
}

/** How a parked stage brings a wish on again; a no-op returning `false` when the wish is no longer parked at that stage. */
export interface Journey {
  resume(wishId: number, stage: Stage, outcome: StageOutcome): Promise<boolean>;
}
