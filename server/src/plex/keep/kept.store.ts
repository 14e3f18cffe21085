import { type Selectable, sql } from 'kysely';
import type { Database, Db } from '#platform/database';
import type { KeptKind } from '../ports.ts';

/** A list that is kept in Plex, or was. */
export type KeptListRow = Selectable<Database['plex_kept_lists']>;

/** A row of such a list. `sourceKey` is `null` for what people added in Plex. */
export interface KeptItem {
  readonly sourceKey: string | null;
  /** Place in the source; `null` for what people added. */
  readonly position: number | null;
  readonly ratingKey: string | null;
  /** Its place in the list at Plex. */
  readonly itemId: string | null;
  readonly state: 'gap' | 'pending' | 'placed' | 'leaving' | 'removed' | 'by_hand';
  readonly matchedBy: 'path' | 'recording' | 'likeness' | null;
  /** 0..1. */
  readonly confidence: number | null;
  /** Why it is not in the list. */
  readonly reason: string | null;
  /** Whether it was put where it belongs. */
  readonly settled: boolean;
}

/** How keeping a list ended. */
export interface KeptEnd {
  readonly state: KeptListRow['state'];
  readonly code: string | null;
  readonly reason: string | null;
  readonly remedy: string | null;
  /** In seconds from now. */
  readonly nextInS: number;
}

