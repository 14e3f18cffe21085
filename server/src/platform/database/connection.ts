/** How to reach one PostgreSQL database, as `pg` takes it. A host that starts with `/` is a folder with a Unix socket. */
export interface DatabaseConnection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password?: string;
  readonly database: string;
  /** `true`: verify the server's certificate; `unverified`: encrypt only. */
  readonly ssl?: boolean | 'unverified';
}

/** Where a room writes what happens; pino's shape (fields first, sentence second). */
export interface DatabaseLog {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** The same connection to another database of the same server. */
export function withDatabase(connection: DatabaseConnection, database: string): DatabaseConnection {
  return { ...connection, database };
}

/** The connection as `pg` options; strings are used as they are, so paths with spaces need no escaping. */
export function toPgOptions(connection: DatabaseConnection): {
  host: string;
  port: number;
  user: string;
  password?: string;
  database: string;
  ssl?: boolean | { rejectUnauthorized: false };
} {
  const { ssl, ...rest } = connection;
  if (ssl === undefined || ssl === false) return rest;
  return { ...rest, ssl: ssl === 'unverified' ? { rejectUnauthorized: false } : true };
}
