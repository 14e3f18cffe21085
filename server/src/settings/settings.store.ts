import { sql } from 'kysely';
import type { Db } from '#platform/database';

/** One change of a setting, as kept. */
export interface SettingChange {
  readonly key: string;
  readonly oldValue: string | null;
  readonly newValue: string | null;
  readonly changedAt: Date;
}

/** Settings in the database: what people change while the program runs, and what the program notes of itself. */
export interface SettingsStore {
  /** The value; `null` when it is not set. */
  get(key: string): Promise<string | null>;
  /** All settings, or those whose key begins with `prefix`. */
  all(prefix?: string): Promise<ReadonlyMap<string, string | null>>;
  /** The values of those of these keys that are set. */
  among(keys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Stores a person's change and keeps the old value in the history; setting what is set already changes nothing. */
  set(key: string, value: string | null, trx?: Db): Promise<void>;
  /** When a person last changed something. */
  changedAt(): Promise<Date | null>;
  /** Newest first. */
  history(limit: number, key?: string): Promise<SettingChange[]>;
  /** Stores what the program notes of itself (heartbeats), without history. */
  note(values: ReadonlyMap<string, string>): Promise<void>;
  /** Raises counters by whole numbers, in the database, so that processes add up; without history. */
  add(counts: ReadonlyMap<string, number>): Promise<void>;
}

/** The store over `settings` and `settings_history`; read by several processes, so nothing is cached here. */
export function createSettingsStore(db: Db): SettingsStore {
  return {
    async get(key) {
      const row = await db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst();
      return row?.value ?? null;
    },
    async all(prefix = '') {
      const rows = await db
        .selectFrom('settings')
        .select(['key', 'value'])
        .where(sql<boolean>`starts_with(key, ${prefix})`)
        .orderBy('key')
        .execute();
      return new Map(rows.map((row) => [row.key, row.value]));
    },
    async among(keys) {
      const rows = await db.selectFrom('settings').select(['key', 'value']).where('key', 'in', keys).execute();
      return new Map(rows.flatMap(({ key, value }) => (value === null ? [] : [[key, value]])));
    },
    async set(key, value, trx) {
      const change = async (on: Db): Promise<void> => {
        // the row must exist before it can be locked, so that two changes at once become two entries in order
        await on
          .insertInto('settings')
          .values({ key, value: null })
          .onConflict((oc) => oc.doNothing())
          .execute();
        const old = await on
          .selectFrom('settings')
          .select('value')
          .where('key', '=', key)
          .forUpdate()
          .executeTakeFirstOrThrow();
        if (old.value === value) return;
        await on.updateTable('settings').set({ value, updated_at: sql<Date>`now()` }).where('key', '=', key).execute();
        await on
          .insertInto('settings_history')
          .values({
            key,
            old_value: old.value,
            new_value: value,
            // not now(): that is when the transaction began, before it had waited for the one in front
            changed_at: sql<Date>`clock_timestamp()`,
          })
          .execute();
      };
      if (trx === undefined) await db.transaction().execute(change);
      else await change(trx);
    },
    async history(limit, key) {
      let query = db.selectFrom('settings_history').selectAll();
      if (key !== undefined) query = query.where('key', '=', key);
      const rows = await query.orderBy('changed_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
      return rows.map((row) => ({
        key: row.key,
        oldValue: row.old_value,
        newValue: row.new_value,
        changedAt: row.changed_at,
      }));
    },
    async changedAt() {
      const newest = db.selectFrom('settings_history').select('changed_at').orderBy('changed_at', 'desc').limit(1);
      return (await newest.executeTakeFirst())?.changed_at ?? null;
    },
    async note(values) {
      // in order of the key, so that two processes never wait for each other in a circle
      const rows = [...values].map(([key, value]) => ({ key, value })).sort(byKey);
      if (rows.length === 0) return;
      await db
        .insertInto('settings')
        .values(rows)
        .onConflict((oc) =>
          oc.column('key').doUpdateSet((eb) => ({ value: eb.ref('excluded.value'), updated_at: sql<Date>`now()` })),
        )
        .execute();
    },
    async add(counts) {
      const rows = [...counts].map(([key, count]) => ({ key, value: String(Math.round(count)) })).sort(byKey);
      if (rows.length === 0) return;
      await db
        .insertInto('settings')
        .values(rows)
        .onConflict((oc) =>
          oc.column('key').doUpdateSet({
            value: sql<string>`(case when settings.value ~ '^-?[0-9]{1,15}$' then settings.value::bigint else 0 end + excluded.value::bigint)::text`,
            updated_at: sql<Date>`now()`,
          }),
        )
        .execute();
    },
  };
}

function byKey(a: { readonly key: string }, b: { readonly key: string }): number {
  return a.key < b.key ? -1 : 1;
}
