import { sql } from 'kysely';
import type { Db } from '#platform/database';
import type { Answered } from './plan.ts';

/** What others found counts for a first search this long, in hours … */
const firstHours = 6;
/** … and for a later one only this long, in minutes: the point of searching again is that other people are there. */
const laterMinutes = 45;

/** The present round of a wish. */
export interface Round {
  readonly beganAt: Date;
  readonly acceptsFrom: Date;
}

interface Rounds {
  readonly id: number;
  readonly attempts: number;
}

/**
 * The present round, begun if need be. A round ends when the wish waits (its `attempts` grow); whoever comes back in the middle, killed or out of budget,
 * goes on where it was.
 */
export async function presentRound(db: Db, wish: Rounds): Promise<Round> {
  const known = await db
    .selectFrom('search_rounds')
    .selectAll()
    .where('wish_id', '=', wish.id)
    .where('attempts', '=', wish.attempts)
    .executeTakeFirst();
  if (known !== undefined) return { beganAt: known.began_at, acceptsFrom: known.accepts_from };
  const reach = wish.attempts === 0 ? firstHours * 60 : laterMinutes;
  const row = await begin(db, wish.id, sql`${wish.attempts}::integer`, reach);
  return { beganAt: row.began_at, acceptsFrom: row.accepts_from };
}

/** A person wants it searched for again: whatever was asked so far does not count. */
export async function beginAnew(trx: Db, wish: Rounds): Promise<void> {
  await begin(trx, wish.id, sql`${wish.attempts}::integer`, 0);
}

function begin(db: Db, wishId: number, attempts: ReturnType<typeof sql<number>>, reachMinutes: number) {
  const row = {
    attempts,
    began_at: sql<Date>`clock_timestamp()`,
    accepts_from: sql<Date>`clock_timestamp() - make_interval(mins => ${reachMinutes})`,
  };
  return db
    .insertInto('search_rounds')
    .values({ wish_id: wishId, ...row })
    .onConflict((conflict) => conflict.column('wish_id').doUpdateSet(row))
    .returning(['began_at', 'accepts_from'])
    .executeTakeFirstOrThrow();
}

/**
 * Which questions count as answered in this round: the wish's own since it began, and those of others whose words all occur in `words`. `withFailed`: own
 * ones that could not be answered count, too, so that going back to the search stage always uses something up.
 */
export async function answeredIn(
  db: Db,
  wishId: number,
  round: Round,
  words: readonly string[],
  withFailed = false,
): Promise<readonly Answered[]> {
  const { rows } = await sql<{ words: string[]; file_count: number; complete: boolean; own: boolean }>`
    select words, file_count, complete, (wish_id = ${wishId} and subject = 'track') is true as own
    from searches
    where (wish_id = ${wishId} and started_at >= ${round.beganAt} and (state = 'done'
        or (state = 'failed' and (error like 'query_refused:%' or ${withFailed}))))
      or (state = 'done' and words <@ ${[...words]}::text[] and words <> '{}' and started_at >= ${round.acceptsFrom}
        and wish_id is distinct from ${wishId})
    order by id limit 500`.execute(db);
  return rows.map((row) => ({
    words: row.words,
    fileCount: row.file_count,
    complete: row.complete,
    own: row.own,
  }));
}
