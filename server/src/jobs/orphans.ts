import type { PgBoss } from 'pg-boss';
import { queueName } from './queue.ts';
import { typeOfStored } from './stored-job.ts';
import type { JobTypes, StoredJob } from './types.ts';

interface Orphan {
  readonly id: string;
  readonly data: StoredJob;
  readonly priority: number;
  readonly retries: number;
  readonly expire_seconds: number;
  readonly singleton_key: string | null;
}

/**
 * Gives jobs that a killed process held a new entry with the tries that they have left, without waiting for the lease. Only when nobody
 * else can be at work. The new one is stored first: a crash between leaves two, and handlers are safe to repeat. Answers how many.
 */
export async function takeOverOrphans(boss: PgBoss, types: JobTypes): Promise<number> {
  const { rows } = await boss.getDb().executeSql(
    `select id, data, priority, retry_limit - retry_count - 1 as retries, expire_seconds, singleton_key
     from pgboss.job where name = $1 and state = 'active' and retry_count < retry_limit`,
    [queueName],
  );
  let taken = 0;
  for (const row of rows as Orphan[]) {
    const type = typeOfStored(row.data);
    // left to its lease, after which it is a dead letter
    if (!types.has(type)) continue;
    await boss.send(queueName, row.data, {
      priority: row.priority,
      retryLimit: row.retries,
      expireInSeconds: row.expire_seconds,
      group: { id: type, tier: type },
      ...(row.singleton_key === null ? {} : { singletonKey: row.singleton_key }),
    });
    await boss.cancel(queueName, row.id);
    taken += 1;
  }
  return taken;
}
