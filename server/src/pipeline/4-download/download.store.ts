import { type Selectable, sql } from 'kysely';
import type { Database, Db } from '#platform/database';
import { choose } from './choose.ts';

/** A row of the table `downloads`. */
export type DownloadRow = Selectable<Database['downloads']>;

/** An active download, with whether another acceptable candidate of its wish is untried. */
export type ActiveDownload = DownloadRow & { readonly has_alternative: boolean };

/** What became of the candidate; `null` lets it be chosen again. */
export type CandidateOutcome = 'delivered' | 'failed' | 'refused' | null;

/** Mark in `transfer_state`: ended for us, but the daemon must still be told. */
export const toCancel = 'to-cancel';
/** Mark in `transfer_state` of a download that waits for a place among the active ones. */
export const waitingForTurn = 'waiting';

/** Mark in `transfer_state` of a download whose peer is being asked by a job. */
export const asking = 'asking';

/** Reason of a download whose place a more urgent one took before a byte had come. */
export const preempted = 'preempted';

export const active = ['queued', 'downloading'] as const;

/** How many downloads are queued or under way; of the index alone. */
export async function countActive(db: Db): Promise<number> {
  const { n } = await db
    .selectFrom('downloads')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('state', 'in', active)
    .executeTakeFirstOrThrow();
  return n;
}

/** Downloads under way by state, from the index of those. */
export async function activeByState(db: Db): Promise<Readonly<Record<string, number>>> {
  const rows = await db
    .selectFrom('downloads')
    .select((eb) => ['state', eb.fn.countAll<number>().as('n')])
    .where('state', 'in', active)
    .groupBy('state')
    .execute();
  return {
    ...Object.fromEntries(active.map((state) => [state, 0])),
    ...Object.fromEntries(rows.map((row) => [row.state, row.n])),
  };
}

/** The first download of a wish that is under way; a hedge beside it does not count. */
export async function activeDownload(db: Db, wishId: number): Promise<DownloadRow | null> {
  const row = await db
    .selectFrom('downloads')
    .selectAll()
    .where('wish_id', '=', wishId)
    .where('hedge', '=', false)
    .where('state', 'in', active)
    .executeTakeFirst();
  return row ?? null;
}

/** Every download under way at the daemon; those that wait for their turn are not. */
export async function activeDownloads(db: Db): Promise<readonly ActiveDownload[]> {
  return db
    .selectFrom('downloads as d')
    .selectAll('d')
    .select(
      sql<boolean>`exists (select from candidates c where c.wish_id = d.wish_id and c.verdict = 'auto' and c.outcome is null and c.id is distinct from d.candidate_id)`.as(
        'has_alternative',
      ),
    )
    .where('d.state', 'in', active)
    .where('d.transfer_state', 'is distinct from', waitingForTurn)
    .orderBy('d.id')
    .execute();
}

/** Ended downloads whose transfer must still be stopped at the daemon. */
export async function downloadsToCancel(db: Db): Promise<readonly DownloadRow[]> {
  return db
    .selectFrom('downloads')
    .selectAll()
    .where('transfer_state', '=', toCancel)
    .where('state', 'in', ['failed', 'cancelled'])
    .orderBy('id')
    .limit(50)
    .execute();
}

/** How far down the order of preference it is worth looking for a less busy peer. */
const candidatesLookedAt = 30;

/** The candidate to try next: a person's choice first, then by rank, spread over peers as `choose` says. */
export async function nextCandidate(db: Db, wishId: number, perPeer: number): Promise<NextCandidate | null> {
  return choose(await untriedCandidates(db, wishId), await activePerPeer(db), perPeer);
}

/** The best acceptable candidates of a wish that have not been tried, first choice first. */
export async function untriedCandidates(db: Db, wishId: number) {
  return db
    .selectFrom('candidates')
    .select(['id', 'username', 'path', 'size_bytes', 'extension', 'bitrate_kbps', 'score', 'pinned', 'free_slot'])
    .where('wish_id', '=', wishId)
    .where('verdict', '=', 'auto')
    .where('outcome', 'is', null)
    .orderBy('pinned', 'desc')
    .orderBy(sql`rank nulls last`)
    .orderBy('id')
    .limit(candidatesLookedAt)
    .execute();
}

/** How many files each peer is asked for just now. */
export async function activePerPeer(db: Db): Promise<(username: string) => number> {
  const counts = await db
    .selectFrom('downloads')
    .select((eb) => ['username', eb.fn.countAll<number>().as('count')])
    .where('state', 'in', active)
    .where('transfer_state', 'is distinct from', waitingForTurn)
    .groupBy('username')
    .execute();
  const activeOf = new Map(counts.map((row) => [row.username, row.count]));
  return (username) => activeOf.get(username) ?? 0;
}

/** What is needed of a candidate to ask for it. */
export interface NextCandidate {
  readonly id: number;
  readonly username: string;
  readonly path: string;
  readonly size_bytes: number;
}

/**
 * Writes the intent to download; it waits for its turn. `null` when the wish already has an active download (another run was faster). A hedge
 * is a second one beside it, and needs no turn.
 */
