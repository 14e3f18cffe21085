import { sql } from 'kysely';
import type { OfferedFile } from '#music';
import type { Db } from '#platform/database';
import { abandonedAfterS } from './ledger.ts';

/** Answers older than this are asked again. */
const freshHours = 6;

/**
 * The questions of the present round that were answered. A round ends when the whole ladder has been asked; so a wish that comes
 * back in the middle (interrupted, out of budget, or because every peer of the first rungs failed) goes on where it was.
 */
export async function askedQueries(db: Db, wishId: number, plan: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('searches')
    .select('query')
    .where('wish_id', '=', wishId)
    .where((eb) => eb.or([eb('state', '=', 'done'), eb('error', 'like', 'query_refused:%')]))
    .where('started_at', '>', sql<Date>`now() - make_interval(hours => ${freshHours})`)
    .orderBy('id')
    .execute();
  let asked = new Set<string>();
  for (const { query } of rows) {
    asked.add(query);
    if (plan.every((each) => asked.has(each))) asked = new Set();
  }
  return asked;
}

/**
 * Whether the present round of a wish has begun but questions of its ladder are still unasked, so that searching on may bring other peers.
 * Questions that failed count as asked: each return to the search stage must use one up.
 */
export async function hasUnaskedQueries(db: Db, wishId: number, plan: readonly string[]): Promise<boolean> {
  const rows = await db
    .selectFrom('searches')
    .select('query')
    .where('wish_id', '=', wishId)
    .where('started_at', '>', sql<Date>`now() - make_interval(hours => ${freshHours})`)
    .orderBy('id')
    .execute();
  let asked = new Set<string>();
  for (const { query } of rows) {
    if (!plan.includes(query)) continue;
    asked.add(query);
    if (asked.size === new Set(plan).size) asked = new Set();
  }
  return asked.size > 0;
}

/** Searches that a stopped process left behind: those of one wish, or old ones of any. */
export async function interruptedSearches(
  db: Db,
  of: { readonly wishId: number } | 'any-old',
): Promise<readonly { readonly id: number; readonly daemonSearchId: string | null }[]> {
  const base = db.selectFrom('searches').select(['id', 'daemon_search_id']).where('state', '=', 'running');
  const rows = await (of === 'any-old'
    ? base.where('started_at', '<', sql<Date>`now() - make_interval(secs => ${abandonedAfterS})`).limit(50)
    : base.where('wish_id', '=', of.wishId)
  ).execute();
  return rows.map((row) => ({ id: row.id, daemonSearchId: row.daemon_search_id }));
}

/** A candidate after storing, with whether it may still be tried. */
export interface KeptCandidate {
  /** `username` and `path` joined as in the offered file's id. */
  readonly fileId: string;
  readonly untried: boolean;
}

/**
 * Closes a search with its answer and stores the found files, in one transaction. A file seen before is updated; one whose transfer
 * failed gets another chance when it is offered again after three quarters of an hour, unless what it delivered was wrong.
 */
export async function storeAnswer(
  db: Db,
  search: { readonly id: number; readonly wishId: number; readonly responseCount: number; readonly fileCount: number },
  files: readonly OfferedFile[],
): Promise<readonly KeptCandidate[]> {
  return db.transaction().execute(async (trx) => {
    await trx
      .updateTable('searches')
      .set({
        state: 'done',
        response_count: Math.min(search.responseCount, 2_147_483_647),
        file_count: Math.min(search.fileCount, 2_147_483_647),
        ended_at: sql<Date>`clock_timestamp()`,
      })
      .where('id', '=', search.id)
      .execute();
    return storeCandidates(trx, search, files);
  });
}

/** Stores found files as candidates of a wish, see `storeAnswer`. */
export async function storeCandidates(
  trx: Db,
  search: { readonly id: number; readonly wishId: number },
  files: readonly OfferedFile[],
): Promise<readonly KeptCandidate[]> {
  if (files.length === 0) return [];
  const rows = await trx
    .insertInto('candidates')
    .values(files.map((file) => rowOf(file, search)))
    .onConflict((conflict) =>
      conflict.columns(['wish_id', 'username', 'path']).doUpdateSet((eb) => ({
        search_id: eb.ref('excluded.search_id'),
        size_bytes: eb.ref('excluded.size_bytes'),
        extension: eb.ref('excluded.extension'),
        bitrate_kbps: eb.ref('excluded.bitrate_kbps'),
        sample_rate_hz: eb.ref('excluded.sample_rate_hz'),
        bit_depth: eb.ref('excluded.bit_depth'),
        length_s: eb.ref('excluded.length_s'),
        variable_bitrate: eb.ref('excluded.variable_bitrate'),
        free_slot: eb.ref('excluded.free_slot'),
        queue_length: eb.ref('excluded.queue_length'),
        speed_bps: eb.ref('excluded.speed_bps'),
        seen_at: sql<Date>`now()`,
        outcome: sql<
          'delivered' | 'failed' | 'refused' | null
        >`case when ${mayTryAgain} then null else candidates.outcome end`,
        outcome_reason: sql<string | null>`case when ${mayTryAgain} then null else candidates.outcome_reason end`,
      })),
    )
    .returning(['username', 'path', 'outcome'])
    .execute();
  return rows.map((row) => ({ fileId: `${row.username}\n${row.path}`, untried: row.outcome === null }));
}

const mayTryAgain = sql<boolean>`(candidates.outcome in ('failed', 'refused') and candidates.seen_at < now() - interval '45 minutes'
  and not exists (select from downloads d where d.candidate_id = candidates.id and d.local_path is not null))`;

function rowOf(file: OfferedFile, search: { readonly id: number; readonly wishId: number }) {
  return {
    wish_id: search.wishId,
    search_id: search.id,
    username: file.username,
    path: file.path,
    size_bytes: file.sizeBytes,
    extension: file.extension,
    bitrate_kbps: file.bitrateKbps,
    sample_rate_hz: file.sampleRateHz,
    bit_depth: file.bitDepth,
    length_s: file.lengthS,
    variable_bitrate: file.variableBitrate,
    free_slot: file.freeSlot,
    queue_length: file.queueLength,
    speed_bps: file.speedBps,
  };
}

/** How many candidates of a wish are stored, and how many of them have not been tried. */
export async function candidateCounts(
  db: Db,
  wishId: number,
): Promise<{ readonly stored: number; readonly untried: number }> {
  const row = await db
    .selectFrom('candidates')
    .select((eb) => [
      eb.fn.countAll<number>().as('stored'),
      sql<number>`count(*) filter (where outcome is null)`.as('untried'),
    ])
    .where('wish_id', '=', wishId)
    .executeTakeFirstOrThrow();
  return row;
}

/** The searches of a wish for the page that shows its proof, newest first. */
export async function searchViews(db: Db, wishId: number): Promise<Record<string, unknown>[]> {
  return db
    .selectFrom('searches')
    .select(['id', 'query', 'rung', 'state', 'response_count', 'file_count', 'error', 'started_at', 'ended_at'])
    .where('wish_id', '=', wishId)
    .orderBy('id', 'desc')
    .limit(100)
    .execute();
}
