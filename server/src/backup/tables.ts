import type { ClientBase } from 'pg';
import type { TableShape } from './format.ts';

/** The bookkeeping of migrations is not data: a restore writes it itself. */
const left = ['schema_migrations', 'schema_migrations_lock'];

/** The queue's jobs; its other tables are made by the program at its start. */
export const jobTable = { schema: 'pgboss', name: 'job' } as const;

/** A name as SQL writes it. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A table as SQL writes it. */
export const quotedTable = (table: Pick<TableShape, 'schema' | 'name'>): string =>
  `${quoted(table.schema)}.${quoted(table.name)}`;

/** Every table of ours and the queue's jobs. */
export async function listTables(client: ClientBase): Promise<TableShape[]> {
  const { rows } = await client.query<{ schema: string; name: string; columns: string[] }>(
    `select n.nspname as schema, c.relname as name,
            array(select a.attname::text from pg_attribute a
                   where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where (n.nspname = 'public' and c.relkind = 'r' and c.relname <> all($1)) or (n.nspname = $2 and c.relname = $3)
      order by n.nspname desc, c.relname`,
    [left, jobTable.schema, jobTable.name],
  );
  return rows;
}

/** Takes the foreign keys away (tables refer to each other in circles) and answers how to put them back, which checks every row. */
export async function liftForeignKeys(client: ClientBase): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as "table", quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
       from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace order by 1, 2`,
  );
  for (const { table, name } of rows) await client.query(`alter table ${table} drop constraint ${name}`);
  return async () => {
    for (const { table, name, definition } of rows)
      await client.query(`alter table ${table} add constraint ${name} ${definition}`);
  };
}

/** Drops the functions of our triggers; the migrations make them anew. */
export async function dropFunctions(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select oid::regprocedure::text as name from pg_proc p where pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')`,
  );
  for (const { name } of rows) await client.query(`drop function ${name} cascade`);
}

/** Keeps our triggers from adding to rows that come as they were, and answers how to let them work again. */
export async function holdTriggers(client: ClientBase): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ table: string }>(
    `select distinct tgrelid::regclass::text as "table" from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where not t.tgisinternal and c.relnamespace = 'public'::regnamespace order by 1`,
  );
  for (const { table } of rows) await client.query(`alter table ${table} disable trigger user`);
  return async () => {
    for (const { table } of rows) await client.query(`alter table ${table} enable trigger user`);
  };
}

/** Last number that each sequence of ours gave out; those that gave none are left out. */
export async function lastNumbers(client: ClientBase): Promise<Record<string, number>> {
  const { rows } = await client.query<{ name: string; last: string }>(
    `select sequencename as name, last_value::text as last from pg_sequences where schemaname = 'public' and last_value is not null order by 1`,
  );
  return Object.fromEntries(rows.map((row) => [row.name, Number(row.last)]));
}
