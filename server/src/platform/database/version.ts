import { sql } from 'kysely';
import type { Db } from './open.ts';

/**
 * Names the state of the database, as its snapshot: while two names are equal, no transaction that wrote anything has been committed in between, by any
 * process (PostgreSQL, "pg_current_snapshot"). Callers at the same time share a question, but only one that was sent after they asked. Rejects
 * when the database does not answer.
 */
export function createDatabaseVersion(db: Db): () => Promise<string> {
  const ask = async (): Promise<string> => {
    const { rows } = await sql<{ version: string }>`select pg_current_snapshot()::text as version`.execute(db);
    return rows[0]?.version ?? '';
  };
  let current: Promise<string> | null = null;
  let next: Promise<string> | null = null;
  const begin = (): Promise<string> => {
    const asked = ask().finally(() => {
      if (current === asked) current = null;
    });
    current = asked;
    return asked;
  };
  return () => {
    if (current === null) return begin();
    next ??= current
      .catch(() => undefined)
      .then(() => {
        next = null;
        return begin();
      });
    return next;
  };
}