export async function insertDownload(
  db: Db,
  wish: { readonly id: number; readonly priority: number },
  candidate: NextCandidate,
  batchId: string,
  hedge = false,
): Promise<DownloadRow | null> {
  const row = await db
    .insertInto('downloads')
    .values({
      wish_id: wish.id,
      candidate_id: candidate.id,
      username: candidate.username,
      filename: candidate.path,
      size_bytes: candidate.size_bytes,
      priority: wish.priority,
      batch_id: batchId,
      hedge,
      transfer_state: hedge ? asking : waitingForTurn,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['wish_id', 'hedge'])
        .where('wish_id', 'is not', null)
        .where('state', 'in', [sql.lit<'queued'>('queued'), sql.lit<'downloading'>('downloading')])
        .doNothing(),
    )
    .returningAll()
    .executeTakeFirst();
  return row ?? null;
}

/** Changes a download that is still under way; `false` when it has ended meanwhile. */
export async function updateActive(
  db: Db,
  id: number,
  change: Partial<
    Pick<
      DownloadRow,
      | 'state'
      | 'candidate_id'
      | 'username'
      | 'filename'
      | 'size_bytes'
      | 'progress'
      | 'bytes_transferred'
      | 'average_speed_bps'
      | 'batch_id'
      | 'transfer_id'
      | 'transfer_state'
      | 'queue_position'
      | 'reason_code'
      | 'last_error'
      | 'enqueued_at'
      | 'started_at'
      | 'last_progress_at'
      | 'finished_at'
    >
  >,
): Promise<boolean> {
  const done = await db
    .updateTable('downloads')
    .set({ ...change, updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('state', 'in', active)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** How a download ended. */
export interface DownloadEnd {
  readonly state: 'completed' | 'failed' | 'cancelled';
  readonly code: string | null;
  readonly sentence: string | null;
  readonly outcome: CandidateOutcome;
  readonly localPath?: string;
  readonly bytes?: number;
  /** The daemon still has to be told to stop. */
  readonly cancelAtDaemon?: boolean;
}

/** Ends a download and says what became of its candidate. Nothing happens to a download that has ended already (answers `false`). */
export async function endDownload(
  trx: Db,
  row: Pick<DownloadRow, 'id' | 'candidate_id'>,
  end: DownloadEnd,
): Promise<boolean> {
  const done = await trx
    .updateTable('downloads')
    .set({
      state: end.state,
      reason_code: end.code,
      last_error: end.sentence?.slice(0, 512) ?? null,
      hedge: false,
      updated_at: sql<Date>`now()`,
      finished_at: sql<Date>`now()`,
      ...(end.state === 'completed' ? { progress: 100 } : {}),
      ...(end.bytes === undefined ? {} : { bytes_transferred: end.bytes }),
      ...(end.localPath === undefined ? {} : { local_path: end.localPath }),
      ...(end.cancelAtDaemon === true ? { transfer_state: toCancel } : {}),
    })
    .where('id', '=', row.id)
    .where('state', 'in', active)
    .executeTakeFirst();
  if (done.numUpdatedRows === 0n) return false;
  if (row.candidate_id !== null && end.outcome !== null) {
    await trx
      .updateTable('candidates')
      .set({ outcome: end.outcome, outcome_reason: end.sentence?.slice(0, 512) ?? null })
      .where('id', '=', row.candidate_id)
      .execute();
  }
  return true;
}

/** The daemon has been told. */
export async function cancelled(db: Db, id: number, how: string): Promise<void> {
  await db.updateTable('downloads').set({ transfer_state: how }).where('id', '=', id).execute();
}

/** Whether a finished download has this path already; a second one must not take it for its own. */
export async function isTaken(db: Db, localPath: string): Promise<boolean> {
  const row = await db
    .selectFrom('downloads')
    .select('id')
    .where('local_path', '=', localPath)
    .where('finished_at', '>', sql<Date>`now() - interval '2 days'`)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** A peer said yes to a download that was ended meanwhile: the monitor shall stop it. */
export async function orphanTransfer(db: Db, id: number, transferId: string | null): Promise<void> {
  await db
    .updateTable('downloads')
    .set({ transfer_id: transferId, transfer_state: toCancel })
    .where('id', '=', id)
    .where('state', 'in', ['failed', 'cancelled'])
    .execute();
}

/** Which of these wishes wait for a transfer at the daemon, or for their turn, which the monitor gives. */
export async function parkedWishes(db: Db, wishIds: readonly number[]): Promise<ReadonlySet<number>> {
  if (wishIds.length === 0) return new Set();
  const rows = await db
    .selectFrom('downloads')
    .select('wish_id')
    .where('wish_id', 'in', wishIds)
    .where('state', 'in', active)
    .where((eb) => eb.or([eb('transfer_id', 'is not', null), eb('transfer_state', '=', waitingForTurn)]))
    .execute();
  return new Set(rows.map((row) => row.wish_id).filter((id) => id !== null));
}

/** The latest download of each wish, for lists; of two at once the one that won. */
export async function latestDownloads(db: Db, wishIds: readonly number[]): Promise<ReadonlyMap<number, DownloadRow>> {
  if (wishIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('downloads')
    .distinctOn('wish_id')
    .selectAll()
    .where('wish_id', 'in', wishIds)
    .orderBy('wish_id')
    .orderBy('hedge')
    .orderBy(sql`reason_code is not distinct from 'hedge_lost'`)
    .orderBy('id', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.wish_id ?? 0, row]));
}

/** Lets peers that could not deliver be tried again; files that arrived and were wrong stay out. For "try again" by a person. */
export async function forgiveTransfers(trx: Db, wishId: number): Promise<void> {
  await sql`update candidates c set outcome = null, outcome_reason = null
    where c.wish_id = ${wishId} and c.outcome in ('failed', 'refused')
    and not exists (select from downloads d where d.candidate_id = c.id and d.local_path is not null)`.execute(trx);
}
