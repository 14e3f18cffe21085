import { PgBoss } from 'pg-boss';

/** The one queue of all types, and where its dead letters go. */
export const queueName = 'jobs';
export const deadQueueName = 'jobs_dead';

/** Where the queue lives: the same database as everything else. */
export interface QueueConnection {
  readonly connectionString?: string;
  readonly host?: string;
  readonly port?: number;
  readonly user?: string;
  readonly password?: string;
  readonly database?: string;
}

/** How the queue behaves; times as given by people, brought into pg-boss's limits here. */
export interface QueueTuning {
  /** Lease of a running job. */
  readonly leaseS: number;
  /** How often a running job renews it. */
  readonly heartbeatS: number;
  readonly pollMs: number;
  readonly pollMaxMs: number;
}

/** What holds without settings: a killed process's jobs run elsewhere within about 17 s. */
export const defaultTuning: QueueTuning = { leaseS: 15, heartbeatS: 2, pollMs: 500, pollMaxMs: 1000 };

/** The tuning within pg-boss's limits: leases ≥ 10 s, polling ≥ 0.5 s, heartbeat at most half the lease. */
export function withinLimits(tuning: QueueTuning): QueueTuning {
  const leaseS = Math.max(10, tuning.leaseS);
  const pollMs = Math.max(500, tuning.pollMs);
  return {
    leaseS,
    heartbeatS: Math.max(1, Math.min(tuning.heartbeatS, leaseS / 2)),
    pollMs,
    pollMaxMs: Math.max(pollMs, tuning.pollMaxMs),
  };
}

/** pg-boss over this connection; leases are looked after every 2 s. Nothing runs before `start()`. */
export function createBoss(
  connection: QueueConnection,
  onError: (error: unknown) => void,
  useListenNotify = false,
): PgBoss {
  const boss = new PgBoss({
    ...connection,
    schema: 'pgboss',
    application_name: 'harmony-jobs',
    max: 6,
    // the dispatcher listens itself; the queue's `notify` makes every enqueue ring
    useListenNotify,
    superviseIntervalSeconds: 2,
    monitorIntervalSeconds: 2,
    schedule: false,
  });
  // pg-boss also emits plain objects that only look like errors
  boss.on('error', (error: Error) => onError(error instanceof Error ? error : Object.assign(new Error(), error)));
  return boss;
}

/**
 * Creates or updates the two queues. Retries that pg-boss itself decides on (a lease that ran out, a process that stopped) come after a
 * second; those of failed jobs get their pause from their policy.
 */
export async function prepareQueues(boss: PgBoss, leaseS: number): Promise<void> {
  await boss.start();
  const common = { heartbeatSeconds: leaseS, deleteAfterSeconds: 3600, retentionSeconds: 400 * 24 * 3600 };
  const queues: [string, Parameters<PgBoss['createQueue']>[1]][] = [
    [deadQueueName, common],
    [queueName, { ...common, notify: true, deadLetter: deadQueueName, retryBackoff: false, retryDelay: 1 }],
  ];
  for (const [name, settings] of queues) {
    await boss.createQueue(name, settings);
    await boss.updateQueue(name, settings ?? {});
  }
}

/** Makes the queue's tables in a database and lets go of it; nothing runs. For restoring a backup. Throws what the database says. */
export async function makeQueueTables(connection: QueueConnection): Promise<void> {
  const boss = createBoss(connection, () => undefined);
  try {
    await prepareQueues(boss, defaultTuning.leaseS);
  } finally {
    await boss.stop({ graceful: false, close: true });
  }
}
