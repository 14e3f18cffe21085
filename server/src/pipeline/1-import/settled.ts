import type { Db } from '#platform/database';

/** How a wish stands, as far as the lists that asked for it are concerned. */
export type WishOutcome =
  /** Filed in the library. */
  | { readonly kind: 'completed' }
  /** Not met for now, or given up by a person; a later `queued` or `completed` takes this back. */
  | { readonly kind: 'failed'; readonly code: string; readonly sentence: string }
  /** Under way (again). */
  | { readonly kind: 'queued' };

/**
 * Tells the imported lines of a wish how it ended; call it in the transaction that stores the wish's step. Lines that were skipped keep
 * their reason. Reads an index by wish; safe to call for wishes that no list asked for. Returns how many lines changed.
 */
export async function itemsOfWishSettled(trx: Db, wishId: number, outcome: WishOutcome): Promise<number> {
  const result = await trx
    .updateTable('ingest_items')
    .set({
      state: outcome.kind,
      reason_code: outcome.kind === 'failed' ? outcome.code : null,
      reason: outcome.kind === 'failed' ? outcome.sentence : null,
    })
    .where('wish_id', '=', wishId)
    .where('state', 'in', ['queued', 'completed', 'failed'])
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}
