export { isDatabaseAway, isDeadlock } from './away.ts';
export { type Channel, createChannel } from './channel.ts';
export { type DatabaseConnection, type DatabaseLog, toPgOptions, withDatabase } from './connection.ts';
export { DatabaseUrlError } from './connection-string.ts';
export { json } from './json.ts';
export {
  type MigrateOptions,
  type MigrationState,
  migrate,
  migrateDown,
  migrationState,
  migrationsInTransaction,
  type TransactionMigrations,
} from './migrate.ts';
export { type Db, type OpenDatabase, type OpenDatabaseOptions, openDatabase } from './open.ts';
export { MigrationFailedError, SchemaTooNewError } from './problems.ts';
export { type ProvidedDatabase, type ProvideOptions, provideDatabase } from './provide.ts';
export { type DatabaseChoice, type DatabaseConfig, describeDatabase, resolveDatabase } from './resolve.ts';
export type { Database } from './schema.generated.ts';
export { DatabaseUnusableError } from './server-check.ts';
export { databaseSettings } from './settings.ts';
export { createDatabaseVersion } from './version.ts';
