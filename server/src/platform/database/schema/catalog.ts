import { type Kysely, sql } from 'kysely';
import { bookkeepingTables } from '../migrate.ts';

/** A column as the catalog has it. */
export interface Column {
  readonly table: string;
  readonly name: string;
  /** `format_type` text, for example `timestamp with time zone` or `text[]`. */
  readonly type: string;
  readonly nullable: boolean;
  /** Default, or the expression of a generated column. */
  readonly expression: string | null;
  /** `always` and `default` are identities; `stored` and `virtual` are generated columns. */
  readonly kind: 'plain' | 'always' | 'default' | 'stored' | 'virtual';
  readonly collation: string | null;
}

/** A table constraint; `definition` is `pg_get_constraintdef`. NOT NULL is a property of the column here (PostgreSQL 18 also names it). */
export interface Constraint {
  readonly table: string;
  readonly name: string;
  readonly kind: 'primary' | 'unique' | 'check' | 'foreign' | 'exclusion';
  readonly columns: readonly string[];
  readonly definition: string;
}

/** A thing that prints as one statement, in the order of its name. */
export interface Named {
  readonly name: string;
  readonly definition: string;
}

/** The schema `public` without the migrator's own tables; every list in a fixed order. */
export interface Catalog {
  readonly extensions: readonly Named[];
  readonly types: readonly Named[];
  readonly functions: readonly Named[];
  readonly tables: readonly string[];
  readonly columns: readonly Column[];
  readonly constraints: readonly Constraint[];
  /** Indexes that no constraint made. */
  readonly indexes: readonly (Named & { readonly table: string })[];
  readonly triggers: readonly Named[];
  readonly views: readonly Named[];
}

const ours = sql`c.relnamespace = 'public'::regnamespace and c.relname not in (${bookkeepingTables.done}, ${bookkeepingTables.lock})`;
/** What extensions brought is not ours to print. */
const ownOf = (catalog: string, id: string) =>
  sql`not exists (select from pg_depend d where d.classid = ${sql.lit(catalog)}::regclass and d.objid = ${sql.ref(id)} and d.deptype = 'e')`;

/** Reads the catalog of a migrated database, the same on PostgreSQL 15 to 18. */
export async function readCatalog<T>(db: Kysely<T>): Promise<Catalog> {
  return db.isTransaction ? readInside(db) : db.transaction().execute(readInside);
}

async function readInside<T>(db: Kysely<T>): Promise<Catalog> {
  // Until the transaction ends: names of other schemas are printed in full, ours never, whatever the user's search_path is.
  await sql`select set_config('search_path', 'public', true)`.execute(db);
  return readAll(db);
}

async function readAll<T>(db: Kysely<T>): Promise<Catalog> {
  const named = async (query: ReturnType<typeof sql<Named>>) => (await query.execute(db)).rows;
  return {
    extensions: await named(
      sql`select extname as name, extname as definition from pg_extension where extname <> 'plpgsql' order by extname collate "C"`,
    ),
    types: await named(sql`
      select t.typname as name, string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder) as definition
      from pg_type t join pg_enum e on e.enumtypid = t.oid where t.typnamespace = 'public'::regnamespace and ${ownOf('pg_type', 't.oid')}
      group by t.typname order by t.typname collate "C"`),
    functions: await named(sql`
      select p.oid::regprocedure::text as name, pg_get_functiondef(p.oid) as definition
      from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prokind in ('f', 'p') and ${ownOf('pg_proc', 'p.oid')}
      order by p.oid::regprocedure::text collate "C"`),
    tables: (
      await sql<{
        name: string;
      }>`select c.relname as name from pg_class c where ${ours} and c.relkind in ('r', 'p') and ${ownOf('pg_class', 'c.oid')}
        order by c.relname collate "C"`.execute(db)
    ).rows.map((row) => row.name),
    columns: await readColumns(db),
    constraints: await readConstraints(db),
    indexes: (
      await sql<Named & { table: string }>`
        select c.relname as table, i.relname as name, pg_get_indexdef(x.indexrelid) as definition
        from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
        where ${ours} and c.relkind in ('r', 'p', 'm') and not exists (select from pg_constraint k where k.conindid = x.indexrelid and k.contype in ('p', 'u', 'x'))
        order by c.relname collate "C", i.relname collate "C"`.execute(db)
    ).rows,
    triggers: await named(sql`
      select c.relname || '.' || t.tgname as name, pg_get_triggerdef(t.oid) as definition
      from pg_trigger t join pg_class c on c.oid = t.tgrelid where ${ours} and not t.tgisinternal order by c.relname collate "C", t.tgname collate "C"`),
    views: await named(sql`
      select c.relname as name, case c.relkind when 'm' then 'materialized view ' else 'view ' end || quote_ident(c.relname) || E' as\n' || pg_get_viewdef(c.oid) as definition
      from pg_class c where ${ours} and c.relkind in ('v', 'm') and ${ownOf('pg_class', 'c.oid')} order by c.relname collate "C"`),
  };
}

async function readColumns<T>(db: Kysely<T>): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as nullable,
      pg_get_expr(d.adbin, d.adrelid) as expression,
      case when a.attidentity = 'a' then 'always' when a.attidentity = 'd' then 'default' when a.attgenerated = 's' then 'stored'
        when a.attgenerated = 'v' then 'virtual' else 'plain' end as kind,
      case when a.attcollation <> t.typcollation then (select quote_ident(l.collname) from pg_collation l where l.oid = a.attcollation) end as collation
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where ${ours} and c.relkind in ('r', 'p', 'v', 'm') and a.attnum > 0 and not a.attisdropped
    order by c.relname collate "C", a.attnum`.execute(db);
  return rows;
}

async function readConstraints<T>(db: Kysely<T>): Promise<Constraint[]> {
  const { rows } = await sql<Constraint>`
    select c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition,
      case k.contype when 'p' then 'primary' when 'u' then 'unique' when 'c' then 'check' when 'f' then 'foreign' else 'exclusion' end as kind,
      array(select a.attname::text from unnest(k.conkey) with ordinality as u(num, place)
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.num order by u.place) as columns
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where ${ours} and k.contype in ('p', 'u', 'c', 'f', 'x')
    order by c.relname collate "C", position(k.contype in 'pucfx'), k.conname collate "C"`.execute(db);
  return rows;
}
