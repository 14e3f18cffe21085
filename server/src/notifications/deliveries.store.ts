import { type Selectable, sql } from 'kysely';
import type { Database, Db } from '#platform/database';
import type { EventKind, NotificationEvent } from './ports.ts';

/** A row of `notification_deliveries`. */
export type DeliveryRow = Selectable<Database['notification_deliveries']>;

/** Events that a message may tell of one by one. */
const mostEvents = 100;

/** The queries of `notification_deliveries` and `notification_events`. */
export function createDeliveryStore(db: Db) {
  return {
    /**
     * Targets whose events have waited long enough and that have no message under way. Targets that rest or have had enough for this hour wait.
     */
    async due(now: Date, batchS: number, perHour: number): Promise<number[]> {
      const rows = await sql<{ id: number }>`
        select target.id from notification_targets target
        where target.enabled and (target.paused_until is null or target.paused_until <= ${now})
          and exists (select 1 from notification_events event where event.target_id = target.id and event.delivery_id is null
            and event.happened_at <= ${now}::timestamptz - make_interval(secs => ${batchS}))
          and not exists (select 1 from notification_deliveries open where open.target_id = target.id and open.state = 'pending' and open.kind <> 'test')
          and (select count(*) from notification_deliveries recent where recent.target_id = target.id
            and recent.created_at > ${now}::timestamptz - interval '1 hour') < ${perHour}
        order by target.id`.execute(db);
      return rows.rows.map((row) => row.id);
    },

    /** Makes one message of everything that waits for a target; `null`: another process was quicker, or nothing waits. */
    async gather(trx: Db, targetId: number, now: Date): Promise<DeliveryRow | null> {
      const target = await trx
        .selectFrom('notification_targets')
        .select('id')
        .where('id', '=', targetId)
        .forUpdate()
        .skipLocked()
        .executeTakeFirst();
      if (target === undefined) return null;
      const row = await trx
        .insertInto('notification_deliveries')
        .values({ target_id: targetId, kind: 'batch', event_count: 0, created_at: now })
        .onConflict((oc) => oc.doNothing())
        .returningAll()
        .executeTakeFirst();
      if (row === undefined) return null;
      const taken = await sql<{ kind: string; count: number }>`
        with taken as (
          update notification_events set delivery_id = ${row.id} where target_id = ${targetId} and delivery_id is null returning kind
        ) select kind, count(*)::int as count from taken group by kind`.execute(trx);
      const count = taken.rows.reduce((sum, each) => sum + each.count, 0);
      const [only] = taken.rows;
      if (only === undefined) {
        await trx.deleteFrom('notification_deliveries').where('id', '=', row.id).execute();
        return null;
      }
      return await trx
        .updateTable('notification_deliveries')
        .set({ kind: taken.rows.length === 1 ? only.kind : 'batch', event_count: count })
        .where('id', '=', row.id)
        .returningAll()
        .executeTakeFirstOrThrow();
    },

    /** Notes a message of the test button; `null` when the target has just been removed. */
    async test(targetId: number, now: Date): Promise<DeliveryRow | null> {
      const row = await db
        .insertInto('notification_deliveries')
        .columns(['target_id', 'kind', 'event_count', 'created_at'])
        .expression((eb) =>
          eb
            .selectFrom('notification_targets')
            .select([
              'id',
              sql.lit('test').as('kind'),
              sql.lit(1).as('event_count'),
              sql<Date>`${now}::timestamptz`.as('created_at'),
            ])
            .where('id', '=', targetId)
            .forKeyShare(),
        )
        .returningAll()
        .executeTakeFirst();
      return row ?? null;
    },

    async find(id: number): Promise<DeliveryRow | null> {
      const row = await db.selectFrom('notification_deliveries').selectAll().where('id', '=', id).executeTakeFirst();
      return row ?? null;
    },

    /** How many events of which kind a message holds, and the first of them. */
    async contents(id: number): Promise<{ kinds: ReadonlyMap<EventKind, number>; events: NotificationEvent[] }> {
      const kinds = await db
        .selectFrom('notification_events')
        .select(['kind', (eb) => eb.fn.countAll<number>().as('count')])
        .where('delivery_id', '=', id)
        .groupBy('kind')
        .orderBy((eb) => eb.fn.min('id'))
        .execute();
      const rows = await db
        .selectFrom('notification_events')
        .selectAll()
        .where('delivery_id', '=', id)
        .orderBy('id')
        .limit(mostEvents)
        .execute();
      return {
        kinds: new Map(kinds.map((row) => [row.kind as EventKind, row.count])),
        events: rows.map((row) => ({
          id: row.id,
          kind: row.kind as EventKind,
          happenedAt: row.happened_at,
          details: (row.details ?? {}) as Record<string, unknown>,
        })),
      };
    },

    /** Notes a try that ended in an answer or a fault. */
    async tried(
      trx: Db,
      id: number,
      what: {
        readonly state: 'pending' | 'delivered' | 'failed' | 'cancelled';
        readonly status: number | null;
        readonly problem: { readonly code: string; readonly sentence: string } | null;
        readonly now: Date;
      },
    ): Promise<void> {
      await trx
        .updateTable('notification_deliveries')
        .set((eb) => ({
          state: what.state,
          attempts: eb('attempts', '+', 1),
          http_status: what.status,
          error_code: what.problem?.code ?? null,
          error: what.problem?.sentence ?? null,
          finished_at: what.state === 'pending' ? null : what.now,
        }))
        .where('id', '=', id)
        .where('state', '=', 'pending')
        .execute();
    },

    /** Ends a message that waits, without another try. */
    async end(id: number, state: 'failed' | 'cancelled', now: Date): Promise<void> {
      await db
        .updateTable('notification_deliveries')
        .set({ state, finished_at: now })
        .where('id', '=', id)
        .where('state', '=', 'pending')
        .execute();
    },

    /** Makes a failed message wait again; `false` when it is none, or another is under way for its target. */
    async again(trx: Db, id: number): Promise<boolean> {
      const result = await sql`
        update notification_deliveries own set state = 'pending', finished_at = null
        where own.id = ${id} and own.state in ('failed', 'cancelled') and own.kind <> 'test'
          and not exists (select 1 from notification_deliveries other
            where other.target_id = own.target_id and other.state = 'pending' and other.kind <> 'test')`.execute(trx);
      return (result.numAffectedRows ?? 0n) > 0n;
    },

    /** Messages that wait, the oldest first. */
    async pending(limit: number): Promise<number[]> {
      const rows = await db
        .selectFrom('notification_deliveries')
        .select('id')
        .where('state', '=', 'pending')
        .where('kind', '!=', 'test')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map((row) => row.id);
    },

    /** What was sent, the latest first; of one target or of all. */
    async page(targetId: number | null, limit: number, before: number | null): Promise<DeliveryRow[]> {
      let query = db.selectFrom('notification_deliveries').selectAll();
      if (targetId !== null) query = query.where('target_id', '=', targetId);
      if (before !== null) query = query.where('id', '<', before);
      return await query.orderBy('id', 'desc').limit(limit).execute();
    },

    /** The last message of each target. */
    async last(): Promise<ReadonlyMap<number, DeliveryRow>> {
      const rows = await sql<DeliveryRow>`
        select last.* from notification_targets target
        cross join lateral (select * from notification_deliveries own where own.target_id = target.id order by own.id desc limit 1) last`.execute(
        db,
      );
      return new Map(rows.rows.map((row) => [row.target_id, row]));
    },

    /** Deletes what ended before that moment, and what waits for targets that are switched off. */
    async prune(before: Date): Promise<void> {
      await db
        .deleteFrom('notification_deliveries')
        .where('created_at', '<', before)
        .where('state', '!=', 'pending')
        .execute();
      await sql`
        delete from notification_events using notification_targets target
        where notification_events.target_id = target.id and notification_events.delivery_id is null and not target.enabled`.execute(
        db,
      );
    },
  };
}

/** The queries of messages and of what they tell. */
export type DeliveryStore = ReturnType<typeof createDeliveryStore>;
