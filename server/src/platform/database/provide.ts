import { startEmbeddedPostgres } from '#platform/postgres';
import type { DatabaseConnection, DatabaseLog } from './connection.ts';
import type { DatabaseChoice } from './resolve.ts';
import { checkServer } from './server-check.ts';

/** A database that takes queries. */
export interface ProvidedDatabase {
  readonly connection: DatabaseConnection;
  /** Stops the embedded server; for a server of the person's own it does nothing. Close the pool first. */
  readonly stop: () => Promise<void>;
}

/** What `provideDatabase` needs. */
export interface ProvideOptions {
  readonly log: DatabaseLog;
  /** Told in a few words what is being done when it may take a while. */
  readonly progress?: (message: string) => void;
  /** Called when the embedded server ends by itself; the process should end with a fault then. */
  readonly onUnexpectedEnd?: (recentLog: string) => void;
}

/** Starts the embedded server, or checks the configured one. Throws `PostgresProblem` or `DatabaseUnusableError`, both with a `remedy`. */
export async function provideDatabase(choice: DatabaseChoice, options: ProvideOptions): Promise<ProvidedDatabase> {
  if (choice.kind === 'server') {
    await checkServer(choice.connection, options.log);
    return { connection: choice.connection, stop: () => Promise.resolve() };
  }
  return startEmbeddedPostgres({ dataDir: choice.dataDir, binDir: choice.binDir ?? undefined, ...options });
}
