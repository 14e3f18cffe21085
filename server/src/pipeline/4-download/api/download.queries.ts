import { type SqlBool, sql } from 'kysely';
import type { Db } from '#platform/database';
import type { WishStore } from '#wishes';
import type { DownloadRow } from '../download.store.ts';
import { type DownloadFindings, type DownloadView, viewOfDownload } from './download.views.ts';

/** What a list of downloads is narrowed to. */
export interface DownloadFilter {
  /** `null`: every state. */
  readonly states: readonly DownloadRow['state'][] | null;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  /** Every word must occur in the name of the peer or in the path. */
  readonly query?: string | undefined;
  /** Only these. */
  readonly ids?: readonly number[] | undefined;
}

/** How many downloads are in each state, and how many of the failed ones wait for a retry. */
export type DownloadStats = Readonly<Record<DownloadRow['state'] | 'total' | 'retry_scheduled', number>>;

/** What is known of the files of many wishes at once, by wish. */
export type FindingsOf = (wishIds: readonly number[]) => Promise<ReadonlyMap<number, DownloadFindings>>;

const exportPage = 1000;
/** From here on it pays to pass rows over in the index. */
const farDown = 1000;

/** The questions that the routes ask. Lists read an index in their order; 100,000 rows make no difference (`bench/downloads.ts`). */
export function createDownloadQueries(
  db: Db,
  wishes: Pick<WishStore, 'rowsById'>,
  findingsOf: FindingsOf = async () => new Map(),
) {
  async function views(rows: readonly DownloadRow[]): Promise<DownloadView[]> {
    const idsOf = (some: readonly DownloadRow[]) => [
      ...new Set(some.map((row) => row.wish_id).filter((id) => id !== null)),
    ];
    const found = new Map((await wishes.rowsById(idsOf(rows))).map((row) => [row.id, row]));
    // only a completed download brought the file of its wish
    const findings = await findingsOf(idsOf(rows.filter((row) => row.state === 'completed')));
    return rows.map((row) => {
      if (row.wish_id === null) return viewOfDownload(row, undefined);
      const known = row.state === 'completed' ? findings.get(row.wish_id) : undefined;
      return viewOfDownload(row, found.get(row.wish_id), known);
    });
  }

  /** By states and words. */
  function narrowed(filter: Pick<DownloadFilter, 'states' | 'query'>) {
    let rows = db.selectFrom('downloads');
    if (filter.states !== null) rows = rows.where(inStates(filter.states));
    for (const word of wordsOf(filter.query)) rows = rows.where(holds(word));
    return rows;
  }

  /** The list before it is sent, for `explain`. */
  function listQuery(filter: DownloadFilter, limit: number, offset: number) {
    const ordered = narrowed(filter).orderBy('priority', 'desc').orderBy('created_at', 'desc').orderBy('id', 'desc');
    if (offset < farDown) return ordered.selectAll('downloads').limit(limit).offset(offset);
    // What is passed over is counted in the index alone; only the rows of the page itself are read.
    const ids = ordered.select('id').limit(limit).offset(offset);
    return db
      .selectFrom('downloads')
      .selectAll('downloads')
      .where('id', 'in', ids)
      .orderBy('priority', 'desc')
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc');
  }

  return {
    views,
    listQuery,
    async row(id: number): Promise<DownloadRow | null> {
      return (await db.selectFrom('downloads').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
    },
    /** The download that brought the file of a wish; `null` when none of ours did. */
    async broughtBy(wishId: number): Promise<number | null> {
      const row = db
        .selectFrom('downloads')
        .select('id')
        .where('wish_id', '=', wishId)
        .where('state', '=', 'completed');
      return (await row.orderBy('id', 'desc').limit(1).executeTakeFirst())?.id ?? null;
    },
    /** Which of these transfers belong to downloads of ours that have ended. */
    async endedTransfers(transferIds: readonly string[]): Promise<ReadonlySet<string>> {
      if (transferIds.length === 0) return new Set();
      const rows = await db
        .selectFrom('downloads')
        .select('transfer_id')
        .where('transfer_id', 'in', [...transferIds])
        .where('state', 'in', ['completed', 'failed', 'cancelled', 'dead_letter'])
        .execute();
      return new Set(rows.map((row) => row.transfer_id).filter((id) => id !== null));
    },
    /** One download, or `null`. */
    async find(id: number): Promise<DownloadView | null> {
      const row = await this.row(id);
      return row === null ? null : ((await views([row]))[0] ?? null);
    },
    /** Highest priority first, then newest. */
    async list(filter: DownloadFilter, limit: number, offset: number): Promise<DownloadView[]> {
      return views(await listQuery(filter, limit, offset).execute());
    },
    /** The newest downloads that match, below an id, newest first. */
    async idsBelow(
      filter: DownloadFilter,
      below: number,
      limit: number,
    ): Promise<{ readonly id: number; readonly state: DownloadRow['state'] }[]> {
      const rows = narrowed(filter).select(['id', 'state']).where('id', '<', below);
      return await rows.orderBy('id', 'desc').limit(limit).execute();
    },
    /** How many match; counts no further than `most`. */
    async countUpTo(filter: DownloadFilter, most: number): Promise<number> {
      const { n } = await db
        .selectFrom(narrowed(filter).select('id').limit(most).as('some'))
        .select(sql<number>`count(*)`.as('n'))
        .executeTakeFirstOrThrow();
      return n;
    },
    /** In which state these downloads are; those that are not there are left out. */
    async states(ids: readonly number[]): Promise<ReadonlyMap<number, DownloadRow['state']>> {
      if (ids.length === 0) return new Map();
      const rows = await db
        .selectFrom('downloads')
        .select(['id', 'state'])
        .where('id', 'in', [...ids])
        .execute();
      return new Map(rows.map((row) => [row.id, row.state]));
    },
    async stats(): Promise<DownloadStats> {
      const rows = await db
        .selectFrom('downloads')
        .select(['state', sql<number>`count(*)`.as('n')])
        .groupBy('state')
        .execute();
      const { waiting } = await db
        .selectFrom('downloads')
        .select(sql<number>`count(*)`.as('waiting'))
        .where('next_retry_at', 'is not', null)
        .executeTakeFirstOrThrow();
      const stats = { queued: 0, downloading: 0, completed: 0, failed: 0, cancelled: 0, dead_letter: 0, total: 0 };
      for (const row of rows) {
        stats[row.state] = row.n;
        stats.total += row.n;
      }
      return { ...stats, retry_scheduled: waiting };
    },
    /** Everything that fits, newest first, page by page, so that an export of any length needs little memory. */
    async *all(filter: DownloadFilter): AsyncGenerator<readonly DownloadView[]> {
      let before: number | null = null;
      for (;;) {
        let query = db.selectFrom('downloads').selectAll();
        if (filter.states !== null) query = query.where(inStates(filter.states));
        if (filter.ids !== undefined) query = query.where('id', 'in', [...filter.ids]);
        if (filter.from !== undefined) query = query.where('created_at', '>=', filter.from);
        for (const word of wordsOf(filter.query)) query = query.where(holds(word));
        if (filter.to !== undefined) query = query.where('created_at', '<=', filter.to);
        if (before !== null) query = query.where('id', '<', before);
        const rows: DownloadRow[] = await query.orderBy('id', 'desc').limit(exportPage).execute();
        const last = rows.at(-1);
        if (last === undefined) return;
        yield await views(rows);
        if (rows.length < exportPage) return;
        before = last.id;
      }
    },
  };
}

/** The questions of this room. */
export type DownloadQueries = ReturnType<typeof createDownloadQueries>;

function wordsOf(query: string | undefined): string[] {
  return (query ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 8);
}

/** In the words of the index `downloads_search`. */
function holds(word: string) {
  return sql<SqlBool>`lower(username || ' ' || filename) like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`;
}

/** Written as literals, in the words of the partial indexes, so that the planner sees that they apply. */
function inStates(states: readonly DownloadRow['state'][]) {
  const [only] = states;
  if (states.length === 1 && only !== undefined) return sql<SqlBool>`state = ${sql.lit(only)}`;
  return sql<SqlBool>`state in (${sql.join(states.map((state) => sql.lit(state)))})`;
}
