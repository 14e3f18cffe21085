import { sql } from 'kysely';
import { createDatabaseVersion, type Db } from '#platform/database';
import type { WishState } from './types.ts';

/**
 * Counts wishes by state. Counting reads an index of the whole table, so what was counted is told again until something was written, by whomever: never
 * a moment longer.
 */
export function createWishCounts(db: Db): () => Promise<Record<WishState, number>> {
  const versionNow = createDatabaseVersion(db);
  let known: { readonly version: string; readonly counts: Promise<Record<WishState, number>> } | null = null;

  async function count(): Promise<Record<WishState, number>> {
    const rows = await db
      .selectFrom('wishes')
      .select(['state', sql<number>`count(*)`.as('n')])
      .groupBy('state')
      .execute();
    const result = { queued: 0, active: 0, waiting: 0, review: 0, done: 0, cancelled: 0 };
    for (const row of rows) result[row.state as WishState] = row.n;
    return result;
  }

  return async () => {
    const version = await versionNow();
    if (known?.version === version) return await known.counts;
    const counts = count();
    const own = { version, counts };
    known = own;
    counts.catch(() => {
      if (known === own) known = null;
    });
    return await counts;
  };
}
