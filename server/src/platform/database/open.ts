import { Kysely, type LogEvent, PostgresDialect } from 'kysely';
import { Pool, type PoolClient } from 'pg';
import { isDatabaseAway } from './away.ts';
import { type DatabaseConnection, type DatabaseLog, toPgOptions } from './connection.ts';
import { typeParsers } from './parsers.ts';
import type { Database } from './schema.generated.ts';

/** The query layer over our tables. A Kysely `Transaction` is one too, so whatever takes a `Db` also runs inside a transaction. */
export type Db = Kysely<Database>;

/** An open database: `db` for queries, `pool` for what needs a session of its own (LISTEN, advisory locks), `close` at the end. */
export interface OpenDatabase {
  readonly db: Db;
  readonly pool: Pool;
  /** Waits for running queries, then ends every connection. Safe to call twice. */
  readonly close: () => Promise<void>;
}

/** What `openDatabase` needs. */
export interface OpenDatabaseOptions {
  readonly connection: DatabaseConnection;
  /** Connections at the most; default 10. The embedded server allows 40. */
  readonly maxConnections?: number;
  /** Shown in `pg_stat_activity`; default `harmony`. */
  readonly applicationName?: string;
  readonly log: DatabaseLog;
  /** Hears of every query that was answered or refused; the statement has placeholders in place of values. */
  readonly onQuery?: (query: { readonly sql: string; readonly durationMs: number; readonly error?: unknown }) => void;
}

/**
 * Opens a pool; connects on first use, so this never fails. int8 is read as number, timestamptz as Date, date as text, jsonb parsed.
 * A connection that breaks while idle is logged and replaced.
 */
export function openDatabase({
  connection,
  maxConnections = 10,
  applicationName = 'harmony',
  log,
  onQuery,
}: OpenDatabaseOptions): OpenDatabase {
  // A caller can hold both ends: Kysely's destroy() ends the pool, and pg refuses a second end().
  let closing: Promise<void> | undefined;
  const pool = new Pool({
    ...toPgOptions(connection),
    max: maxConnections,
    application_name: applicationName,
    connectionTimeoutMillis: 15_000,
    idleTimeoutMillis: 60_000,
    types: typeParsers,
  });
  // Without a listener an idle connection that the server ends (57P01 at its stop) would end our process.
  pool.on('error', (error: Error) => {
    // At the end the server may cut a connection that the pool has let go already.
    if (closing !== undefined) return;
    const sentence = 'A database connection broke; it is replaced when it is needed.';
    // A server that is away breaks all of them: those who need one say it.
    if (isDatabaseAway(error)) log.debug({ err: error }, sentence);
    else log.warn({ err: error }, sentence);
  });
  pool.on('connect', (client: PoolClient) => {
    // Between checkout and query a client has no listener of the pool's; the query itself reports the fault.
    client.on('error', (error: Error) => log.debug({ err: error }, 'A database connection in use broke.'));
  });
  const db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool }),
    ...(onQuery !== undefined && { log: (event: LogEvent) => onQuery(answeredQuery(event)) }),
  });
  return {
    db,
    pool,
    close() {
      closing ??= pool.end();
      return closing;
    },
  };
}

function answeredQuery(event: LogEvent) {
  const { query, queryDurationMillis } = event;
  return {
    sql: query.sql,
    durationMs: queryDurationMillis,
    ...(event.level === 'error' && { error: event.error }),
  };
}
