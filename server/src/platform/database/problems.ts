/** The database was migrated by a newer Harmony than this one; nothing was changed. */
export class SchemaTooNewError extends Error {
  readonly code = 'schema_too_new';
  readonly remedy = 'Start the newer version again, or restore a backup that was made with this version.';
  /** Migrations that the database has and this program does not know. */
  readonly unknown: readonly string[];

  constructor(unknown: readonly string[]) {
    super(
      `The database was migrated by a newer version of Harmony (${unknown.join(', ')}); this version cannot use it.`,
    );
    this.name = 'SchemaTooNewError';
    this.unknown = unknown;
  }
}

/** A migration failed; the transaction was rolled back and the database is as it was before. */
export class MigrationFailedError extends Error {
  readonly code = 'migration_failed';
  readonly remedy =
    'The database is unchanged. Read the cause in the log; report it if it names one of our own migrations.';

  constructor(migration: string | undefined, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(migration === undefined ? `The migrations could not run: ${why}` : `Migration ${migration} failed: ${why}`, {
      cause,
    });
    this.name = 'MigrationFailedError';
  }
}
