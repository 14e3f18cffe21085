import type { Catalog, Column } from './catalog.ts';

/** How `openDatabase` returns a PostgreSQL type. Anything else must be added here on purpose. */
const typeNames: Readonly<Record<string, string>> = {
  boolean: 'boolean',
  smallint: 'number',
  integer: 'number',
  bigint: 'number',
  real: 'number',
  'double precision': 'number',
  numeric: 'string',
  text: 'string',
  'character varying': 'string',
  citext: 'string',
  uuid: 'string',
  inet: 'string',
  tsvector: 'string',
  date: 'string',
  'timestamp with time zone': 'Date',
  bytea: 'Buffer',
  jsonb: 'Json',
};

/** Types whose arrays `pg` parses; of the others it returns the text. */
const parsedArrays = new Set([
  'text',
  'smallint',
  'integer',
  'bigint',
  'real',
  'double precision',
  'boolean',
  'uuid',
  'timestamp with time zone',
]);

const head = `// Written by \`npm run schema\` from the migrated database. Do not edit: change a migration and run that again.
import type { ColumnType, GeneratedAlways } from 'kysely';

/** A column with a default: it may be left out of an insert. */
export type Defaulted<T> = ColumnType<T, T | undefined, T>;

/** jsonb: read as parsed (check its shape before use), written as text through \`json()\` of this room. */
export type Json = ColumnType<unknown, string, string>;

/** A jsonb column with a default. */
export type JsonDefaulted = ColumnType<unknown, string | undefined, string>;

/** A jsonb column that may be null. */
export type JsonOrNull = ColumnType<unknown, string | null | undefined, string | null>;
`;

/** The TypeScript types of all tables and views, for Kysely. Throws on a column type that it does not know. */
export function printTypes(catalog: Catalog): string {
  const views = catalog.views.map((view) => view.name);
  const relations = [...catalog.tables, ...views].sort();
  const enums = new Map(catalog.types.map((type) => [type.name, type.definition.split(', ').join(' | ')]));
  const interfaces = relations.map((relation) => {
    const columns = catalog.columns.filter((column) => column.table === relation);
    const lines = columns.map((column) => `  ${key(column.name)}: ${typeOf(column, catalog, enums)};`);
    return `\n/** \`${relation}\`${views.includes(relation) ? ' (a view)' : ''} */\nexport interface ${pascal(relation)} {\n${lines.join('\n')}\n}\n`;
  });
  const database = relations.map((relation) => `  ${key(relation)}: ${pascal(relation)};`).join('\n');
  return `${head}${interfaces.join('')}\n/** Every table and view by its name. */\nexport interface Database {\n${database}\n}\n`;
}

function typeOf(column: Column, catalog: Catalog, enums: ReadonlyMap<string, string>): string {
  const array = column.type.endsWith('[]');
  const element = column.type
    .replace(/\[\]$/, '')
    .replace(/\(.*\)/, '')
    .trim();
  const known = allowedValues(column, catalog) ?? enums.get(element) ?? typeNames[element];
  if (known === undefined || (array && !parsedArrays.has(element)))
    throw new Error(
      `${column.table}.${column.name} has the type ${column.type}, which the type generator does not know yet.`,
    );
  if (known === 'Json') {
    if (column.nullable) return 'JsonOrNull';
    return column.expression === null ? 'Json' : 'JsonDefaulted';
  }
  const one = array ? (known.includes('|') ? `(${known})[]` : `${known}[]`) : known;
  const type = column.nullable ? `${one} | null` : one;
  if (column.kind === 'always' || column.kind === 'stored' || column.kind === 'virtual')
    return `GeneratedAlways<${type}>`;
  return column.expression !== null || column.kind === 'default' ? `Defaulted<${type}>` : type;
}

/** The texts that a check constraint of this one column (`state in ('a', 'b')`) allows, as a union type. */
function allowedValues(column: Column, catalog: Catalog): string | null {
  if (column.type !== 'text') return null;
  for (const constraint of catalog.constraints) {
    if (
      constraint.table !== column.table ||
      constraint.kind !== 'check' ||
      constraint.columns.length !== 1 ||
      constraint.columns[0] !== column.name
    )
      continue;
    const list = /^CHECK \(\("?[\w]+"? = ANY \(ARRAY\[((?:'[^']*'::text(?:, )?)+)\]\)\)\)$/.exec(
      constraint.definition,
    )?.[1];
    if (list !== undefined) return [...list.matchAll(/'([^']*)'::text/g)].map((match) => `'${match[1]}'`).join(' | ');
  }
  return null;
}

function key(name: string): string {
  return /^[a-z_][a-z0-9_]*$/i.test(name) ? name : `'${name}'`;
}

function pascal(name: string): string {
  return name
    .split('_')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
}
