import { deadQueueName, queueName } from './queue.ts';

/** How much waits. */
export interface QueueDepth {
  readonly jobs: readonly { readonly type: string; readonly state: 'waiting' | 'running'; readonly count: number }[];
  /** How long the oldest job that is due has waited, in seconds; 0: none is due. */
  readonly oldestDueS: number;
  readonly dead: number;
}

/** Counting ends here. */
const mostJobs = 50_000;
const mostDead = 10_000;
/** Of so many due jobs, in the order of the queue, the oldest is looked for. */
const mostDue = 5_000;

/** Counts jobs and dead letters up to a bound. */
export async function queueDepth(rowsOf: <R>(text: string, values: unknown[]) => Promise<R[]>): Promise<QueueDepth> {
  const [counted, due, dead] = await Promise.all([
    rowsOf<{ type: string; running: boolean; count: number }>(
      `select group_id as type, state = 'active' as running, count(*)::int as count from
       (select group_id, state from pgboss.job where name = $1 and state in ('created', 'retry', 'active') limit ${mostJobs}) j group by 1, 2`,
      [queueName],
    ),
    rowsOf<{ seconds: number | null }>(
      `select extract(epoch from now() - min(start_after))::float8 as seconds from
       (select start_after from pgboss.job where name = $1 and state in ('created', 'retry') and start_after <= now() limit ${mostDue}) j`,
      [queueName],
    ),
    rowsOf<{ count: number }>(
      `select count(*)::int as count from (select 1 from pgboss.job where name = $1 and state = 'created' limit ${mostDead}) j`,
      [deadQueueName],
    ),
  ]);
  return {
    jobs: counted.map(({ type, running, count }) => ({ type, state: running ? 'running' : 'waiting', count })),
    oldestDueS: Math.max(0, due[0]?.seconds ?? 0),
    dead: dead[0]?.count ?? 0,
  };
}
