import { sql } from 'kysely';
import type { Db } from '#platform/database';
import { createKeyedLock } from '#platform/files';

/** Lets only one process, and one piece of work in it, touch the files of a wish at a time. */
export interface WishLocks {
  /** Runs `work` while holding the wish; answers `busy` at once when somebody else holds it. */
  tryRun<T>(wishId: number, work: () => Promise<T>): Promise<{ readonly kind: 'ran'; readonly value: T } | 'busy'>;
}

/** First half of the advisory lock's key; any number that no other room uses. */
const lockSpace = 4_711_104;
const keyOf = (wishId: number): number => wishId % 2_147_483_647;

/**
 * Advisory locks of PostgreSQL, so that they go with the process that held them, however it ends. One session holds all locks of this process
 * and is given back when nothing is held. A session that breaks loses its locks; the step of that work is then stored only if nobody else
 * stepped meanwhile, as always.
 */
export function createWishLocks(db: Db): WishLocks {
  const turns = createKeyedLock<'session'>();
  const held = new Set<number>();
  let session: Session | null = null;

  async function take(wishId: number): Promise<boolean> {
    if (held.has(wishId)) return false;
    session ??= await openSession(db);
    try {
      const asked = sql<{
        mine: boolean;
      }>`select pg_try_advisory_lock(${lockSpace}::int, ${keyOf(wishId)}::int) as mine`;
      const mine = (await asked.execute(session.on)).rows[0]?.mine === true;
      if (mine) held.add(wishId);
      else endIfIdle();
      return mine;
    } catch (error) {
      drop();
      throw error;
    }
  }

  async function leave(wishId: number): Promise<void> {
    held.delete(wishId);
    if (session === null) return;
    try {
      await sql`select pg_advisory_unlock(${lockSpace}::int, ${keyOf(wishId)}::int)`.execute(session.on);
      endIfIdle();
    } catch {
      // a broken session holds nothing any more; whoever asks next gets a new one
      drop();
    }
  }

  function endIfIdle(): void {
    if (held.size === 0) drop();
  }

  function drop(): void {
    session?.end();
    session = null;
  }

  return {
    async tryRun(wishId, work) {
      if (!(await turns.run('session', () => take(wishId)))) return 'busy';
      try {
        return { kind: 'ran', value: await work() };
      } finally {
        await turns.run('session', () => leave(wishId));
      }
    },
  };
}

interface Session {
  readonly on: Db;
  end(): void;
}

/** Takes one connection out of the pool until `end`. */
function openSession(db: Db): Promise<Session> {
  const ended = Promise.withResolvers<void>();
  return new Promise((resolve, reject) => {
    db.connection()
      .execute(async (on) => {
        resolve({ on, end: ended.resolve });
        await ended.promise;
      })
      .catch(reject);
  });
}
