import { sql } from 'kysely';
import type { Db } from '#platform/database';
import { priorityOfWish, wishesAt } from '#wishes';
import { active, type DownloadRow, waitingForTurn } from './download.store.ts';

/** Mark of a download that has its place but has not been asked for yet. */
export const hasTurn = 'turn';

/** Any number that no other room uses for an advisory lock. */
const turnsLock = 4_711_104;
/** More urgent downloads than those under way may go past the limit by this many, so that long transfers do not hold them up. */
const expressPlaces = 2;
/** Those in queues of peers take no place, but there are at most this many times as many as places. */
const queuedPerPlace = 4;

/** A download that waits for its turn, with the priority that its wish has now. */
export interface WaitingDownload {
  readonly id: number;
  readonly wish_id: number;
  readonly priority: number;
}

/** Waiting downloads whose wish is ready, most urgent first, then oldest. */
export async function waitingDownloads(db: Db, limit: number): Promise<readonly WaitingDownload[]> {
  return (
    db
      .selectFrom('downloads')
      .innerJoin(wishesAt(db, 'download').as('wish'), 'wish.id', 'downloads.wish_id')
      .select(['downloads.id', 'wish.id as wish_id', 'wish.priority'])
      .where('downloads.state', '=', sql.lit('queued'))
      // written out, so that the index of those that wait is used
      .where('downloads.transfer_state', '=', sql.lit(waitingForTurn))
      .orderBy('wish.priority', 'desc')
      .orderBy('downloads.id')
      .limit(limit)
      .execute()
  );
}

/** Phases in which a download holds a place at the daemon although no byte flows; one that a peer has in its queue holds none. */
const idlePhases = ['local-queue', 'requested'];

/**
 * The download under way whose place a more urgent one may take: less urgent, asked for, and without a byte yet; the least urgent and newest of
 * these. `null` when there is none, or when downloads as urgent as this fill the places by themselves, so that nothing would be won.
 */
export async function placeToTake(db: Db, priority: number, maxActive: number): Promise<DownloadRow | null> {
  const underWay = () =>
    db.selectFrom('downloads').where('state', 'in', active).where('transfer_state', '<>', waitingForTurn);
  const { busy, asked } = await underWay()
    .select([
      sql<number>`count(*) filter (where transfer_state <> 'remote-queue')`.as('busy'),
      sql<number>`count(*)`.as('asked'),
    ])
    .where('priority', '>=', priority)
    .executeTakeFirstOrThrow();
  if (busy >= maxActive || asked >= maxActive * queuedPerPlace) return null;
  const row = await underWay()
    .selectAll()
    .where('priority', '<', priority)
    .where('hedge', '=', false)
    .where('transfer_id', 'is not', null)
    .where('transfer_state', 'in', idlePhases)
    .where('bytes_transferred', '=', 0)
    .orderBy('priority')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/**
 * Gives a waiting download its place, if there is one and nobody more urgent waits for it. Must run in a transaction; a lock makes the
 * counting of all processes one after the other.
 */
export async function claimTurn(
  trx: Db,
  row: Pick<DownloadRow, 'id'>,
  priority: number,
  maxActive: number,
): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(${turnsLock})`.execute(trx);
  const now = await trx
    .selectFrom('downloads')
    .select([
      sql<number>`count(*) filter (where transfer_state <> 'remote-queue')`.as('busy'),
      sql<number>`count(*)`.as('asked'),
      sql<number | null>`min(priority)`.as('lowest'),
    ])
    .where('state', 'in', active)
    .where('transfer_state', '<>', waitingForTurn)
    .executeTakeFirstOrThrow();
  const express = now.lowest !== null && priority > now.lowest;
  const free = express
    ? maxActive + expressPlaces - now.busy
    : Math.min(maxActive - now.busy, maxActive * queuedPerPlace - now.asked);
  if (free <= 0) return false;
  const first = await waitingDownloads(trx, free);
  const before = first.filter((each) => each.priority > priority || (each.priority === priority && each.id < row.id));
  if (before.length >= free) return false;
  const done = await trx
    .updateTable('downloads')
    .set({
      transfer_state: hasTurn,
      // As it is now: a person may have changed it since the caller looked.
      priority: sql<number>`coalesce(${priorityOfWish(sql.ref('downloads.wish_id'))}, ${priority})`,
      updated_at: sql<Date>`now()`,
    })
    .where('id', '=', row.id)
    .where('state', '=', 'queued')
    .where((eb) => eb.or([eb('transfer_state', '=', waitingForTurn), eb('transfer_state', 'is', null)]))
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}
