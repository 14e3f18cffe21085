import { fromKysely, type JobWithMetadata, PgBoss } from 'pg-boss';
import type { Db } from '#platform/database';
import { JobFailure, storedFailure } from './failure.ts';
import type { JobDefinition, Jobs, NewJob } from './types.ts';

const queue = 'jobs';
const deadQueue = 'jobs_dead';

/** Where the queue lives: the same database as everything else. */
export interface QueueConnection {
  readonly connectionString?: string;
  readonly host?: string;
  readonly port?: number;
  readonly user?: string;
  readonly password?: string;
  readonly database?: string;
}

interface Stored {
  readonly type: string;
  readonly payload: Record<string, unknown>;
}

interface Orphan {
  readonly id: string;
  readonly data: Stored;
  readonly priority: number;
  readonly retries: number;
  readonly singleton_key: string | null;
}

/** The running queue of one process. */
export interface Orchestrator extends Jobs {
  /** Creates or migrates the queue's schema; afterwards jobs may be enqueued. */
  prepare(): Promise<void>;
  /** Begins to work; every type must have a definition by then. */
  start(definitions: readonly JobDefinition[]): Promise<void>;
  /** Stops taking work, waits up to `graceMs` for running jobs, then lets their leases go. */
  stop(graceMs: number): Promise<void>;
  /** Which of these keys have a job that is waiting or running. */
  liveKeys(keys: readonly string[]): Promise<ReadonlySet<string>>;
}

/**
 * The thin room over pg-boss: one queue for every type gives one priority order; `localGroupConcurrency` gives a pool per type.
 * Leases are 15 s heartbeats, looked after every 2 s, so a killed worker's jobs run again within about 20 s.
 */
