import { sql } from 'kysely';
import type { OfferedFile } from '#music';
import type { Db } from '#platform/database';
import { abandonedAfterS } from './ledger.ts';
import { noteUse, packResults, storeResults } from './results.ts';
import { audioOf, type Sieved } from './sieve.ts';

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
interface KeptCandidate {
  /** `username` and `path` joined as in the offered file's id. */
  readonly fileId: string;
  readonly untried: boolean;
}

/** A search with what it brought. */
export interface Closed {
  readonly id: number;
  readonly responseCount: number;
  readonly fileCount: number;
  readonly files: readonly OfferedFile[];
  readonly complete: boolean;
}

/** A peer that offers so many files has probably cut its answer off. */
const cutOffAt = 100;
const mostCount = 2_147_483_647;

/** Closes a search with its answer and keeps the files for other wishes, in one transaction; `within` adds to it. */
export async function closeSearch<T>(db: Db, search: Closed, within: (trx: Db) => Promise<T>): Promise<T> {
  const audio = audioOf(search.files);
  const perPeer = new Map<string, number>();
  for (const { username } of search.files) perPeer.set(username, (perPeer.get(username) ?? 0) + 1);
  const cut = [...perPeer.values()].some((count) => count >= cutOffAt);
  const packed = await packResults(audio);
  return db.transaction().execute(async (trx) => {
    await trx
      .updateTable('searches')
      .set({
        state: 'done',
        response_count: Math.min(search.responseCount, mostCount),
        file_count: Math.min(search.fileCount, mostCount),
        complete: search.complete && !cut,
        ended_at: sql<Date>`clock_timestamp()`,
      })
      .where('id', '=', search.id)
      .execute();
    await storeResults(trx, search.id, packed);
    return within(trx);
  });
}

/**
 * Stores what a search found for a wish, and that it was used for it. A file seen before is updated; one whose transfer failed gets another chance when it
 * is offered again after three quarters of an hour, unless what it delivered was wrong. Answers the ids of files that may be fetched now.
 */
export async function storeFinds(
  trx: Db,
  search: { readonly id: number; readonly wishId: number },
  { kept, auto }: Sieved,
): Promise<readonly string[]> {
  const found = await storeCandidates(trx, search, kept);
  await noteUse(trx, { wishId: search.wishId, searchId: search.id, good: auto.size });
  return found.filter((each) => each.untried && auto.has(each.fileId)).map((each) => each.fileId);
}

async function storeCandidates(
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

/** How many candidates of a wish are stored. */
export async function countCandidates(db: Db, wishId: number): Promise<number> {
  const { stored } = await db
    .selectFrom('candidates')
    .select((eb) => eb.fn.countAll<number>().as('stored'))
    .where('wish_id', '=', wishId)
    .executeTakeFirstOrThrow();
  return stored;
}

/** The searches that served a wish, its own and those of others, for the page that shows its proof; newest first. */
export async function searchViews(db: Db, wishId: number): Promise<Record<string, unknown>[]> {
  return db
    .selectFrom('searches as s')
    .select(['s.id', 's.query', 's.rung', 's.state', 's.response_count', 's.file_count', 's.error', 's.started_at'])
    .select(['s.ended_at', 's.subject'])
    .select(sql<boolean>`(s.wish_id is distinct from ${wishId})`.as('shared'))
    .where((eb) =>
      eb.or([
        eb('s.wish_id', '=', wishId),
        eb(
          's.id',
          'in',
          eb.selectFrom('search_uses').select('search_id').where('wish_id', '=', wishId).where('good', '>', 0),
        ),
      ]),
    )
    .orderBy('s.id', 'desc')
    .limit(100)
    .execute();
}
