import type { Db } from '#platform/database';
import type { LiveFeed } from './feed.ts';

/** One thing that happened, for people. */
export interface ActivityEvent {
  readonly timestamp: string;
  readonly type: string;
  readonly status: string;
  readonly details?: Record<string, unknown>;
}

/** The history of what happened, persisted and live. */
export interface Activity {
  /** Stores and publishes. With `trx` it is part of that transaction. `type` and `status` are those of the contract, §8.4. */
  record(type: string, status: string, details?: Record<string, unknown>, trx?: Db): Promise<void>;
  /** Newest first. */
  list(
    filter: { type?: string | undefined; status?: string | undefined },
    limit: number,
    offset: number,
  ): Promise<{ items: ActivityEvent[]; total: number }>;
}

/** The activity store over `activity_events`. */
export function createActivity(db: Db, feed: LiveFeed): Activity {
  return {
    async record(type, status, details, trx) {
      const row = await (trx ?? db)
        .insertInto('activity_events')
        .values({ type, status, details: details === undefined ? null : JSON.stringify(details) })
        .returning('timestamp')
        .executeTakeFirstOrThrow();
      feed.publish('activity', {
        timestamp: row.timestamp.toISOString(),
        type,
        status,
        ...(details === undefined ? {} : { details }),
      });
    },
    async list(filter, limit, offset) {
      let query = db.selectFrom('activity_events');
      if (filter.type !== undefined) query = query.where('type', '=', filter.type);
      if (filter.status !== undefined) query = query.where('status', '=', filter.status);
      const rows = await query
        .selectAll()
        .orderBy('timestamp', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .offset(offset)
        .execute();
      const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
      const items = rows.map((row) => ({
        timestamp: row.timestamp.toISOString(),
        type: row.type,
        status: row.status,
        ...(row.details === null ? {} : { details: row.details as Record<string, unknown> }),
      }));
      return { items, total };
    },
  };
}
