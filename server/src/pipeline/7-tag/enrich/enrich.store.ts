import { sql } from 'kysely';
import type { Db } from '#platform/database';
import { type Enrichment, type EnrichmentKind, enrichmentKinds } from './types.ts';

/** Until something that nobody knew is looked up again, by how often nobody knew it. */
const restDays = [1, 7, 30, 90];
/** Until something that failed is tried again. */
const failedRestHours = 6;

/** The queries of enrichment; nobody else names the table `file_enrichments`. */
export function createEnrichmentStore(db: Db) {
  return {
    /** Enters a file that has just been filed; what is known of it already stays. */
    async enter(trx: Db, fileId: number): Promise<void> {
      await trx
        .insertInto('file_enrichments')
        .values(enrichmentKinds.map((kind) => ({ library_file_id: fileId, kind })))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async find(fileId: number, kind: EnrichmentKind): Promise<Enrichment | null> {
      const row = await db
        .selectFrom('file_enrichments')
        .selectAll()
        .where('library_file_id', '=', fileId)
        .where('kind', '=', kind)
        .executeTakeFirst();
      if (row === undefined) return null;
      const found = row.found as Record<string, unknown>;
      return { kind, status: row.status, found, source: row.source, problem: row.problem, updatedAt: row.updated_at };
    },
    /** What was found of several files, by file. */
    async foundOf(fileIds: readonly number[], kind: EnrichmentKind): Promise<ReadonlyMap<number, Enrichment['found']>> {
      if (fileIds.length === 0) return new Map();
      const rows = await db
        .selectFrom('file_enrichments')
        .select(['library_file_id', 'found'])
        .where('library_file_id', 'in', [...fileIds])
        .where('kind', '=', kind)
        .where('status', '=', 'done')
        .execute();
      return new Map(rows.map((row) => [row.library_file_id, row.found as Record<string, unknown>]));
    },
    /** Everything that is known of several files, by file. */
    async ofFiles(
      fileIds: readonly number[],
    ): Promise<ReadonlyMap<number, readonly Pick<Enrichment, 'kind' | 'status' | 'found'>[]>> {
      if (fileIds.length === 0) return new Map();
      const rows = await db
        .selectFrom('file_enrichments')
        .select(['library_file_id', 'kind', 'status', 'found'])
        .where('library_file_id', 'in', [...fileIds])
        .execute();
      return Map.groupBy(
        rows.map((row) => ({ ...row, found: row.found as Record<string, unknown> })),
        (row) => row.library_file_id,
      );
    },
    /** To be looked up again, because a person asked or something new is known. */
    async again(trx: Db, fileId: number, kind: EnrichmentKind): Promise<void> {
      await trx
        .insertInto('file_enrichments')
        .values({ library_file_id: fileId, kind })
        .onConflict((conflict) =>
          conflict.columns(['library_file_id', 'kind']).doUpdateSet({
            status: 'pending',
            problem: null,
            next_at: sql<Date>`now()`,
            updated_at: sql<Date>`now()`,
          }),
        )
        .execute();
    },
    async done(
      trx: Db,
      fileId: number,
      kind: EnrichmentKind,
      result: Pick<Enrichment, 'found' | 'source' | 'problem'>,
    ): Promise<void> {
      const values = { found: JSON.stringify(result.found), source: result.source, problem: result.problem, misses: 0 };
      await this.put(trx, fileId, kind, { ...values, status: 'done', next_at: null });
    },
    /** Nobody knows it; what was found earlier stays. */
    async nothing(trx: Db, fileId: number, kind: EnrichmentKind, problem: string): Promise<void> {
      const [first = 1, ...longer] = restDays;
      const days = sql<number>`coalesce((array[${sql.join(longer)}]::int[])[least(file_enrichments.misses + 1, ${longer.length})], ${first})`;
      await trx
        .updateTable('file_enrichments')
        .set({
          status: 'nothing',
          problem,
          next_at: sql<Date>`now() + (case when misses = 0 then ${first}::int else ${days} end) * interval '1 day'`,
          misses: sql<number>`misses + 1`,
          updated_at: sql<Date>`now()`,
        })
        .where('library_file_id', '=', fileId)
        .where('kind', '=', kind)
        .execute();
    },
    async failed(fileId: number, kind: EnrichmentKind, problem: string): Promise<void> {
      const next = sql<Date>`now() + ${failedRestHours} * interval '1 hour'`;
      await this.put(db, fileId, kind, { status: 'failed', problem, next_at: next });
    },
    async put(trx: Db, fileId: number, kind: EnrichmentKind, values: Record<string, unknown>): Promise<void> {
      await trx
        .updateTable('file_enrichments')
        .set({ ...values, updated_at: sql<Date>`now()` })
        .where('library_file_id', '=', fileId)
        .where('kind', '=', kind)
        .execute();
    },
    /** Files of which something is due, oldest first; each is put off by an hour, in which its job will have said more. */
    async takeDue(
      kinds: readonly EnrichmentKind[],
      limit: number,
    ): Promise<{ fileId: number; kind: EnrichmentKind }[]> {
      if (kinds.length === 0) return [];
      const due = db
        .selectFrom('file_enrichments')
        .select(['library_file_id', 'kind'])
        .where('next_at', '<=', sql<Date>`now()`)
        .where('kind', 'in', [...kinds])
        .orderBy('next_at')
        .limit(limit)
        .forUpdate()
        .skipLocked();
      const rows = await db
        .with('due', () => due)
        .updateTable('file_enrichments')
        .from('due')
        .set({ next_at: sql<Date>`now() + interval '1 hour'` })
        .whereRef('file_enrichments.library_file_id', '=', 'due.library_file_id')
        .whereRef('file_enrichments.kind', '=', 'due.kind')
        .returning(['file_enrichments.library_file_id', 'file_enrichments.kind'])
        .execute();
      return rows.map((row) => ({ fileId: row.library_file_id, kind: row.kind }));
    },
  };
}

/** The queries of enrichment. */
export type EnrichmentStore = ReturnType<typeof createEnrichmentStore>;
