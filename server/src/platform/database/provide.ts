import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbeddedPostgres } from '#platform/postgres';
import type { DatabaseConnection, DatabaseLog } from './connection.ts';
import type { DatabaseChoice } from './resolve.ts';
import { checkServer, DatabaseUnusableError } from './server-check.ts';

/** A database that takes queries. */
export interface ProvidedDatabase {
  readonly connection: DatabaseConnection;
  /** Stops the embedded server; for a server of the person's own it does nothing. Close the pool first. */
  readonly stop: () => Promise<void>;
}

/** How often, and with which pause, a server is tried that does not answer. */
export interface Patience {
  readonly attempts: number;
  readonly intervalMs: number;
}

/** What `provideDatabase` needs. */
export interface ProvideOptions {
  readonly log: DatabaseLog;
  /** Told in a few words what is being done when it may take a while. */
  readonly progress?: (message: string) => void;
  /** How long a configured server is waited for that cannot be reached yet; left out: it is tried once. */
  readonly patience?: Patience | undefined;
  /** Called when the embedded server ends by itself; the process should end with a fault then. */
  readonly onUnexpectedEnd?: (recentLog: string) => void;
}

/** Starts the embedded server, or checks the configured one. Throws `PostgresProblem` or `DatabaseUnusableError`, both with a `remedy`. */
export async function provideDatabase(choice: DatabaseChoice, options: ProvideOptions): Promise<ProvidedDatabase> {
  if (choice.kind === 'server') {
    await reach(choice.connection, options);
    return { connection: choice.connection, stop: () => Promise.resolve() };
  }
  return startEmbeddedPostgres({ dataDir: choice.dataDir, binDir: choice.binDir ?? undefined, ...options });
}

/** A server that refuses us for good (password, version, encoding) is told at once; one that is not there yet is waited for. */
async function reach(connection: DatabaseConnection, { log, progress, patience }: ProvideOptions): Promise<void> {
  for (let left = patience?.attempts ?? 1; ; left -= 1) {
    try {
      await checkServer(connection, log);
      return;
    } catch (error) {
      if (!(error instanceof DatabaseUnusableError) || !error.mayPass || left <= 1) throw error;
      if (left === patience?.attempts) progress?.(`waiting for the database server on ${connection.host} …`);
      await sleep(patience?.intervalMs ?? 0);
    }
  }
}
