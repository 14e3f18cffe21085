import type { Db } from '#platform/database';
import { trackOfItem } from './import.rows.ts';
import type { ImportStore, ItemOutcome, ItemRow } from './import.store.ts';
import type { WishIntake } from './ports.ts';

type Taken = Awaited<ReturnType<WishIntake['add']>>[number];

/** Turns items of one import into wishes and marks them, in the caller's transaction. Returns what became of each, in order. */
export async function wishForItems(
  { store, intake }: { readonly store: ImportStore; readonly intake: WishIntake },
  trx: Db,
  job: { readonly id: string; readonly source: string },
  items: readonly ItemRow[],
): Promise<readonly ItemOutcome[]> {
  const taken = await intake.add(
    trx,
    items.map((item) => ({
      track: trackOfItem(item),
      source: item.source_type === 'PRO_PLAYLIST_EXPANSION' ? 'pro' : job.source.toLowerCase(),
      priority: 0,
      spotifyTrackId: item.spotify_track_id,
      spotifyAlbumId: item.spotify_album_id,
    })),
  );
  const outcomes = items.map((item, at) => outcomeOf(item, taken[at]));
  await store.markHandedOver(trx, job.id, outcomes);
  return outcomes;
}

function outcomeOf(item: ItemRow, taken: Taken | undefined): ItemOutcome {
  if (taken === undefined) throw new Error(`The wish intake gave no answer for item ${item.id}.`);
  return taken.kind === 'new'
    ? { id: item.id, wish_id: taken.wishId, state: 'queued', reason_code: null, reason: null }
    : { id: item.id, wish_id: taken.wishId, state: 'skipped', ...reasonsToSkip[taken.kind] };
}

/** Why an item needs no wish of its own. */
export const reasonsToSkip = {
  'already-wished': { reason_code: 'already_wished', reason: 'This recording is on the wish list already.' },
  'already-owned': { reason_code: 'already_owned', reason: 'This recording is in the library already.' },
} as const;
