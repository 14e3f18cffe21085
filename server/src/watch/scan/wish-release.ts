import type { Db } from '#platform/database';
import type { NewWish, TakenIn } from '#wishes';
import type { ReleaseTrack } from '../ports.ts';

/** Takes wishes in; the pipeline's intake. One wish per recording, whatever wished or owns it already. */
export interface WishIntake {
  add(trx: Db, wishes: readonly NewWish[]): Promise<readonly TakenIn[]>;
}

/** What became of a release's tracks. */
export interface WishedRelease {
  readonly tracks: number;
  readonly wished: number;
  readonly alreadyWished: number;
  readonly alreadyOwned: number;
}

/** More tracks than this a release does not have. */
const mostTracks = 1000;

/**
 * Makes wishes of a release's tracks and notes which wish is which track, unless somebody did so before (`null`). All of it is one transaction: after a
 * crash the release is either still to be wished or wished whole.
 */
export async function wishRelease(
  db: Db,
  intake: WishIntake,
  release: {
    readonly id: number;
    readonly from: readonly ('new' | 'known' | 'skipped' | 'undated' | 'wished' | 'upcoming')[];
  },
  tracks: readonly ReleaseTrack[],
  wish: { readonly source: string; readonly priority: number; readonly now: Date },
  within?: (trx: Db, result: WishedRelease) => Promise<void>,
): Promise<WishedRelease | null> {
  const some = tracks.slice(0, mostTracks);
  return await db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('artist_releases')
      .select('id')
      .where('id', '=', release.id)
      .where('state', 'in', [...release.from])
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) return null;
    const taken = await intake.add(
      trx,
      some.map(({ track, spotifyTrackId }) => ({
        track,
        source: wish.source,
        priority: wish.priority,
        spotifyTrackId,
        spotifyAlbumId: null,
      })),
    );
    await trx.deleteFrom('artist_release_tracks').where('release_id', '=', release.id).execute();
    const places = new Map(
      some.map(({ track }, at) => [
        `${track.discNumber ?? 1}/${track.trackNumber ?? at + 1}`,
        {
          release_id: release.id,
          disc: track.discNumber ?? 1,
          position: track.trackNumber ?? at + 1,
          title: track.title.slice(0, 512),
          wish_id: taken[at]?.wishId ?? null,
        },
      ]),
    );
    await trx
      .insertInto('artist_release_tracks')
      .values([...places.values()])
      .execute();
    await trx
      .updateTable('artist_releases')
      .set({ state: 'wished', state_reason: null, wished_at: wish.now, total_tracks: some.length })
      .where('id', '=', release.id)
      .execute();
    const count = (kind: TakenIn['kind']): number => taken.filter((each) => each.kind === kind).length;
    const result = {
      tracks: some.length,
      wished: count('new'),
      alreadyWished: count('already-wished'),
      alreadyOwned: count('already-owned'),
    };
    await within?.(trx, result);
    return result;
  });
}
