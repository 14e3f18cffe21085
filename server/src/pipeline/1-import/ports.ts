import type { WantedTrack } from '#music';
import type { Db } from '#platform/database';

/** Takes wishes in; deduplicates by recording and queues the journey's first job in the same transaction. */
export interface WishIntake {
  add(
    trx: Db,
    wishes: readonly {
      readonly track: WantedTrack;
      readonly source: string;
      readonly priority: number;
      readonly spotifyTrackId: string | null;
      readonly spotifyAlbumId: string | null;
    }[],
  ): Promise<readonly { readonly wishId: number; readonly kind: 'new' | 'already-wished' | 'already-owned' }[]>;
}
