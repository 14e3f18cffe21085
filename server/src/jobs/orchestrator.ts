import type { Db } from '#platform/database';
import { type QueueDepth, queueDepth } from './depth.ts';
import { createDispatcher, type Dispatcher } from './dispatcher.ts';
import { enqueueJobs } from './enqueue.ts';
import type { JobEvents } from './events.ts';
import { takeOverOrphans } from './orphans.ts';
import type { Policies, RetryPolicy } from './policy.ts';
import {
  createBoss,
  defaultTuning,
  prepareQueues,
  type QueueConnection,
  type QueueTuning,
  queueName,
  withinLimits,
} from './queue.ts';
import { runJob } from './run-job.ts';
import { typeOfStored } from './stored-job.ts';
import type { JobDefinition, Jobs, JobTypes, NewJob } from './types.ts';

/** The running queue of one process. */
export interface Orchestrator extends Jobs {
  /** Creates or migrates the queue's schema; afterwards jobs may be enqueued. */
  prepare(): Promise<void>;
  /**
   * Begins to work; every type must have a definition by then. `alone`: no other process can be working on this database, so what a killed
   * one held runs again at once.
   */
  start(definitions: readonly JobDefinition[], alone: boolean): Promise<void>;
  /** Stops taking work, waits up to `graceMs` for running jobs, then aborts their signals and lets their leases go. */
  stop(graceMs: number): Promise<void>;
  /** Which of these keys have a job that is waiting or running. */
  liveKeys(keys: readonly string[]): Promise<ReadonlySet<string>>;
  /** Whether a job is held by some process, living or killed a moment ago. */
  isRunning(jobId: string): Promise<boolean>;
  /** How many jobs of each type wait or run, in all processes. */
  sizes(): Promise<ReadonlyMap<string, number>>;
  /** The same for figures that are read again and again: bounded, so that a long queue costs no more than a short one. */
  depth(): Promise<QueueDepth>;
}

/**
 * The thin room over pg-boss: one queue for every type gives one priority order; the dispatcher keeps a pool per type in each process. A lease that is not renewed runs out and the job runs elsewhere; its former holder's signal aborts.
 */
export function createOrchestrator(options: {
  readonly connection: QueueConnection;
  readonly types: JobTypes;
  readonly globalConcurrency: number;
  readonly tuning?: QueueTuning;
  /** Left out, failed jobs follow the default rules with the attempts of their type. */
  readonly policies?: Policies;
  readonly events?: JobEvents;
  readonly onFault: (what: string, error: unknown) => void;
}): Orchestrator {
  const { types, globalConcurrency, onFault } = options;
  const tuning = withinLimits(options.tuning ?? defaultTuning);
  const events = options.events ?? (() => undefined);
  const boss = createBoss(options.connection, (error) => onFault('queue', error));
  const { policies } = options;
  const plain = (type: string): RetryPolicy => plainPolicy(types.get(type)?.maxAttempts ?? 1);
  const policyOf = (type: string): Promise<RetryPolicy> => policies?.of(type) ?? Promise.resolve(plain(type));
  let dispatcher: Dispatcher | null = null;
  const run = { types, policyOf, enqueue, storedWith, setPause, events, onFault };

  async function enqueue(jobs: NewJob | readonly NewJob[], trx?: Parameters<Jobs['enqueue']>[1]): Promise<void> {
    const list = Array.isArray(jobs) ? (jobs as readonly NewJob[]) : [jobs as NewJob];
    if (list.length > 0) await enqueueJobs({ boss, types, policyOf: policyToStore, events }, list, trx);
  }

  function policyToStore(type: string, within: Db | undefined): Promise<RetryPolicy> | RetryPolicy {
    return within === undefined ? policyOf(type) : (policies?.known(type) ?? plain(type));
  }

  async function setPause(id: string, retryCount: number, seconds: number, maxRetries: number): Promise<void> {
    await boss.getDb().executeSql(
      `update pgboss.job set retry_delay = $4, retry_backoff = false, retry_limit = $5
       where name = $1 and id = $2 and retry_count = $3 and state = 'active'`,
      [queueName, id, retryCount, seconds, maxRetries],
    );
  }

  async function storedWith(id: string): Promise<{ priority: number; key: string | null }> {
    const [row] = await rowsOf<{ priority: number; key: string | null }>(
      'select priority, singleton_key as key from pgboss.job where name = $1 and id = $2',
      [queueName, id],
    );
    return row ?? { priority: 0, key: null };
  }

  async function start(definitions: readonly JobDefinition[], alone: boolean): Promise<void> {
    const byType = new Map(definitions.map((definition) => [definition.type, definition]));
    const missing = [...types.keys()].filter((type) => !byType.has(type));
    if (missing.length > 0)
      throw new Error(`No handler for the job types ${missing.join(', ')}: the house is incomplete.`);
    if (alone) await takeOverOrphans(boss, types);
    const pools = new Map(definitions.map(({ type, pool }) => [type, Math.min(pool, globalConcurrency)]));
    dispatcher = createDispatcher({
      boss,
      pools,
      globalConcurrency,
      tuning,
      run: (job) => runJob(run, byType.get(typeOfStored(job.data)), job),
      events,
      spend: (job) => setPause(job.id, job.retryCount, 1, job.retryCount),
      onFault,
    });
    await dispatcher.start();
  }

  async function rowsOf<T>(text: string, values: unknown[]): Promise<T[]> {
    return (await boss.getDb().executeSql(text, values)).rows as T[];
  }

  return {
    async prepare() {
      await prepareQueues(boss, tuning.leaseS);
      // so that jobs stored within a transaction know the rules from the first on
      await Promise.all([...types.keys()].map(policyOf));
    },
    enqueue,
    start,
    async liveKeys(keys) {
      if (keys.length === 0) return new Set();
      const rows = await rowsOf<{ singleton_key: string }>(
        `select distinct singleton_key from pgboss.job where name = $1 and state in ('created', 'retry', 'active') and singleton_key = any($2::text[])`,
        [queueName, [...keys]],
      );
      return new Set(rows.map((row) => row.singleton_key));
    },
    async isRunning(jobId) {
      const rows = await rowsOf(`select from pgboss.job where name = $1 and id = $2 and state = 'active'`, [
        queueName,
        jobId,
      ]);
      return rows.length > 0;
    },
    async sizes() {
      const rows = await rowsOf<{ type: string; count: string }>(
        `select group_id as type, count(*)::int as count from pgboss.job where name = $1 and state in ('created', 'retry', 'active') group by 1`,
        [queueName],
      );
      return new Map(rows.map((row) => [row.type, Number(row.count)]));
    },
    depth: () => queueDepth(rowsOf),
    async stop(graceMs) {
      await dispatcher?.stop(graceMs);
      await boss.stop({ graceful: false, close: true });
    },
  };
}

/** Quick pauses, as many retries as the type allows. */
function plainPolicy(maxAttempts: number): RetryPolicy {
  const quick = { quickRetries: 3, quickBaseMs: 250, quickJitter: 0.2 };
  return { ...quick, maxRetries: maxAttempts - 1, baseSeconds: 60, jitter: 0.2, timeoutSeconds: null };
}
