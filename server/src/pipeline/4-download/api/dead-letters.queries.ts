import { type SqlBool, sql } from 'kysely';
import type { Db } from '#platform/database';
import type { WishStore } from '#wishes';
import type { DownloadRow } from '../download.store.ts';
import { remedyFor } from './remedies.ts';

/** What dead letters are narrowed to. `reason` is part of the slug or of the message, in any case. */
export interface DeadFilter {
  readonly reason?: string | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

/** Order of a page. */
export interface DeadOrder {
  readonly by: 'created_at' | 'updated_at';
  readonly direction: 'asc' | 'desc';
}

/**
 * The reason as a slug: our code, else the words before the first colon of the error (or its first word), lower case, with underscores
 * (contract §1.7).
 */
const slug = sql<string>`coalesce(nullif(reason_code, ''), nullif(trim(both '_' from regexp_replace(lower(
  case when position(':' in last_error) > 0 then split_part(last_error, ':', 1) else split_part(last_error, ' ', 1) end),
  '[^a-z0-9]+', '_', 'g')), ''), 'unknown')`;

const dead = sql<SqlBool>`state = 'dead_letter'`;

/** The questions about dead letters of downloads. */
export function createDeadLetterQueries(db: Db, wishes: Pick<WishStore, 'rowsById'>) {
  const matching = (filter: DeadFilter) => {
    const conditions = [dead];
    if (filter.from !== undefined) conditions.push(sql<SqlBool>`created_at >= ${filter.from}`);
    if (filter.to !== undefined) conditions.push(sql<SqlBool>`created_at <= ${filter.to}`);
    if (filter.reason !== undefined) {
      const like = `%${filter.reason.replace(/[\\%_]/g, '\\$&')}%`;
      conditions.push(sql<SqlBool>`(${slug} ilike ${like} or last_error ilike ${like})`);
    }
    return sql<SqlBool>`${sql.join(conditions, sql` and `)}`;
  };

  return {
    async page(filter: DeadFilter, order: DeadOrder, limit: number, offset: number) {
      const rows = await db
        .selectFrom('downloads')
        .selectAll()
        .select(slug.as('slug'))
        .where(matching(filter))
        .orderBy(order.by, order.direction)
        .orderBy('id', order.direction)
        .limit(limit)
        .offset(offset)
        .execute();
      const { total } = await db
        .selectFrom('downloads')
        .select(sql<number>`count(*)`.as('total'))
        .where(matching(filter))
        .executeTakeFirstOrThrow();
      const ids = new Set(rows.map((row) => row.wish_id).filter((id) => id !== null));
      const titles = new Map(
        (await wishes.rowsById([...ids])).map((wish) => [wish.id, `${wish.artists.join(', ')} – ${wish.title}`]),
      );
      return { items: rows.map((row) => viewOf(row, titles.get(row.wish_id ?? 0) ?? null)), total };
    },
    /** States by id; ids that do not exist are left out. */
    async states(ids: readonly number[]): Promise<ReadonlyMap<number, DownloadRow['state']>> {
      const rows = await db
        .selectFrom('downloads')
        .select(['id', 'state'])
        .where('id', 'in', [...ids])
        .execute();
      return new Map(rows.map((row) => [row.id, row.state]));
    },
    /** Deletes dead letters, at most `limit`, oldest first; answers how many. */
    async purge(
      choice: { readonly ids: readonly number[] } | { readonly olderThan: Date },
      reason: string | undefined,
      limit: number,
    ): Promise<number> {
      let chosen = db.selectFrom('downloads').select('id').where(matching({ reason }));
      chosen =
        'ids' in choice ? chosen.where('id', 'in', [...choice.ids]) : chosen.where('updated_at', '<', choice.olderThan);
      const done = await db
        .deleteFrom('downloads')
        .where('id', 'in', chosen.orderBy('updated_at').orderBy('id').limit(limit))
        .where(dead)
        .executeTakeFirst();
      return Number(done.numDeletedRows);
    },
    async stats() {
      const rows = await db
        .selectFrom('downloads')
        .select([
          slug.as('slug'),
          sql<number>`count(*)`.as('n'),
          sql<number>`count(*) filter (where updated_at > now() - interval '24 hours')`.as('recent'),
        ])
        .where(dead)
        .groupBy(slug)
        .orderBy('n', 'desc')
        .execute();
      return {
        total: rows.reduce((sum, row) => sum + row.n, 0),
        by_reason: Object.fromEntries(rows.map((row) => [row.slug, row.n])),
        last_24h: rows.reduce((sum, row) => sum + row.recent, 0),
      };
    },
  };
}

/** The questions about dead letters of downloads. */
export type DeadLetterQueries = ReturnType<typeof createDeadLetterQueries>;

/** What happened, what was tried, and what a person can do. */
function viewOf(row: DownloadRow & { readonly slug: string }, wish: string | null) {
  const tries = row.retry_count + 1;
  return {
    id: String(row.id),
    entity: 'download' as const,
    reason: row.slug,
    message: row.last_error ?? 'No reason was given.',
    tried: `${row.username} was asked ${tries === 1 ? 'once' : `${tries} times`} and nobody else offered the file.`,
    remedy: remedyFor(row.slug),
    username: row.username,
    filename: row.filename,
    wish_id: row.wish_id,
    wish,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    retry_count: row.retry_count,
  };
}