/** The queries of lists that are kept in Plex; only this room names `plex_kept_lists` and `plex_kept_items`. */
export function createKeptStore(db: Db) {
  return {
    async find(kind: KeptKind, id: string): Promise<KeptListRow | null> {
      const rows = db.selectFrom('plex_kept_lists').selectAll();
      const row = await rows.where('source_kind', '=', kind).where('source_id', '=', id).executeTakeFirst();
      return row ?? null;
    },

    /** Latest first; people keep some dozens. */
    async all(limit: number, offset: number): Promise<KeptListRow[]> {
      const rows = db.selectFrom('plex_kept_lists').selectAll().orderBy('id', 'desc');
      return await rows.limit(limit).offset(offset).execute();
    },

    /** Switches a list on or off. Switched on after it was deleted in Plex, or for another server, it is made anew. */
    async setKeep(kind: KeptKind, id: string, keep: boolean): Promise<KeptListRow> {
      return await db.transaction().execute(async (trx) => {
        const row = await trx
          .insertInto('plex_kept_lists')
          .values({ source_kind: kind, source_id: id, keep })
          .onConflict((oc) => oc.columns(['source_kind', 'source_id']).doUpdateSet({ keep, next_at: sql<Date>`now()` }))
          .returningAll()
          .executeTakeFirstOrThrow();
        if (!keep || row.state !== 'gone') return row;
        await trx.deleteFrom('plex_kept_items').where('list_id', '=', row.id).execute();
        const anew = {
          token: sql<string>`gen_random_uuid()`,
          machine_identifier: null,
          rating_key: null,
          title: null,
          state: 'new' as const,
          reason_code: null,
          reason: null,
          remedy: null,
        };
        return await trx
          .updateTable('plex_kept_lists')
          .set(anew)
          .where('id', '=', row.id)
          .returningAll()
          .executeTakeFirstOrThrow();
      });
    },

    /** Those that are to be looked at: their time has come, or Plex has other tracks than when they were kept last. */
    async due(revision: number): Promise<KeptListRow[]> {
      return await db
        .selectFrom('plex_kept_lists')
        .selectAll()
        .where('keep', '=', true)
        .where((eb) =>
          eb.or([
            eb('next_at', '<=', sql<Date>`now()`),
            eb.and([eb('seen_revision', '!=', revision), eb('state', 'in', ['kept', 'partial', 'waiting'])]),
          ]),
        )
        .orderBy('next_at')
        .limit(200)
        .execute();
    },

    /** Has a list looked at now. */
    async wake(listId: number): Promise<void> {
      await db.updateTable('plex_kept_lists').set({ next_at: sql<Date>`now()` }).where('id', '=', listId).execute();
    },

    /** Stores which list at Plex it is. */
    async made(listId: number, machineIdentifier: string, ratingKey: string): Promise<void> {
      await db
        .updateTable('plex_kept_lists')
        .set({ machine_identifier: machineIdentifier, rating_key: ratingKey })
        .where('id', '=', listId)
        .execute();
    },

    async named(listId: number, title: string): Promise<void> {
      await db.updateTable('plex_kept_lists').set({ title }).where('id', '=', listId).execute();
    },

    async end(listId: number, revision: number, end: KeptEnd): Promise<void> {
      await db
        .updateTable('plex_kept_lists')
        .set({
          state: end.state,
          reason_code: end.code,
          reason: end.reason,
          remedy: end.remedy,
          seen_revision: revision,
          next_at: sql<Date>`now() + make_interval(secs => ${end.nextInS})`,
          ...(end.state === 'kept' || end.state === 'partial' ? { kept_at: sql<Date>`now()` } : {}),
          ...(end.state === 'gone' ? { keep: false } : {}),
        })
        .where('id', '=', listId)
        .execute();
    },

    async items(listId: number): Promise<KeptItem[]> {
      const rows = await db
        .selectFrom('plex_kept_items')
        .selectAll()
        .where('list_id', '=', listId)
        .orderBy('position')
        .orderBy('id')
        .execute();
      return rows.map(itemOf);
    },

    /** A page of the source's rows in order, or only of those that are not in the list at Plex. */
    async page(listId: number, only: 'all' | 'gaps', limit: number, offset: number) {
      let rows = db
        .selectFrom('plex_kept_items')
        .where('list_id', '=', listId)
        .where('source_key', 'is not', null)
        .where('state', '!=', 'leaving');
      if (only === 'gaps') rows = rows.where('state', 'in', ['gap', 'removed', 'pending']);
      const [items, count] = await Promise.all([
        rows.selectAll().orderBy('position').limit(limit).offset(offset).execute(),
        rows.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow(),
      ]);
      return { items: items.map(itemOf), total: count.count };
    },

    /** How many rows are in which state. */
    async counts(listIds: readonly number[]): Promise<ReadonlyMap<number, ReadonlyMap<KeptItem['state'], number>>> {
      const found = new Map<number, Map<KeptItem['state'], number>>();
      if (listIds.length === 0) return found;
      const rows = await db
        .selectFrom('plex_kept_items')
        .select(['list_id', 'state', (eb) => eb.fn.countAll<number>().as('count')])
        .where('list_id', 'in', [...listIds])
        .groupBy(['list_id', 'state'])
        .execute();
      for (const row of rows) {
        const of = found.get(row.list_id) ?? new Map<KeptItem['state'], number>();
        found.set(row.list_id, of.set(row.state, row.count));
      }
      return found;
    },

    /** Replaces what is known of the list. */
    async save(listId: number, items: readonly KeptItem[]): Promise<void> {
      await db.transaction().execute(async (trx) => {
        await trx.deleteFrom('plex_kept_items').where('list_id', '=', listId).execute();
        if (items.length === 0) return;
        await sql`
          insert into plex_kept_items (list_id, source_key, position, rating_key, item_id, state, matched_by, confidence, reason, settled)
          select ${listId}, "sourceKey", position, "ratingKey", "itemId", state, "matchedBy", confidence, reason, settled
          from jsonb_to_recordset(${JSON.stringify(items)}::jsonb) as i("sourceKey" text, position integer, "ratingKey" text, "itemId" text,
            state text, "matchedBy" text, confidence real, reason text, settled boolean)`.execute(trx);
      });
    },
  };
}

/** The queries of lists that are kept in Plex. */
export type KeptStore = ReturnType<typeof createKeptStore>;

function itemOf(row: Selectable<Database['plex_kept_items']>): KeptItem {
  return {
    sourceKey: row.source_key,
    position: row.position,
    ratingKey: row.rating_key,
    itemId: row.item_id,
    state: row.state,
    matchedBy: row.matched_by,
    confidence: row.confidence,
    reason: row.reason,
    settled: row.settled,
  };
}
