import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Db } from './open.ts';

/**
 * Names the state of the database, as its snapshot: while two names are equal, no transaction that wrote anything has been committed in between, by any
 * process (PostgreSQL, "pg_current_snapshot"). Callers at the same time share a question, but only one that was sent after they asked. Rejects
 * when the database does not answer.
 */
export function createDatabaseVersion(db: Db): () => Promise<string> {
  // compiled once, for it is asked often
  const question = sql<{ version: string }>`select pg_current_snapshot()::text as version`.compile(db);
  let sent: Promise<unknown> = Promise.resolve();
  let gathering: Promise<string> | null = null;
  const ask = async (): Promise<string> => {
    await sent;
    // all who are heard in this round of the event loop come before the question
    await setImmediate();
    gathering = null;
    const answer = db.executeQuery(question);
    sent = answer.catch(() => undefined);
    return (await answer).rows[0]?.version ?? '';
  };
  return () => {
    gathering ??= ask();
    return gathering;
  };
}
