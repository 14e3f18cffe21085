export { type DatabaseConnection, type DatabaseLog, withDatabase } from './connection.ts';
export { json } from './json.ts';
export { type MigrateOptions, type MigrationState, migrate, migrateDown, migrationState } from './migrate.ts';
export { type Db, type OpenDatabase, type OpenDatabaseOptions, openDatabase } from './open.ts';
export { MigrationFailedError, SchemaTooNewError } from './problems.ts';
export type { Database } from './schema.generated.ts';
