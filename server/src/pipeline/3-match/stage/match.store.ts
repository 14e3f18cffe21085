import { sql } from 'kysely';
import type { Judgement, OfferedFile } from '#music';
import { extensionOf } from '#music';
import type { Db } from '#platform/database';

/** A stored candidate: the offered file with what was decided and what became of it. */
export interface StoredCandidate {
  readonly file: OfferedFile;
  readonly outcome: 'delivered' | 'failed' | 'refused' | null;
  readonly pinned: boolean;
}

/** Reads the candidates of a wish, in the form the engine judges. */
export async function candidatesOfWish(db: Db, wishId: number): Promise<StoredCandidate[]> {
  const rows = await db.selectFrom('candidates').selectAll().where('wish_id', '=', wishId).execute();
  return rows.map((row) => ({
    outcome: row.outcome,
    pinned: row.pinned,
    file: {
      id: String(row.id),
      username: row.username,
      path: row.path,
      sizeBytes: row.size_bytes,
      extension: row.extension ?? extensionOf(row.path),
      bitrateKbps: row.bitrate_kbps,
      sampleRateHz: row.sample_rate_hz,
      bitDepth: row.bit_depth,
      lengthS: row.length_s,
      variableBitrate: row.variable_bitrate,
      freeSlot: row.free_slot,
      queueLength: row.queue_length,
      speedBps: row.speed_bps,
    },
  }));
}

/** Stores verdict, score, reasons and rank (1 = first choice; only for `auto`) in one statement. Pinned choices keep theirs. */
export async function storeJudgements(trx: Db, wishId: number, judgements: readonly Judgement[]): Promise<void> {
  if (judgements.length === 0) return;
  let rank = 0;
  const rows = judgements.map((judgement) => ({
    id: Number(judgement.fileId),
    verdict: judgement.verdict,
    score: judgement.score,
    rank: judgement.verdict === 'auto' ? ++rank : null,
    reasons: judgement.reasons,
  }));
  await sql`
    update candidates as c set verdict = j.verdict, score = j.score, rank = j.rank, reasons = j.reasons
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as j(id bigint, verdict text, score real, rank integer, reasons jsonb)
    where c.id = j.id and c.wish_id = ${wishId} and not c.pinned`.execute(trx);
}

/** The file of one candidate, as far as a name can be learned from it; `null` when it is not of this wish. */
export async function candidateFile(
  trx: Db,
  wishId: number,
  candidateId: number,
): Promise<Pick<OfferedFile, 'path' | 'extension' | 'lengthS'> | null> {
  const row = await trx
    .selectFrom('candidates')
    .select(['path', 'extension', 'length_s'])
    .where('id', '=', candidateId)
    .where('wish_id', '=', wishId)
    .executeTakeFirst();
  return row === undefined ? null : { path: row.path, extension: row.extension, lengthS: row.length_s };
}

/** Makes a candidate the first choice, whatever the engine thinks of it. `false` when it is not a candidate of this wish. */
export async function pinCandidate(trx: Db, wishId: number, candidateId: number): Promise<boolean> {
  await unpinCandidate(trx, wishId);
  const chosen = { pinned: true, verdict: 'auto', rank: 0, outcome: null, outcome_reason: null } as const;
  const done = await trx
    .updateTable('candidates')
    .set(chosen)
    .where('id', '=', candidateId)
    .where('wish_id', '=', wishId)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** Takes the choice of a person back; the next judgement ranks all candidates alike. */
export async function unpinCandidate(trx: Db, wishId: number): Promise<void> {
  await trx
    .updateTable('candidates')
    .set({ pinned: false })
    .where('wish_id', '=', wishId)
    .where('pinned', '=', true)
    .execute();
}

/** The candidates as the API shows them: first choice first, then by score. */
export async function candidateViews(db: Db, wishId: number): Promise<Record<string, unknown>[]> {
  const rows = await db
    .selectFrom('candidates')
    .select([
      'id',
      'username',
      'path',
      'size_bytes',
      'extension',
      'bitrate_kbps',
      'length_s',
      'verdict',
      'score',
      'rank',
      'reasons',
    ])
    .select(['outcome', 'outcome_reason', 'pinned'])
    .where('wish_id', '=', wishId)
    .orderBy(sql`rank nulls last`)
    .orderBy(sql`score desc nulls last`)
    .orderBy('id')
    .limit(200)
    .execute();
  return rows;
}
