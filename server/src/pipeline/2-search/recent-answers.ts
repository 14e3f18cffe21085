import type { Db } from '#platform/database';

/** How the newest finished searches of the last hours went. */
export interface RecentAnswers {
  readonly searches: number;
  /** Searches that at least one peer answered. */
  readonly answered: number;
}

/** Looks at up to `limit` searches that ended within `hours`. */
export async function recentAnswers(db: Db, limit = 30, hours = 6): Promise<RecentAnswers> {
  const rows = await db
    .selectFrom('searches')
    .select(['response_count', 'state'])
    .where('started_at', '>', new Date(Date.now() - hours * 3_600_000))
    .orderBy('started_at', 'desc')
    .limit(limit)
    .execute();
  const done = rows.filter((row) => row.state === 'done');
  return { searches: done.length, answered: done.filter((row) => row.response_count > 0).length };
}
