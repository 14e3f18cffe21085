import { Client } from 'pg';
import { createDatabaseIfMissing } from '#platform/postgres';
import { type DatabaseConnection, type DatabaseLog, toPgOptions, withDatabase } from './connection.ts';
import { describeDatabase } from './resolve.ts';

/** Oldest PostgreSQL that the suite runs on. */
export const oldestMajor = 15;

/** Codes of a server, or of a network, that is still starting. */
const passing = new Set([
  'ECONNREFUSED',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'ECONNRESET',
  'EHOSTUNREACH',
  '57P03',
]);

/** The configured server cannot be used, in words; the cause is what `pg` said. */
export class DatabaseUnusableError extends Error {
  readonly code = 'database_unusable';
  readonly remedy: string;
  /** Whether it may pass by itself: nothing answers yet, or the server is starting. */
  readonly mayPass: boolean;

  constructor(message: string, remedy: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause });
    this.name = 'DatabaseUnusableError';
    this.remedy = remedy;
    this.mayPass = passing.has(codeOf(cause));
  }
}

/**
 * Connects once to a server of the person's own before anything is built on it. Makes the database when it is missing and the user
 * may. Refuses an old version and an encoding that cannot hold every title; warns of a locale under which search knows no letters but
 * ASCII. Throws `DatabaseUnusableError`.
 */
export async function checkServer(connection: DatabaseConnection, log: DatabaseLog): Promise<void> {
  const facts = await readFacts(connection);
  if (facts.version < oldestMajor * 10_000) {
    throw new DatabaseUnusableError(
      `The database server is PostgreSQL ${Math.floor(facts.version / 10_000)}.`,
      `Harmony needs PostgreSQL ${oldestMajor} or newer.`,
    );
  }
  if (facts.encoding !== 'UTF8') {
    throw new DatabaseUnusableError(
      `The database ${connection.database} has the encoding ${facts.encoding}, which cannot hold every title.`,
      `Create it anew: create database ${connection.database} encoding 'UTF8' locale 'C.UTF-8' template template0.`,
    );
  }
  if (facts.ctype === 'C' || facts.ctype === 'POSIX') {
    log.warn(
      { ctype: facts.ctype, database: connection.database },
      "The database was created with LC_CTYPE C: search will not find names in other scripts well. Create it anew with lc_ctype 'C.UTF-8'.",
    );
  }
}

interface ServerFacts {
  readonly version: number;
  readonly encoding: string;
  readonly ctype: string;
}

async function readFacts(connection: DatabaseConnection): Promise<ServerFacts> {
  try {
    return await askFacts(connection);
  } catch (error) {
    if (codeOf(error) !== noSuchDatabase) throw explain(connection, error);
  }
  try {
    await createDatabaseIfMissing(toPgOptions(withDatabase(connection, 'postgres')), connection.database);
    return await askFacts(connection);
  } catch (error) {
    throw new DatabaseUnusableError(
      `The database ${connection.database} does not exist and could not be created: ${messageOf(error)}`,
      `Create it as an administrator: create database ${connection.database} owner ${connection.user} encoding 'UTF8'.`,
      error,
    );
  }
}

async function askFacts(connection: DatabaseConnection): Promise<ServerFacts> {
  const client = new Client({ ...toPgOptions(connection), connectionTimeoutMillis: 15_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<ServerFacts>(
      `select current_setting('server_version_num')::int as version, pg_encoding_to_char(encoding) as encoding, datctype as ctype
       from pg_database where datname = current_database()`,
    );
    const [facts] = rows;
    if (facts === undefined) throw new Error('the server does not know the database that we are connected to');
    return facts;
  } finally {
    await client.end();
  }
}

/** SQLSTATE 3D000. */
const noSuchDatabase = '3D000';

/** What the codes of a failed connection mean, and what helps. */
const meanings: Readonly<Record<string, readonly [string, string]>> = {
  ECONNREFUSED: ['nothing listens there', 'Is the server running, and are host and port right?'],
  ENOENT: ['there is no socket', 'Is the server running, and is the folder of its socket right?'],
  EACCES: ['the socket may not be opened', 'Does this user have access to the folder of the socket?'],
  ENOTFOUND: ['the host name is unknown', 'Check the spelling of the host name.'],
  EAI_AGAIN: ['the host name could not be looked up', 'Check the network, or the spelling of the host name.'],
  ETIMEDOUT: ['it does not answer', 'Is a firewall in between?'],
  '28P01': [
    'the password is wrong',
    'Check user and password; are special characters of the password percent-encoded in the URL?',
  ],
  '28000': ['the server does not let this user in', 'Check the user, and pg_hba.conf on the server.'],
  '53300': ['it has too many connections', 'Raise max_connections there, or lower DATABASE_MAX_CONNECTIONS.'],
  '57P03': ['it is starting or stopping', 'Try again in a moment.'],
};

function explain(connection: DatabaseConnection, error: unknown): DatabaseUnusableError {
  const where = describeDatabase({ kind: 'server', connection, from: 'DATABASE_URL' });
  const [why, remedy] = meanings[codeOf(error)] ?? [messageOf(error), 'Check DATABASE_URL or the POSTGRES_* settings.'];
  return new DatabaseUnusableError(`Harmony cannot use the ${where}: ${why}.`, remedy, error);
}

function codeOf(error: unknown): string {
  return (error as { code?: string } | undefined)?.code ?? '';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
