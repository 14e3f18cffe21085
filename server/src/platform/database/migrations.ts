import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Kysely, type Migration, sql } from 'kysely';

/** The program's own migrations. */
export const migrationsFolder = join(import.meta.dirname, '../../../migrations');

/** One migration as files: `NNNN_name.sql`, and `NNNN_name.down.sql` where a way back exists. */
export interface MigrationFile {
  readonly name: string;
  readonly up: string;
  readonly down?: string;
}

const upName = /^(\d{4}_[a-z0-9_]+)\.sql$/;
const downName = /^(\d{4}_[a-z0-9_]+)\.down\.sql$/;

/** Reads the folder in order. Throws when a name does not fit the pattern, a number is used twice, or a way back has no way there. */
export async function readMigrations(folder: string = migrationsFolder): Promise<MigrationFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const downs = new Set(names.filter((name) => downName.test(name)));
  const found: MigrationFile[] = [];
  const numbers = new Set<string>();
  for (const file of names) {
    if (downs.has(file)) continue;
    const name = upName.exec(file)?.[1];
    if (name === undefined) throw new Error(`${file} in ${folder} is not named like 0001_what_it_does.sql.`);
    const number = name.slice(0, 4);
    if (numbers.has(number)) throw new Error(`Two migrations in ${folder} have the number ${number}.`);
    numbers.add(number);
    const up = await readFile(join(folder, file), 'utf8');
    const down = downs.delete(`${name}.down.sql`)
      ? await readFile(join(folder, `${name}.down.sql`), 'utf8')
      : undefined;
    found.push({ name, up, ...(down === undefined ? {} : { down }) });
  }
  if (downs.size > 0) throw new Error(`${[...downs].join(', ')} in ${folder} has no migration to undo.`);
  return found;
}

/** The files as Kysely's migrations; a file is sent as it is, in one message, inside the migrator's transaction. */
export function toKyselyMigrations(files: readonly MigrationFile[]): Record<string, Migration> {
  return Object.fromEntries(
    files.map(({ name, up, down }): [string, Migration] => [
      name,
      { up: run(up), ...(down === undefined ? {} : { down: run(down) }) },
    ]),
  );
}

function run(text: string) {
  return async (db: Kysely<unknown>): Promise<void> => {
    await sql.raw(text).execute(db);
  };
}
