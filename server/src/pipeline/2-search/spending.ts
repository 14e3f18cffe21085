import { sql } from 'kysely';
import type { Db } from '#platform/database';
import type { LedgerLimits } from './ledger.ts';

/** How the search budget is spent. */
export interface SearchSpending {
  /** Searches of the present window, by all processes. */
  readonly used: number;
  readonly left: number;
  readonly limit: number;
  readonly windowS: number;
  /** When the next place opens, in milliseconds; 0 when one is free. */
  readonly nextInMs: number;
  /** The last 24 hours. */
  readonly day: {
    readonly searches: number;
    /** Wishes for which a search found a file that may be fetched. */
    readonly tracks: number;
    /** Searches that were not needed, because one for something else served the wish. */
    readonly saved: number;
    /** `null` before the first search. */
    readonly tracksPerSearch: number | null;
  };
}

/** Reads how the budget is spent; cheap, through indexes. */
export async function searchSpending(db: Db, limits: LedgerLimits): Promise<SearchSpending> {
  const { budgetCount, budgetWindowS } = limits;
  const { rows } = await sql<{ used: number; age: number | null; searches: number; tracks: number; saved: number }>`
    with recent as (
      select started_at from searches where started_at > clock_timestamp() - make_interval(secs => ${budgetWindowS})
      order by started_at desc limit ${budgetCount}
    ), day as (
      select id, wish_id from searches where started_at > now() - interval '24 hours' and subject <> 'hand'
    ), served as (
      select u.wish_id, bool_and(d.wish_id is distinct from u.wish_id) as by_others
      from search_uses u join day d on d.id = u.search_id where u.good > 0 group by u.wish_id
    )
    select
      (select count(*) from recent)::integer as used,
      (select extract(epoch from clock_timestamp() - min(started_at)) from recent)::float8 as age,
      (select count(*) from day)::integer as searches,
      (select count(*) from served)::integer as tracks,
      (select count(*) filter (where by_others) from served)::integer as saved`.execute(db);
  const { used = 0, age = null, searches = 0, tracks = 0, saved = 0 } = rows[0] ?? {};
  const full = used >= budgetCount;
  return {
    used,
    left: budgetCount - used,
    limit: budgetCount,
    windowS: budgetWindowS,
    nextInMs: full && age !== null ? Math.max(0, Math.ceil((budgetWindowS - age) * 1000)) : 0,
    day: { searches, tracks, saved, tracksPerSearch: searches === 0 ? null : tracks / searches },
  };
}
