import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '#platform/database';
import { isEquivalent } from '../choose.ts';
import {
  active,
  activePerPeer,
  type DownloadEnd,
  type DownloadRow,
  endDownload,
  insertDownload,
  untriedCandidates,
} from '../download.store.ts';

/** The reason of a download that was ended because the other one of its wish was faster. */
export const hedgeLost = 'hedge_lost';

/** Rolls a hedge back whose first download has ended or was hedged by other hands. */
class EndedMeanwhile extends Error {}

/**
 * Writes the intent to ask a second peer for an equivalent file; `null` when there is none, or one was begun before. Of equals, a peer with a
 * free slot is asked.
 */
export async function beginHedge(db: Db, row: DownloadRow, perPeer: number): Promise<DownloadRow | null> {
  const { wish_id: wishId, candidate_id: candidateId } = row;
  if (wishId === null || candidateId === null) return null;
  const present = await db
    .selectFrom('candidates')
    .select(['extension', 'bitrate_kbps', 'score', 'pinned'])
    .where('id', '=', candidateId)
    .executeTakeFirst();
  // A person's choice stands: nobody else's file will do.
  if (present === undefined || present.pinned) return null;
  const activeOf = await activePerPeer(db);
  const others = (await untriedCandidates(db, wishId)).filter(
    (each) => each.username !== row.username && isEquivalent(each, present) && activeOf(each.username) < perPeer,
  );
  const candidate = others.find((each) => each.free_slot) ?? others[0];
  if (candidate === undefined) return null;
  const begun = db.transaction().execute(async (trx) => {
    // The new row holds on to its wish: first the wish, then its downloads, as everybody locks them, or two wait for each other.
    const hedge = await insertDownload(trx, { id: wishId, priority: row.priority }, candidate, randomUUID(), true);
    if (hedge === null) return null;
    const marked = await trx
      .updateTable('downloads')
      .set({ hedged_at: sql<Date>`now()` })
      .where('id', '=', row.id)
      .where('state', 'in', active)
      .where('hedge', '=', false)
      .where('hedged_at', 'is', null)
      .executeTakeFirst();
    if (marked.numUpdatedRows === 0n) throw new EndedMeanwhile();
    return hedge;
  });
  return await begun.catch((error: unknown) => {
    if (error instanceof EndedMeanwhile) return null;
    throw error;
  });
}

/** Ends the other downloads of a wish, because one has delivered. Their transfers and files are removed by the monitor. */
export async function endLosers(trx: Db, winner: Pick<DownloadRow, 'id' | 'wish_id'>): Promise<readonly DownloadRow[]> {
  if (winner.wish_id === null) return [];
  const losers = await trx
    .selectFrom('downloads')
    .selectAll()
    .where('wish_id', '=', winner.wish_id)
    .where('id', '<>', winner.id)
    .where('state', 'in', active)
    .execute();
  const sentence = 'Another peer delivered first.';
  for (const row of losers) {
    await endDownload(trx, row, {
      state: 'cancelled',
      code: hedgeLost,
      sentence,
      outcome: null,
      cancelAtDaemon: true,
    });
  }
  return losers.map((row) => ({ ...row, state: 'cancelled', reason_code: hedgeLost, last_error: sentence }));
}

/**
 * Ends a download without touching its wish while the other one of the two goes on: a hedge that fails leaves the first, a first one that
 * fails leaves its place to the hedge. `alone`: there is no other, so the wish must step. `ended`: it has ended by other hands.
 */
export async function endBeside(trx: Db, row: DownloadRow, end: DownloadEnd): Promise<'done' | 'alone' | 'ended'> {
  if (row.wish_id === null) return 'alone';
  const both = await trx
    .selectFrom('downloads')
    .select(['id', 'hedge'])
    .where('wish_id', '=', row.wish_id)
    .where('state', 'in', active)
    .orderBy('id')
    .forUpdate()
    .execute();
  const own = both.find((each) => each.id === row.id);
  const other = both.find((each) => each.id !== row.id);
  if (own === undefined) return 'ended';
  if (other === undefined) return 'alone';
  await endDownload(trx, row, end);
  if (other.hedge) await becomeFirst(trx, other.id);
  return 'done';
}

/** A hedge whose first download is gone takes its place; `null` when the wish has none. */
export async function promoteHedge(db: Db, wishId: number): Promise<DownloadRow | null> {
  const row = await db
    .updateTable('downloads')
    .set({ hedge: false })
    .where('wish_id', '=', wishId)
    .where('hedge', '=', true)
    .where('state', 'in', active)
    .returningAll()
    .executeTakeFirst();
  return row ?? null;
}

async function becomeFirst(trx: Db, id: number): Promise<void> {
  await trx.updateTable('downloads').set({ hedge: false }).where('id', '=', id).execute();
}
