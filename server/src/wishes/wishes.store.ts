import { type SqlBool, sql } from 'kysely';
import type { WantedQuality } from '#music';
import { type Db, json } from '#platform/database';
import { columnsOfCause } from './cause.ts';
import { type Cause, type Stage, stages, type Wish, type WishState } from './types.ts';
import { createWishCounts } from './wishes.counts.ts';
import { createWishLists, noLists, type WishesOfList } from './wishes.list.ts';
import { type WishRow, wishOfRow } from './wishes.rows.ts';

/** The next step of a wish; stored only if nobody else stepped since `revision`. */
export interface WishStep {
  readonly stage: Stage;
  readonly state: WishState;
  readonly cause: Cause | null;
  readonly attempts?: number;
  readonly nextAttemptAt?: Date | null;
}

const settledStates: ReadonlySet<WishState> = new Set(['waiting', 'review', 'done', 'cancelled']);

/** The queries of this room; nobody else names the table `wishes`. */
export function createWishStore(db: Db, wishesOfList: WishesOfList = noLists) {
  /** The wish, or `null`. */
  async function find(id: number, on: Db = db): Promise<Wish | null> {
    const row = await on.selectFrom('wishes').selectAll().where('id', '=', id).executeTakeFirst();
    return row === undefined ? null : wishOfRow(row);
  }

  /**
   * Whether a wish still stands at this revision, which it keeps until the transaction ends. `share`: several may look at once, whoever steps
   * waits for them; `update`: for whoever is about to step.
   */
  async function stands(trx: Db, { id, revision }: Pick<Wish, 'id' | 'revision'>, lock: 'share' | 'update') {
    const query = trx.selectFrom('wishes').select('id').where('id', '=', id).where('revision', '=', revision);
    const row = await (lock === 'share' ? query.forShare() : query.forUpdate()).executeTakeFirst();
    return row !== undefined;
  }

  /**
   * Takes a wish for a job of a stage, if it still stands where the job thinks; `null` means that the job is out of date, a text is the job that
   * has it. `instead`: that one is known to have gone.
   */
  async function claim(
    { id, revision }: Pick<Wish, 'id' | 'revision'>,
    stage: Stage,
    jobId: string,
    instead: string | null = null,
  ): Promise<Wish | string | null> {
    const row = await db
      .updateTable('wishes')
      .set({
        state: 'active',
        claimed_by: jobId,
        updated_at: sql<Date>`now()`,
        next_attempt_at: null,
        settled_at: null,
      })
      .where('id', '=', id)
      .where('stage', '=', stage)
      .where('revision', '=', revision)
      .where((eb) =>
        eb.or([
          eb('state', 'in', ['queued', 'waiting']),
          eb.and([
            eb('state', '=', 'active'),
            eb.or([eb('claimed_by', 'is', null), eb('claimed_by', 'in', [jobId, instead ?? jobId])]),
          ]),
        ]),
      )
      .returningAll()
      .executeTakeFirst();
    if (row !== undefined) return wishOfRow(row);
    const holder = await db
      .selectFrom('wishes')
      .select('claimed_by')
      .where('id', '=', id)
      .where('stage', '=', stage)
      .where('revision', '=', revision)
      .where('state', '=', 'active')
      .executeTakeFirst();
    return holder?.claimed_by ?? null;
  }

  /** Stores a step and answers the new revision, or `null` when the wish has moved on meanwhile. */
  async function step(trx: Db, wish: { id: number; revision: number }, next: WishStep): Promise<number | null> {
    const row = await trx
      .updateTable('wishes')
      .set({
        stage: next.stage,
        state: next.state,
        ...columnsOfCause(next.cause),
        next_attempt_at: next.nextAttemptAt ?? null,
        revision: wish.revision + 1,
        claimed_by: null,
        updated_at: sql<Date>`now()`,
        settled_at: settledStates.has(next.state) ? sql<Date>`now()` : null,
        ...(next.attempts === undefined ? {} : { attempts: next.attempts }),
      })
      .where('id', '=', wish.id)
      .where('revision', '=', wish.revision)
      .returning('revision')
      .executeTakeFirst();
    return row?.revision ?? null;
  }

  /** Says why a wish is held up, without a step: its job is still to come. */
  async function explain(id: number, revision: number, cause: Cause): Promise<void> {
    await db
      .updateTable('wishes')
      .set({ state: 'queued', ...columnsOfCause(cause), updated_at: sql<Date>`now()` })
      .where('id', '=', id)
      .where('revision', '=', revision)
      .where('state', 'in', ['queued', 'active'])
      .execute();
  }

  /** Wishes under way that nobody has touched for `quietMs`, oldest first: their job may have been lost. */
  async function quiet(quietMs: number, limit: number): Promise<Wish[]> {
    const rows = await db
      .selectFrom('wishes')
      .selectAll()
      .where((eb) =>
        eb.or([
          eb('state', 'in', ['queued', 'active']),
          eb.and([
            eb('state', '=', 'waiting'),
            eb('next_attempt_at', '<', sql<Date>`now() - ${quietMs} * interval '1 millisecond'`),
          ]),
        ]),
      )
      .where('updated_at', '<', sql<Date>`now() - ${quietMs} * interval '1 millisecond'`)
      .orderBy('updated_at')
      .limit(limit)
      .execute();
    return rows.map(wishOfRow);
  }

  const unfetched = () =>
    db
      .selectFrom('wishes')
      .selectAll()
      .where('state', 'in', ['queued', 'waiting', 'review'])
      .where('stage', 'in', ['search', 'match']);

  /** Wishes that nobody has begun to fetch, in the order of their ids from behind `after`. */
  async function unfetchedAfter(after: number, limit: number): Promise<Wish[]> {
    return (await unfetched().where('id', '>', after).orderBy('id').limit(limit).execute()).map(wishOfRow);
  }

  /** Those of them that are for recordings with one of these keys or codes. */
  async function unfetchedOf(keys: readonly string[], isrcs: readonly string[]): Promise<Wish[]> {
    const byKey =
      keys.length === 0
        ? []
        : await unfetched()
            .where('recording_key', 'in', [...keys])
            .execute();
    const byIsrc =
      isrcs.length === 0
        ? []
        : await unfetched()
            .where('isrc', 'in', [...isrcs])
            .execute();
    const rows = new Map([...byKey, ...byIsrc].map((row) => [row.id, row]));
    return [...rows.values()].map(wishOfRow);
  }

  /** Looked at and found in order; moves to the end of the sweep's row. */
  async function touch(ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return;
    await db
      .updateTable('wishes')
      .set({ updated_at: sql<Date>`now()` })
      .where('id', 'in', [...ids])
      .execute();
  }

  async function setPriority(trx: Db, id: number, priority: number): Promise<void> {
    await trx.updateTable('wishes').set({ priority, updated_at: sql<Date>`now()` }).where('id', '=', id).execute();
  }

  async function setLibraryFile(trx: Db, id: number, libraryFileId: number): Promise<void> {
    await trx.updateTable('wishes').set({ library_file_id: libraryFileId }).where('id', '=', id).execute();
  }

  /** Gives unsettled wishes of a source other rules of quality. */
  async function setQuality(trx: Db, source: string, quality: WantedQuality): Promise<void> {
    const text = json(quality);
    await trx
      .updateTable('wishes')
      .set({ quality: text })
      .where('source', '=', source)
      .where('state', 'not in', ['done', 'cancelled'])
      .where(sql<SqlBool>`quality is distinct from ${text}::jsonb`)
      .execute();
  }

  /** Gives the new file to done wishes of the same code whose file was replaced by it. */
  async function adoptFile(trx: Db, libraryFileId: number, isrc: string): Promise<void> {
    await trx
      .updateTable('wishes')
      .set({ library_file_id: libraryFileId })
      .where('isrc', '=', isrc)
      .where('state', '=', 'done')
      .where('library_file_id', 'is', null)
      .execute();
  }

  async function rowsById(ids: readonly number[]): Promise<WishRow[]> {
    return ids.length === 0
      ? []
      : await db
          .selectFrom('wishes')
          .selectAll()
          .where('id', 'in', [...ids])
          .execute();
  }

  /** How many wishes that are not settled for good stand at each station, by the index `wishes_in_flight` alone. */
  async function countsByStage(): Promise<Record<Stage, number>> {
    const rows = await db
      .selectFrom('wishes')
      .select(['stage', sql<number>`count(*)`.as('n')])
      // literals, so that the partial index is seen to fit
      .where(sql<SqlBool>`state in ('queued', 'active', 'waiting', 'review')`)
      .groupBy('stage')
      .execute();
    const known = new Map(rows.map((row) => [row.stage, row.n]));
    return Object.fromEntries(stages.map((stage) => [stage, known.get(stage) ?? 0])) as Record<Stage, number>;
  }

  return {
    find,
    stands,
    claim,
    step,
    explain,
    quiet,
    unfetchedAfter,
    unfetchedOf,
    touch,
    setPriority,
    setLibraryFile,
    setQuality,
    adoptFile,
    rowsById,
    ...createWishLists(db, wishesOfList),
    /** How many wishes are in each state. */
    counts: createWishCounts(db),
    countsByStage,
  };
}

/** The queries of this room. */
export type WishStore = ReturnType<typeof createWishStore>;
