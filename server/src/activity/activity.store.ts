import { sql } from 'kysely';
import { type Db, json } from '#platform/database';
import type { LiveFeed } from './feed.ts';

/** One thing that happened, for people. */
export interface ActivityEvent {
  readonly timestamp: string;
  readonly type: string;
  readonly status: string;
  readonly details?: Record<string, unknown>;
}

/** An event with its number, for exports. */
export interface NumberedEvent extends ActivityEvent {
  readonly id: number;
}

/** What a history is narrowed to. */
export interface ActivityFilter {
  readonly type?: string | undefined;
  readonly status?: string | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

/** The history of what happened, persisted and live. */
export interface Activity {
  /** Stores and publishes. With `trx` it is part of that transaction. `type` and `status` are those of the contract, §8.4. */
  record(type: string, status: string, details?: Record<string, unknown>, trx?: Db): Promise<void>;
  /** Newest first. */
  list(filter: ActivityFilter, limit: number, offset: number): Promise<{ items: ActivityEvent[]; total: number }>;
  /** Everything that fits, newest first, page by page, at most `limit` events. */
  all(filter: ActivityFilter, limit: number): AsyncGenerator<readonly NumberedEvent[]>;
}

/** Whoever must hear of an entry in the transaction that stores it. */
export interface Follower {
  /** Whether an entry concerns it at all; cheap. */
  wants(type: string, status: string, details: Record<string, unknown> | undefined): boolean;
  tell(trx: Db, type: string, status: string, details: Record<string, unknown> | undefined): Promise<void>;
}

const exportPage = 1000;

/** The activity store over `activity_events`. */
export function createActivity(db: Db, feed: Pick<LiveFeed, 'publish'>, follower?: Follower): Activity {
  const matching = (filter: ActivityFilter) => {
    let query = db.selectFrom('activity_events');
    if (filter.type !== undefined) query = query.where('type', '=', filter.type);
    if (filter.status !== undefined) query = query.where('status', '=', filter.status);
    if (filter.from !== undefined) query = query.where('timestamp', '>=', filter.from);
    if (filter.to !== undefined) query = query.where('timestamp', '<=', filter.to);
    return query;
  };

  return {
    async record(type, status, details, trx) {
      const followed = follower?.wants(type, status, details) === true;
      const store = async (on: Db) => {
        if (followed) await follower.tell(on, type, status, details);
        return await on
          .insertInto('activity_events')
          .values({ type, status, details: details === undefined ? null : json(details) })
          .returning('timestamp')
          .executeTakeFirstOrThrow();
      };
      const row = followed && trx === undefined ? await db.transaction().execute(store) : await store(trx ?? db);
      feed.publish('activity', {
        timestamp: row.timestamp.toISOString(),
        type,
        status,
        ...(details === undefined ? {} : { details }),
      });
    },
    async list(filter, limit, offset) {
      const query = matching(filter);
      const rows = await query
        .selectAll()
        .orderBy('timestamp', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .offset(offset)
        .execute();
      const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
      return { items: rows.map(eventOf), total };
    },
    async *all(filter, limit) {
      let last: { readonly at: string; readonly id: number } | null = null;
      for (let left = limit; left > 0; left -= exportPage) {
        let query = matching(filter).selectAll().select(sql<string>`timestamp::text`.as('exact'));
        // A Date knows milliseconds only, so the place to go on from stays text.
        if (last !== null) query = query.where(sql<boolean>`(timestamp, id) < (${last.at}::timestamptz, ${last.id})`);
        const rows = await query
          .orderBy('timestamp', 'desc')
          .orderBy('id', 'desc')
          .limit(Math.min(exportPage, left))
          .execute();
        const end = rows.at(-1);
        if (end === undefined) return;
        yield rows.map((row) => ({ id: row.id, ...eventOf(row) }));
        if (rows.length < exportPage) return;
        last = { at: end.exact, id: end.id };
      }
    },
  };
}

function eventOf(row: {
  readonly timestamp: Date;
  readonly type: string;
  readonly status: string;
  readonly details: unknown;
}): ActivityEvent {
  return {
    timestamp: row.timestamp.toISOString(),
    type: row.type,
    status: row.status,
    ...(row.details === null ? {} : { details: row.details as Record<string, unknown> }),
  };
}
