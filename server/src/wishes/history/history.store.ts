import { sql } from 'kysely';
import type { Db } from '#platform/database';
import { causeOf, columnsOfCause } from '../cause.ts';
import type { Cause, Stage, Wish, WishAct, WishState } from '../types.ts';

/** More than this nobody reads. */
const most = 200;

/** A stored step of a wish, as far as its history is concerned. */
export interface PastStep {
  /** As it stood before. */
  readonly wish: Wish;
  readonly step: { readonly stage: Stage; readonly state: WishState; readonly cause: Cause | null };
  /** What a person did; without it, the journey went on by itself. */
  readonly act?: WishAct | undefined;
  /** The candidate that was chosen. */
  readonly candidateId?: number | undefined;
}

/** How a wish stood before it was cancelled or another candidate was chosen. */
export interface Former {
  readonly kind: 'cancelled' | 'chosen';
  readonly stage: Stage;
  readonly state: WishState;
  readonly nextAttemptAt: Date | null;
  readonly cause: Cause | null;
}

function kindOf({ step, act }: PastStep) {
  if (act !== undefined) return act;
  switch (step.state) {
    case 'waiting':
    case 'review':
    case 'done':
    case 'cancelled':
      return step.state;
    // On its way; searches, transfers and checks tell that themselves.
    case 'queued':
    case 'active':
      return null;
  }
}

/**
 * Writes a step down for people, in the transaction that stores it: where the wish came to rest, and what a person did. A wish that comes to
 * rest again for the same reason is counted in the same row, so that one that nobody offers does not fill the table.
 */
export async function recordStep(trx: Db, past: PastStep): Promise<void> {
  const kind = kindOf(past);
  if (kind === null) return;
  const { wish, step, candidateId } = past;
  const former = columnsOfCause(wish.cause);
  if (kind === 'waiting' && (await countAgain(trx, wish.id, step.stage, step.cause?.code ?? null))) return;
  await trx
    .insertInto('wish_events')
    .values({
      wish_id: wish.id,
      kind,
      stage: step.stage,
      ...columnsOfCause(step.cause),
      former_stage: wish.stage,
      former_state: wish.state,
      former_next_attempt_at: wish.nextAttemptAt ?? null,
      former_reason_code: former.reason_code,
      former_reason: former.reason,
      former_reason_facts: former.reason_facts,
      candidate_id: candidateId ?? null,
    })
    .execute();
}

async function countAgain(trx: Db, wishId: number, stage: Stage, code: string | null): Promise<boolean> {
  const last = await lastOf(trx, wishId);
  if (last?.kind !== 'waiting' || last.stage !== stage || last.reason_code !== code) return false;
  await trx
    .updateTable('wish_events')
    .set({ times: sql<number>`times + 1`, last_at: sql<Date>`now()` })
    .where('id', '=', last.id)
    .execute();
  return true;
}

async function lastOf(db: Db, wishId: number) {
  return await db
    .selectFrom('wish_events')
    .selectAll()
    .where('wish_id', '=', wishId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** How the wish stood before the last thing that happened to it, if that can be taken back; else `null`. */
export async function formerOf(db: Db, wishId: number): Promise<Former | null> {
  const last = await lastOf(db, wishId);
  if (last === undefined || (last.kind !== 'cancelled' && last.kind !== 'chosen')) return null;
  return {
    kind: last.kind,
    stage: last.former_stage as Stage,
    state: last.former_state as WishState,
    nextAttemptAt: last.former_next_attempt_at,
    cause: causeOf(last.former_reason_code, last.former_reason, last.former_reason_facts),
  };
}

/** What happened to a wish, oldest first; the newest some hundred when there is more. */
export async function eventsOf(db: Db, wishId: number): Promise<Record<string, unknown>[]> {
  const rows = await db
    .selectFrom('wish_events')
    .selectAll()
    .where('wish_id', '=', wishId)
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
  return rows.toReversed().map((row) => ({
    id: row.id,
    kind: row.kind,
    stage: row.stage,
    reason: causeOf(row.reason_code, row.reason, row.reason_facts),
    candidate_id: row.candidate_id,
    times: row.times,
    first_at: row.first_at.toISOString(),
    at: row.last_at.toISOString(),
  }));
}
