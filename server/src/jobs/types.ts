import type { TSchema } from 'typebox';
import type { Db } from '#platform/database';
import type { StoredFailure } from './failure.ts';

/** What a job's row holds. */
export interface StoredJob {
  readonly type: string;
  readonly payload: Record<string, unknown>;
}

/** What the queue must know of a type before anything is enqueued. */
export interface JobShape {
  /** Higher first, across types. */
  readonly priority: number;
  /** A run longer than this is taken away and tried again. */
  readonly timeoutMs: number;
  /** Tries before the job is a dead letter. */
  readonly maxAttempts: number;
  /** What its payloads look like. One that looks different is refused when it is enqueued, and is a dead letter when it is found in the queue. */
  readonly payload: TSchema;
}

/** The types that this program knows. */
export type JobTypes = ReadonlyMap<string, JobShape>;

/** A piece of work to be done at least once. */
export interface NewJob {
  /** Name of a registered definition. */
  readonly type: string;
  /** JSON object; small, ids rather than contents. */
  readonly payload: Record<string, unknown>;
  /** Names what the job is about, so that it can be found again (`wish:12`). Does not deduplicate. */
  readonly key?: string;
  /** At most one job of this type with this key waits or runs; see `enqueue`. */
  readonly idempotencyKey?: string;
  /** Added to the priority of the type; higher first. */
  readonly priority?: number;
  readonly startAfter?: Date;
}

/** What a running job knows of itself. */
export interface JobContext {
  readonly jobId: string;
  /** 1 for the first try. */
  readonly attempt: number;
  /** Aborts when the lease is lost, the job is cancelled, its time is up or the process stops. */
  readonly signal: AbortSignal;
}

/** How one type of job is done. Handlers may run twice and must be safe to repeat. */
export interface JobDefinition extends JobShape {
  readonly type: string;
  /** How many run at once in this process. */
  readonly pool: number;
  /** Throws `JobFailure` for what it cannot do now; anything else thrown counts as `later`. */
  run(payload: Readonly<Record<string, unknown>>, context: JobContext): Promise<void>;
  /** Called when the job becomes a dead letter by its own failure, so that its subject can be told. What it throws is reported. */
  onDead?(payload: Readonly<Record<string, unknown>>, failure: StoredFailure): Promise<void>;
}

/** The queue as the rooms see it. */
export interface Jobs {
  /**
   * Stores jobs; with `trx` they exist exactly if that transaction commits. Throws on unknown types and on payloads
   * that are not what their type works with. A job with an idempotency key replaces
   * the waiting one of that key, is dropped while that one runs, and starts anew once it has ended.
   */
  enqueue(jobs: NewJob | readonly NewJob[], trx?: Db): Promise<void>;
}
