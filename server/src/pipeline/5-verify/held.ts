import { sql } from 'kysely';
import type { Db } from '#platform/database';
import type { StageRunner } from '#wishes';
import { storeRejection } from './verify.store.ts';

/** So many files of one wish are kept aside before a person is asked: probably nobody offers anything better. */
export const mostHeld = 2;

/** Ends of a search in vain; the kept file is the news then. */
const inVain: ReadonlySet<string> = new Set(['all_peers_failed', 'no_match', 'nothing_found']);

/** A file that a person may keep in spite of what was found. */
export interface Keepable {
  readonly downloadId: number;
  readonly held: boolean;
}

/** A reviewed file that was passed over, for whoever remembers its peer. */
export interface PassedOver {
  readonly username: string;
  readonly sentence: string;
}

/** Keeps the checked file of a download aside: it stays where it is until `releaseHeld`, and a person may still take it. */
export async function holdFile(trx: Db, downloadId: number): Promise<void> {
  await trx
    .updateTable('verifications')
    .set({ outcome: 'rejected', held_at: sql<Date>`coalesce(held_at, now())` })
    .where('download_id', '=', downloadId)
    .execute();
}

/** How many files of a wish are kept aside. */
export async function heldOf(db: Db, wishId: number): Promise<number> {
  const { held } = await db
    .selectFrom('verifications as v')
    .innerJoin('downloads as d', 'd.id', 'v.download_id')
    .select((eb) => eb.fn.countAll<string>().as('held'))
    .where('d.wish_id', '=', wishId)
    .where('v.held_at', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(held);
}

/**
 * The file of a wish that a person may keep: the one under review, else the one that was kept aside last; with `downloadId` that one and no other.
 * `null`: there is none.
 */
export async function keepableFile(db: Db, wishId: number, downloadId: number | null): Promise<Keepable | null> {
  const row = await db
    .selectFrom('verifications as v')
    .innerJoin('downloads as d', 'd.id', 'v.download_id')
    .select(['d.id', 'v.held_at'])
    .where('d.wish_id', '=', wishId)
    .where((eb) =>
      eb.or([
        eb('v.held_at', 'is not', null),
        eb.and([eb('v.outcome', '=', 'review'), eb('d.state', '=', 'completed')]),
      ]),
    )
    .$if(downloadId !== null, (query) => query.where('d.id', '=', downloadId))
    .orderBy(sql`v.held_at is null`, 'desc')
    .orderBy('d.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : { downloadId: row.id, held: row.held_at !== null };
}

/** Notes that a person keeps this file, so that the stage lets it through; another one under review is kept aside. `false`: meanwhile it cannot be kept. */
export async function keepFile(trx: Db, wishId: number, downloadId: number): Promise<boolean> {
  const now = await keepableFile(trx, wishId, downloadId);
  if (now === null) return false;
  const reviewed = await keepableFile(trx, wishId, null);
  if (reviewed !== null && !reviewed.held && reviewed.downloadId !== downloadId) await passOver(trx, wishId);
  await trx
    .updateTable('verifications')
    .set({ kept: true, held_at: null })
    .where('download_id', '=', downloadId)
    .execute();
  const { candidate_id: candidate } = await trx
    .updateTable('downloads')
    .set({ state: 'completed', reason_code: null, last_error: null, updated_at: sql<Date>`now()` })
    .where('id', '=', downloadId)
    .returning('candidate_id')
    .executeTakeFirstOrThrow();
  if (candidate !== null)
    await trx
      .updateTable('candidates')
      .set({ outcome: null, outcome_reason: null })
      .where('id', '=', candidate)
      .execute();
  return true;
}

/** The file under review is not taken now: it is kept aside, and its candidate counts as tried. `null`: none is under review. */
export async function passOver(trx: Db, wishId: number): Promise<PassedOver | null> {
  const row = await trx
    .selectFrom('verifications as v')
    .innerJoin('downloads as d', 'd.id', 'v.download_id')
    .select(['d.id', 'd.candidate_id', 'd.username', 'v.reason_code', 'v.reason'])
    .where('d.wish_id', '=', wishId)
    .where('d.state', '=', 'completed')
    .where('v.outcome', '=', 'review')
    .where('v.kept', '=', false)
    .orderBy('d.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  const sentence = row.reason ?? 'A person preferred another file.';
  const download = { id: row.id, candidateId: row.candidate_id };
  await storeRejection(trx, download, { code: row.reason_code ?? 'passed_over', sentence });
  await holdFile(trx, row.id);
  return { username: row.username, sentence };
}

/** The wish is filed or not wanted any more: what was kept aside for it is free to be tidied away. */
export async function releaseHeld(trx: Db, wishId: number): Promise<void> {
  await trx
    .updateTable('verifications as v')
    .from('downloads as d')
    .set({ held_at: null })
    .whereRef('d.id', '=', 'v.download_id')
    .where('d.wish_id', '=', wishId)
    .where('v.held_at', 'is not', null)
    .execute();
}

/** Those of these finished files that are kept aside. */
export async function heldAmong(db: Db, paths: readonly string[]): Promise<readonly string[]> {
  if (paths.length === 0) return [];
  const rows = await db
    .selectFrom('downloads as d')
    .innerJoin('verifications as v', 'v.download_id', 'd.id')
    .select('d.local_path')
    .where('d.local_path', 'in', paths)
    .where('v.held_at', 'is not', null)
    .execute();
  return rows.map((row) => row.local_path ?? '');
}

/** Wraps a stage that looks for more: a wish that waits, or needs a person, says that something is kept aside which a person could take. */
export function tellOfHeld(stage: StageRunner, db: Db): StageRunner {
  return {
    stage: stage.stage,
    async run(wish, context) {
      const outcome = await stage.run(wish, context);
      if (outcome.kind !== 'wait' && outcome.kind !== 'review') return outcome;
      const held = await heldOf(db, wish.id);
      if (held === 0) return outcome;
      const aside =
        held === 1
          ? 'A file that is not what it claims to be is kept aside: keep it if it is good enough.'
          : `${held} files that are not what they claim to be are kept aside: keep one if it is good enough.`;
      const code = outcome.kind === 'wait' && inVain.has(outcome.cause.code) ? 'kept_aside' : outcome.cause.code;
      return { ...outcome, cause: { code, sentence: `${outcome.cause.sentence} ${aside}` } };
    },
  };
}
