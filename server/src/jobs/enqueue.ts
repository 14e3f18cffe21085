import { createHash } from 'node:crypto';
import { fromKysely, type PgBoss } from 'pg-boss';
import type { Db } from '#platform/database';
import type { JobEvents } from './events.ts';
import { JobFailure } from './failure.ts';
import type { RetryPolicy } from './policy.ts';
import { queueName } from './queue.ts';
import { faultOfStored } from './stored-job.ts';
import type { JobTypes, NewJob, StoredJob } from './types.ts';

/** Ends at the priority of the type plus that of the job. */
export interface EnqueueDeps {
  readonly boss: PgBoss;
  readonly types: JobTypes;
  /** Within a transaction it must not ask the database: another connection may not be free. */
  readonly policyOf: (type: string, within: Db | undefined) => Promise<RetryPolicy> | RetryPolicy;
  readonly events: JobEvents;
}

/**
 * Stores jobs, all in one statement; those with an idempotency key one by one. A job whose key is already waiting replaces it, one whose key
 * is running is dropped, and a key that is finished starts anew. Throws on types that nobody registered.
 */
export async function enqueueJobs(deps: EnqueueDeps, jobs: readonly NewJob[], trx?: Db): Promise<void> {
  const rows = await Promise.all(jobs.map((job) => rowOf(deps, job, trx)));
  const db = trx === undefined ? deps.boss.getDb() : fromKysely(trx);
  const plain = rows.filter((row) => row.id === undefined);
  if (plain.length > 0) await deps.boss.insert(queueName, plain, { db });
  for (const job of jobs) {
    if (job.idempotencyKey === undefined) {
      deps.events({ event: 'worker.job', status: 'enqueued', job_type: job.type });
    }
  }
  for (const row of rows) {
    if (row.id === undefined) continue;
    const status = await enqueueOnce(deps.boss, db, { ...row, id: row.id });
    deps.events({ event: 'worker.job', status, job_type: row.data.type, entity_id: row.id });
  }
}

async function rowOf({ types, policyOf }: EnqueueDeps, job: NewJob, trx: Db | undefined) {
  const type = types.get(job.type);
  if (type === undefined) {
    const sentence = `No job type "${job.type}" is registered.`;
    throw new JobFailure({ code: 'handler_missing', sentence, patience: 'never' });
  }
  const fault = faultOfStored(types, { type: job.type, payload: job.payload });
  if (fault !== null) throw fault;
  const policy = await policyOf(job.type, trx);
  return {
    ...(job.idempotencyKey === undefined ? {} : { id: idOf(job.type, job.idempotencyKey) }),
    data: { type: job.type, payload: job.payload } satisfies StoredJob,
    priority: type.priority + (job.priority ?? 0),
    retryLimit: policy.maxRetries,
    expireInSeconds: Math.ceil(policy.timeoutSeconds ?? type.timeoutMs / 1000),
    group: { id: job.type, tier: job.type },
    ...(job.key === undefined ? {} : { singletonKey: job.key }),
    ...(job.startAfter === undefined ? {} : { startAfter: job.startAfter }),
  };
}

async function enqueueOnce(
  boss: PgBoss,
  db: ReturnType<PgBoss['getDb']>,
  row: Awaited<ReturnType<typeof rowOf>> & { readonly id: string },
): Promise<'enqueued' | 'deduplicated'> {
  await db.executeSql(
    `delete from pgboss.job where name = $1 and id = $2 and state in ('completed', 'cancelled', 'failed')`,
    [queueName, row.id],
  );
  const inserted = await boss.insert(queueName, [row], { db, returnId: true });
  if (inserted !== null && inserted.length > 0) return 'enqueued';
  await db.executeSql(
    `update pgboss.job set data = $3, priority = $4, start_after = $5, singleton_key = $6
     where name = $1 and id = $2 and state in ('created', 'retry')`,
    [
      queueName,
      row.id,
      JSON.stringify(row.data),
      row.priority,
      'startAfter' in row ? row.startAfter : new Date(),
      'singletonKey' in row ? row.singletonKey : null,
    ],
  );
  return 'deduplicated';
}

/** 32 hexadecimal digits of SHA-256 over type and key, as the contract (§3.1) has it, written as the job's id. */
function idOf(type: string, key: string): string {
  const hex = createHash('sha256')
    .update(JSON.stringify([type, key]))
    .digest('hex')
    .slice(0, 32);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
