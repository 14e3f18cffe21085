import { Client, escapeIdentifier } from 'pg';
import type { EmbeddedConnection } from './types.ts';

/** SQLSTATEs that say that somebody else made it at the same moment. */
const alreadyThere = new Set(['42P04', '23505']);

/**
 * Makes a database on the server of `connection` (which names one that exists, such as `postgres`) unless it is there; returns whether
 * it was made. Safe when two processes call it at once. Throws what `pg` throws.
 */
export async function createDatabaseIfMissing(
  connection: EmbeddedConnection & { readonly ssl?: boolean | { rejectUnauthorized: boolean } },
  name: string,
): Promise<boolean> {
  const client = new Client(connection);
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount !== 0) return false;
    await client.query(`create database ${escapeIdentifier(name)} encoding 'UTF8' template template0`);
    return true;
  } catch (error) {
    if (alreadyThere.has((error as { code?: string }).code ?? '')) return false;
    throw error;
  } finally {
    await client.end();
  }
}