export function createOrchestrator(options: {
  readonly connection: QueueConnection;
  readonly types: ReadonlyMap<
    string,
    { readonly priority: number; readonly timeoutMs: number; readonly maxAttempts: number }
  >;
  readonly globalConcurrency: number;
  /** True when no other process can be working on this database: then what a killed one held runs again at once. */
  readonly alone: boolean;
  readonly onFault: (what: string, error: unknown) => void;
}): Orchestrator {
  const boss = new PgBoss({
    ...options.connection,
    schema: 'pgboss',
    application_name: 'harmony-jobs',
    max: 6,
    useListenNotify: true,
    superviseIntervalSeconds: 2,
    monitorIntervalSeconds: 2,
    schedule: false,
  });
  boss.on('error', (error) => options.onFault('queue', error));
  let working: string | null = null;

  async function prepare(): Promise<void> {
    await boss.start();
    const common = { heartbeatSeconds: 15, deleteAfterSeconds: 3600, retentionSeconds: 400 * 24 * 3600 };
    await ensure(deadQueue, common);
    await ensure(queue, {
      ...common,
      notify: true,
      deadLetter: deadQueue,
      retryBackoff: true,
      retryDelay: 5,
      retryDelayMax: 3840,
    });
  }

  async function ensure(name: string, settings: Parameters<PgBoss['createQueue']>[1]): Promise<void> {
    await boss.createQueue(name, settings);
    if (settings !== undefined) await boss.updateQueue(name, settings);
  }

  async function enqueue(jobs: NewJob | readonly NewJob[], trx?: Db): Promise<void> {
    const list = Array.isArray(jobs) ? (jobs as readonly NewJob[]) : [jobs as NewJob];
    if (list.length === 0) return;
    const rows = list.map((job) => {
      const type = options.types.get(job.type);
      if (type === undefined) throw new Error(`No job type "${job.type}" is registered.`);
      return {
        data: { type: job.type, payload: job.payload } satisfies Stored,
        priority: type.priority + (job.priority ?? 0),
        retryLimit: type.maxAttempts - 1,
        expireInSeconds: Math.ceil(type.timeoutMs / 1000),
        group: { id: job.type, tier: job.type },
        ...(job.key === undefined ? {} : { singletonKey: job.key }),
        ...(job.startAfter === undefined ? {} : { startAfter: job.startAfter }),
      };
    });
    await boss.insert(queue, rows, trx === undefined ? {} : { db: fromKysely(trx) });
  }

  function wake(): void {
    for (const worker of boss.getWipData()) if (worker.name === queue) boss.notifyWorker(worker.id);
  }

  /**
   * Gives jobs that a killed process held a new entry with the tries that they have left, without waiting for the lease. The new one is
   * stored first: a crash between leaves two, and handlers are safe to repeat.
   */
  async function takeOverOrphans(): Promise<void> {
    const { rows } = await boss.getDb().executeSql(
      `select id, data, priority, retry_limit - retry_count - 1 as retries, singleton_key
       from pgboss.job where name = $1 and state = 'active' and retry_count < retry_limit`,
      [queue],
    );
    for (const row of rows as Orphan[]) {
      const type = options.types.get(row.data.type);
      if (type === undefined) continue;
      await boss.send(queue, row.data, {
        priority: row.priority,
        retryLimit: row.retries,
        expireInSeconds: Math.ceil(type.timeoutMs / 1000),
        group: { id: row.data.type, tier: row.data.type },
        ...(row.singleton_key === null ? {} : { singletonKey: row.singleton_key }),
      });
      await boss.cancel(queue, row.id);
    }
  }

  async function start(definitions: readonly JobDefinition[]): Promise<void> {
    const byType = new Map(definitions.map((definition) => [definition.type, definition]));
    const missing = [...options.types.keys()].filter((type) => !byType.has(type));
    if (missing.length > 0)
      throw new Error(`No handler for the job types ${missing.join(', ')}: the house is incomplete.`);
    if (options.alone) await takeOverOrphans();
    working = await boss.work(
      queue,
      {
        includeMetadata: true,
        perJobResults: true,
        batchSize: 1,
        localConcurrency: options.globalConcurrency,
        localGroupConcurrency: {
          default: 1,
          tiers: Object.fromEntries(
            definitions.map(({ type, pool }) => [type, Math.min(pool, options.globalConcurrency)]),
          ),
        },
        pollingIntervalSeconds: 0.5,
        notifyPollingIntervalSeconds: 1,
        heartbeatRefreshSeconds: 2,
      },
      async ([job]: JobWithMetadata<Stored>[]) => {
        if (job === undefined) return [];
        try {
          return [await runOne(byType.get(job.data.type), job)];
        } finally {
          setImmediate(wake);
        }
      },
    );
  }

  async function runOne(
    definition: JobDefinition | undefined,
    job: {
      id: string;
      data: Stored;
      retryCount: number;
      retryLimit: number;
      signal: AbortSignal;
      priority: number;
      singletonKey: string | null;
    },
  ): Promise<{ id: string; status: 'completed' | 'failed' | 'deadletter'; output?: unknown }> {
    if (definition === undefined) {
      return {
        id: job.id,
        status: 'deadletter',
        output: { code: 'handler_missing', message: `No handler for "${job.data.type}".` },
      };
    }
    try {
      await definition.run(job.data.payload, { jobId: job.id, attempt: job.retryCount + 1, signal: job.signal });
      return { id: job.id, status: 'completed' };
    } catch (error) {
      const failure = storedFailure(error);
      const patience = error instanceof JobFailure ? error.patience : 'later';
      if (!(error instanceof JobFailure)) options.onFault(`job ${definition.type}`, error);
      if (typeof patience === 'object') {
        // Stored before the old one is completed: a crash between leaves two, and handlers are safe to repeat.
        await enqueue({
          type: definition.type,
          payload: job.data.payload,
          priority: job.priority - definition.priority,
          startAfter: patience.at,
          ...(job.singletonKey === null ? {} : { key: job.singletonKey }),
        });
        return { id: job.id, status: 'completed', output: failure };
      }
      const dead = patience === 'never' || job.retryCount >= job.retryLimit;
      if (dead) await definition.onDead?.(job.data.payload, failure);
      return { id: job.id, status: dead ? 'deadletter' : 'failed', output: failure };
    }
  }

  async function liveKeys(keys: readonly string[]): Promise<ReadonlySet<string>> {
    if (keys.length === 0) return new Set();
    const { rows } = await boss
      .getDb()
      .executeSql(
        `select distinct singleton_key from pgboss.job where name = $1 and state in ('created', 'retry', 'active') and singleton_key = any($2::text[])`,
        [queue, [...keys]],
      );
    return new Set((rows as { singleton_key: string }[]).map((row) => row.singleton_key));
  }

  return {
    prepare,
    enqueue,
    start,
    liveKeys,
    async stop(graceMs) {
      if (working !== null) await boss.offWork(queue);
      await boss.stop({ graceful: true, close: true, timeout: graceMs });
    },
  };
}
