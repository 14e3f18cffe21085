import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { sql } from 'kysely';
import type { OfferedFile } from '#music';
import type { Db } from '#platform/database';
import type { Round } from './rounds.ts';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** Found files are kept for other wishes this long. */
const keepHours = 24;
/** More than these of one search are not kept. */
const mostFiles = 5000;
const mostSearches = 20;

/** An answer that another wish, or a person, got. */
export interface StoredAnswer {
  readonly searchId: number;
  readonly files: readonly OfferedFile[];
}

/** Keeps the files of an answer, so that they can be judged for other wishes; part of the transaction that closes the search. */
export async function packResults(files: readonly OfferedFile[]): Promise<Buffer | null> {
  return files.length === 0 ? null : await pack(JSON.stringify(files.slice(0, mostFiles)));
}

/** Stores what `packResults` made. */
export async function storeResults(trx: Db, searchId: number, files: Buffer | null): Promise<void> {
  if (files === null) return;
  await trx
    .insertInto('search_results')
    .values({ search_id: searchId, files })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Ids of answers that may hold files for a wish of these words and have not been looked through for it in this round, newest first. */
export async function unusedAnswers(
  db: Db,
  wishId: number,
  round: Round,
  words: readonly string[],
): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`
    select s.id from searches s join search_results r on r.search_id = s.id
    where s.state = 'done' and s.words <@ ${[...words]}::text[] and s.words <> '{}' and s.started_at >= ${round.acceptsFrom}
      and s.wish_id is distinct from ${wishId}
      and not exists (select from search_uses u where u.wish_id = ${wishId} and u.search_id = s.id)
    order by s.id desc limit ${mostSearches}`.execute(db);
  return rows.map(({ id }) => id);
}

/** The files of one answer; none when they have been removed meanwhile. */
export async function resultsOf(db: Db, searchId: number): Promise<readonly OfferedFile[]> {
  const row = await db
    .selectFrom('search_results')
    .select('files')
    .where('search_id', '=', searchId)
    .executeTakeFirst();
  return row === undefined ? [] : (JSON.parse((await unpack(row.files)).toString('utf8')) as OfferedFile[]);
}

/** Writes down that an answer was looked through for a wish, and how many files it may fetch. */
export async function noteUse(trx: Db, use: { wishId: number; searchId: number; good: number }): Promise<void> {
  await trx
    .insertInto('search_uses')
    .values({ wish_id: use.wishId, search_id: use.searchId, good: use.good })
    .onConflict((conflict) =>
      conflict.columns(['wish_id', 'search_id']).doUpdateSet({ good: use.good, used_at: sql<Date>`now()` }),
    )
    .execute();
}

/** Removes files that have been kept long enough. Answers how many searches lost theirs. */
export async function pruneResults(db: Db): Promise<number> {
  const done = await db
    .deleteFrom('search_results')
    .where('stored_at', '<', sql<Date>`now() - make_interval(hours => ${keepHours})`)
    .executeTakeFirst();
  return Number(done.numDeletedRows);
}
