import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Db } from '#platform/database';
import type { Stage, WishState } from './types.ts';
import type { WishRow } from './wishes.rows.ts';

/** What a page of wishes may be narrowed to. */
export interface WishFilter {
  readonly state?: WishState | undefined;
  readonly stage?: Stage | undefined;
  /** Every word must occur in artist, title or album. */
  readonly query?: string | undefined;
  /** Of this list: `import:<id>` or `playlist:<id>`. */
  readonly list?: string | undefined;
}

/** The ids of the wishes of a list, as a subquery over the tables of the room that keeps it. */
export type WishesOfList = (list: string) => RawBuilder<number>;

/** For rooms whose wishes come from no list. */
export const noLists: WishesOfList = () => sql<number>`(select null::bigint where false)`;

/** The lists of wishes: pages, and what a deed for many needs. */
export function createWishLists(db: Db, wishesOfList: WishesOfList) {
  /** What a filter lets through. */
  function matching(filter: WishFilter) {
    let query = db.selectFrom('wishes');
    if (filter.state !== undefined) query = query.where('state', '=', filter.state);
    if (filter.stage !== undefined) query = query.where('stage', '=', filter.stage);
    for (const word of searchWords(filter.query)) query = query.where('search_text', 'like', `%${word}%`);
    if (filter.list !== undefined) query = query.where('id', 'in', wishesOfList(filter.list));
    return query;
  }

  /**
   * One page, newest import first and in the order of the list within one import. `cursor` is the one the page before ended with;
   * an unreadable one throws `RangeError`.
   */
  async function page(
    filter: WishFilter,
    limit: number,
    cursor: string | null,
  ): Promise<{ rows: WishRow[]; nextCursor: string | null }> {
    let query = matching(filter).selectAll().select(sql<string>`created_at::text`.as('created_text'));
    if (cursor !== null) {
      const { at, id } = readCursor(cursor);
      query = query.where(
        sql<SqlBool>`created_at <= ${at}::timestamptz and (created_at < ${at}::timestamptz or id > ${id})`,
      );
    }
    const rows = await query
      .orderBy('created_at', 'desc')
      .orderBy('id')
      .limit(limit + 1)
      .execute();
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      rows: shown,
      nextCursor: rows.length > limit && last !== undefined ? writeCursor(last.created_text, last.id) : null,
    };
  }

  /** Ids and states of those that match and are in one of `states`, in the order of their ids from behind `after`. */
  async function idsAfter(filter: WishFilter, states: readonly WishState[], after: number, limit: number) {
    return await matching(filter)
      .select(['id', 'state'])
      .where('state', 'in', [...states])
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit)
      .execute();
  }

  /** How many match and are in one of `states`; counts no further than `most`. */
  async function countUpTo(filter: WishFilter, states: readonly WishState[], most: number): Promise<number> {
    const some = matching(filter)
      .select('id')
      .where('state', 'in', [...states])
      .limit(most);
    const { n } = await db
      .selectFrom(some.as('some'))
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    return n;
  }

  return { page, idsAfter, countUpTo };
}

/** The lists of wishes. */
export type WishLists = ReturnType<typeof createWishLists>;

function searchWords(query: string | undefined): string[] {
  const words = (query ?? '').normalize('NFKC').toLowerCase().split(/\s+/).slice(0, 8);
  return words.filter((word) => word !== '').map((word) => word.replace(/[\\%_]/g, '\\$&'));
}

function writeCursor(at: string, id: number): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url');
}

function readCursor(cursor: string): { at: string; id: number } {
  try {
    const [at, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as [unknown, unknown];
    if (typeof at === 'string' && !Number.isNaN(Date.parse(at)) && typeof id === 'number' && Number.isSafeInteger(id))
      return { at, id };
  } catch (error) {
    throw new RangeError('The cursor is not one of ours.', { cause: error });
  }
  throw new RangeError('The cursor is not one of ours.');
}
