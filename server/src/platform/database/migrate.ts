import { Kysely, type MigrationResultSet, Migrator, PostgresDialect, sql } from 'kysely';
import type { ClientBase, PoolClient } from 'pg';
import { type MigrationFile, migrationsFolder, readMigrations, toKyselyMigrations } from './migrations.ts';
import { MigrationFailedError, SchemaTooNewError } from './problems.ts';

/** Our names for Kysely's two bookkeeping tables; the dump and the generated types leave them out. */
export const bookkeepingTables = { done: 'schema_migrations', lock: 'schema_migrations_lock' } as const;

/** How a database stands to this program: `behind` has migrations to run, `newer` must not be used. */
export interface MigrationState {
  readonly state: 'current' | 'behind' | 'newer';
  /** Last migration that the database has; null when it is empty. */
  readonly applied: string | null;
  /** Last migration that this program has. */
  readonly latest: string | null;
  readonly pending: readonly string[];
  readonly unknown: readonly string[];
}

/** Options of `migrate`. */
export interface MigrateOptions {
  /** Folder with the SQL files; default: the program's own. */
  readonly folder?: string;
}

/**
 * Brings the database to this program's schema and returns the names of the migrations that ran. All that are pending run in one
 * transaction under Kysely's advisory lock, so any number of processes may call this at once, and a failure leaves nothing behind.
 * Throws `SchemaTooNewError` (nothing changed) or `MigrationFailedError` (rolled back).
 */
export async function migrate<T>(db: Kysely<T>, { folder = migrationsFolder }: MigrateOptions = {}): Promise<string[]> {
  const files = await readMigrations(folder);
  await refuseNewer(db, files);
  const { error, results } = await migratorOf(db, files).migrateToLatest();
  if (error !== undefined) {
    // A newer program may have migrated between our look and our turn with the lock.
    await refuseNewer(db, files);
    throw new MigrationFailedError(results?.find((result) => result.status === 'Error')?.migrationName, error);
  }
  return (results ?? []).filter((result) => result.status === 'Success').map((result) => result.migrationName);
}

/** Undoes the newest migration with its `.down.sql`; returns its name, or null when there is none left. Throws when it has no way back. */
export async function migrateDown<T>(
  db: Kysely<T>,
  { folder = migrationsFolder }: MigrateOptions = {},
): Promise<string | null> {
  const files = await readMigrations(folder);
  await refuseNewer(db, files);
  const { applied } = await migrationState(db, { folder });
  if (applied === null) return null;
  if (files.find((file) => file.name === applied)?.down === undefined) {
    throw new MigrationFailedError(applied, new Error('it has no way back (no .down.sql file)'));
  }
  const { error, results } = await migratorOf(db, files).migrateDown();
  if (error !== undefined) throw new MigrationFailedError(results?.[0]?.migrationName, error);
  return results?.[0]?.migrationName ?? null;
}

/** Compares the database with this program's migrations; reads only. For `/ready`, the doctor and `harmony migrate --check`. */
export async function migrationState<T>(
  db: Kysely<T>,
  { folder = migrationsFolder }: MigrateOptions = {},
): Promise<MigrationState> {
  return compare(await readMigrations(folder), await appliedMigrations(db));
}

function compare(files: readonly MigrationFile[], applied: readonly string[]): MigrationState {
  const known = files.map((file) => file.name);
  const unknown = applied.filter((name) => !known.includes(name));
  const pending = known.filter((name) => !applied.includes(name));
  const state = unknown.length > 0 ? 'newer' : pending.length > 0 ? 'behind' : 'current';
  return { state, applied: applied.at(-1) ?? null, latest: known.at(-1) ?? null, pending, unknown };
}

async function refuseNewer<T>(db: Kysely<T>, files: readonly MigrationFile[]): Promise<void> {
  const { unknown } = compare(files, await appliedMigrations(db));
  if (unknown.length > 0) throw new SchemaTooNewError(unknown);
}

async function appliedMigrations<T>(db: Kysely<T>): Promise<string[]> {
  const table = sql.table(bookkeepingTables.done);
  const found = await sql<{
    found: boolean;
  }>`select to_regclass(${bookkeepingTables.done}) is not null as found`.execute(db);
  if (found.rows[0]?.found !== true) return [];
  const { rows } = await sql<{ name: string }>`select name from ${table} order by name collate "C"`.execute(db);
  return rows.map((row) => row.name);
}

function migratorOf<T>(db: Kysely<T>, files: readonly MigrationFile[], disableTransactions = false): Migrator {
  return new Migrator({
    db,
    disableTransactions,
    provider: { getMigrations: () => Promise.resolve(toKyselyMigrations(files)) },
    migrationTableName: bookkeepingTables.done,
    migrationLockTableName: bookkeepingTables.lock,
  });
}

/** Migrations as part of a transaction that the caller has open; for restoring a backup in one piece. */
export interface TransactionMigrations {
  /** Brings an empty database to this migration; false (nothing changed) when the program does not have it. */
  to(name: string): Promise<boolean>;
  /** Brings it from there to the program's schema. Throws `MigrationFailedError`. */
  toLatest(): Promise<void>;
}

/** The migrations over one connection whose transaction is the caller's: he commits or rolls back. */
export function migrationsInTransaction(client: ClientBase, folder = migrationsFolder): TransactionMigrations {
  const lent = { query: client.query.bind(client), release: () => undefined };
  const pool = { connect: () => Promise.resolve(lent as unknown as PoolClient), end: () => Promise.resolve() };
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  const finish = ({ error, results }: MigrationResultSet): void => {
    if (error === undefined) return;
    throw new MigrationFailedError(results?.find((result) => result.status === 'Error')?.migrationName, error);
  };
  const migrator = (files: readonly MigrationFile[]): Migrator => migratorOf(db, files, true);
  return {
    async to(name) {
      const files = await readMigrations(folder);
      if (!files.some((file) => file.name === name)) return false;
      finish(await migrator(files).migrateTo(name));
      return true;
    },
    async toLatest() {
      finish(await migrator(await readMigrations(folder)).migrateToLatest());
    },
  };
}
