import { type SqlBool, sql } from 'kysely';
import type { Db } from '#platform/database';
import { JobFailure } from './failure.ts';
import { deadQueueName } from './queue.ts';
import { payloadOfStored, typeOfStored } from './stored-job.ts';
import type { Jobs, NewJob } from './types.ts';

/** A job that will not run again by itself. */
export interface DeadJob {
  /** Of the dead letter, not of the job that failed. */
  readonly id: string;
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Why: the stored failure of the last try. */
  readonly failure: { readonly code: string; readonly message: string; readonly remedy: string | null };
  /** How often it was tried. */
  readonly tries: number;
  readonly diedAt: Date;
}

/** What dead jobs are narrowed to. */
export interface DeadJobFilter {
  readonly type?: string | undefined;
  /** Part of the code or of the message, in any case. */
  readonly reason?: string | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

/** Why a dead letter was not queued again. The last two stay dead letters: this program cannot run them. */
export type NotRequeued = 'not_dead_letter' | 'out_of_date' | 'handler_missing' | 'payload_invalid';

/** The dead letters of jobs of every type. */
export interface DeadLetters {
  /** Newest first. */
  list(filter: DeadJobFilter, limit: number, offset: number): Promise<{ items: readonly DeadJob[]; total: number }>;
  /** Queues the work again; ids that are no dead letters (any more), and work that has become pointless, are named. */
  requeue(ids: readonly string[]): Promise<{
    readonly requeued: readonly string[];
    readonly skipped: readonly { readonly id: string; readonly reason: NotRequeued }[];
  }>;
  /** Deletes at most `limit`, oldest first; answers how many. */
  purge(
    choice: { readonly ids: readonly string[] } | { readonly olderThan: Date },
    reason: string | undefined,
    limit: number,
  ): Promise<number>;
}

interface Row {
  readonly id: string;
  /** As it was found; not always a job. */
  readonly data: unknown;
  readonly created_on: Date;
  readonly source_output: { code?: unknown; message?: unknown; remedy?: unknown } | null;
  readonly source_retry_count: number | null;
}

/**
 * Reads and settles what pg-boss put aside. `again` says what is to be queued for a dead job now (its payload may speak of a step that is
 * long over); `null` means that there is nothing left to do. Without it the job is queued as it was.
 */
export function createDeadLetters(deps: {
  readonly db: Db;
  readonly jobs: Jobs;
  readonly again?: (type: string, payload: Readonly<Record<string, unknown>>, trx: Db) => Promise<NewJob | null>;
}): DeadLetters {
  const { db } = deps;
  const again = deps.again ?? (async (type, payload) => ({ type, payload: { ...payload } }));

  const matching = (filter: DeadJobFilter) => {
    const conditions = [sql<SqlBool>`name = ${deadQueueName}`, sql<SqlBool>`state in ('created', 'retry')`];
    if (filter.type !== undefined) conditions.push(sql<SqlBool>`data ->> 'type' = ${filter.type}`);
    if (filter.from !== undefined) conditions.push(sql<SqlBool>`created_on >= ${filter.from}`);
    if (filter.to !== undefined) conditions.push(sql<SqlBool>`created_on <= ${filter.to}`);
    if (filter.reason !== undefined) {
      const like = `%${filter.reason.replace(/[\\%_]/g, '\\$&')}%`;
      conditions.push(
        sql<SqlBool>`(source_output ->> 'code' ilike ${like} or source_output ->> 'message' ilike ${like})`,
      );
    }
    return sql.join(conditions, sql` and `);
  };

  async function requeueOne(id: string): Promise<'requeued' | NotRequeued> {
    try {
      return await requeueStored(id);
    } catch (error) {
      const code = error instanceof JobFailure ? error.code : '';
      if (code === 'handler_missing' || code === 'payload_invalid') return code;
      throw error;
    }
  }

  function requeueStored(id: string): Promise<'requeued' | NotRequeued> {
    return db.transaction().execute(async (trx) => {
      const { rows } =
        await sql<Row>`delete from pgboss.job where id = ${id}::uuid and ${matching({})} returning *`.execute(trx);
      const [row] = rows;
      if (row === undefined) return 'not_dead_letter';
      const job = await again(typeOfStored(row.data), payloadOfStored(row.data), trx);
      if (job === null) return 'out_of_date';
      await deps.jobs.enqueue(job, trx);
      return 'requeued';
    });
  }

  return {
    async list(filter, limit, offset) {
      const { rows } = await sql<Row>`select id, data, created_on, source_output, source_retry_count from pgboss.job
        where ${matching(filter)} order by created_on desc, id limit ${limit} offset ${offset}`.execute(db);
      const counted = await sql<{ n: number }>`select count(*) as n from pgboss.job where ${matching(filter)}`.execute(
        db,
      );
      return { items: rows.map(deadJobOf), total: counted.rows[0]?.n ?? 0 };
    },
    async requeue(ids) {
      const requeued: string[] = [];
      const skipped: { id: string; reason: NotRequeued }[] = [];
      for (const id of new Set(ids)) {
        const how = await requeueOne(id);
        if (how === 'requeued') requeued.push(id);
        else skipped.push({ id, reason: how });
      }
      return { requeued, skipped };
    },
    async purge(choice, reason, limit) {
      const chosen =
        'ids' in choice ? sql`id = any(${[...choice.ids]}::uuid[])` : sql`created_on < ${choice.olderThan}`;
      const { rows } = await sql`delete from pgboss.job where name = ${deadQueueName} and id in (
        select id from pgboss.job where ${matching({ reason })} and ${chosen} order by created_on limit ${limit}
      ) returning id`.execute(db);
      return rows.length;
    },
  };
}

function deadJobOf(row: Row): DeadJob {
  const { code, message, remedy } = row.source_output ?? {};
  return {
    id: row.id,
    type: typeOfStored(row.data),
    payload: payloadOfStored(row.data),
    failure: {
      code: typeof code === 'string' ? code : 'unknown',
      message: typeof message === 'string' ? message : 'It was tried as often as allowed; no reason was stored.',
      remedy: typeof remedy === 'string' ? remedy : null,
    },
    tries: (row.source_retry_count ?? 0) + 1,
    diedAt: row.created_on,
  };
}
