import { sql } from 'kysely';
import type { Db } from '#platform/database';
import type { MatchingCase } from '../case.ts';

/** A case to keep; `name` is what its file would be called, without the ending. */
export interface NewCase extends MatchingCase {
  readonly name: string;
  readonly note: string | null;
}

/** A case that people added. */
export interface StoredCase extends NewCase {
  readonly id: number;
  readonly createdAt: Date;
}

/** More cases than this are not kept. */
export const mostCases = 1000;

/** Names that are tried when one is taken: `name`, `name-2`, `name-3` … */
const mostOfOneName = 100;

/** What became of a case that was to be kept. */
export type Kept =
  | { readonly kind: 'added' | 'known'; readonly id: number }
  | { readonly kind: 'full' }
  | { readonly kind: 'name_taken' };

/** The queries of the table `matching_cases`; nobody else names it. */
export function createCaseStore(db: Db) {
  async function page(afterId: number, limit: number): Promise<StoredCase[]> {
    const rows = await db
      .selectFrom('matching_cases')
      .selectAll()
      .where('id', '>', afterId)
      .orderBy('id')
      .limit(limit)
      .execute();
    return rows.map(({ id, name, lesson, note, wish, files, created_at }) => ({
      id,
      name,
      lesson,
      note,
      // Only this store writes them, and only in this form.
      ...({ wish, files } as unknown as Pick<MatchingCase, 'wish' | 'files'>),
      createdAt: created_at,
    }));
  }

  return {
    /** The next cases after an id, oldest first. */
    page,
    all: () => page(0, mostCases),

    /** Keeps a case; the same wish with the same files is known already, whatever it is called. */
    async add({ name, lesson, note, wish, files }: NewCase): Promise<Kept> {
      const [wishJson, filesJson] = [JSON.stringify(wish), JSON.stringify(files)];
      const known = await sql<{ id: number }>`
        select id from matching_cases where wish = ${wishJson}::jsonb and files = ${filesJson}::jsonb
        order by id limit 1`.execute(db);
      if (known.rows[0] !== undefined) return { kind: 'known', id: known.rows[0].id };
      const count = await sql<{ count: number }>`select count(*)::int as count from matching_cases`.execute(db);
      if ((count.rows[0]?.count ?? 0) >= mostCases) return { kind: 'full' };
      for (let at = 1; at <= mostOfOneName; at += 1) {
        const called = at === 1 ? name : `${name}-${at}`;
        const done = await sql<{ id: number }>`
          insert into matching_cases (name, lesson, note, wish, files)
          values (${called}, ${lesson}, ${note}, ${wishJson}::jsonb, ${filesJson}::jsonb)
          on conflict (name) do nothing
          returning id`.execute(db);
        if (done.rows[0] !== undefined) return { kind: 'added', id: done.rows[0].id };
      }
      return { kind: 'name_taken' };
    },

    /** `false` when there was none. */
    async remove(id: number): Promise<boolean> {
      const done = await db.deleteFrom('matching_cases').where('id', '=', id).executeTakeFirst();
      return done.numDeletedRows > 0n;
    },
  };
}

/** The queries of this table. */
export type CaseStore = ReturnType<typeof createCaseStore>;
