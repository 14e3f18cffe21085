import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#platform/database';
import type { Stage } from './types.ts';

/** Wishes that stand before or in a stage, with the priority that they have now, as a part of another room's query. */
export function wishesAt(db: Db, stage: Stage) {
  return db
    .selectFrom('wishes')
    .select(['wishes.id', 'wishes.priority'])
    .where('wishes.stage', '=', stage)
    .where('wishes.state', 'in', ['queued', 'active']);
}

/** The priority that a wish has now, as a part of another room's statement; null when there is no such wish. */
export function priorityOfWish(id: RawBuilder<unknown>): RawBuilder<number | null> {
  return sql<number | null>`(select wishes.priority from wishes where wishes.id = ${id})`;
}

/**
 * Keeps wishes from being stepped by people until the transaction ends; for whoever is about to write rows that belong to them. First the wish,
 * then what belongs to it, as everybody locks them, or two wait for each other.
 */
export async function holdWishes(trx: Db, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await trx.selectFrom('wishes').select('id').where('id', 'in', ids).orderBy('id').forKeyShare().execute();
}
