import { sql } from 'kysely';
import type { WantedTrack } from '#music';
import type { Db } from '#platform/database';

/** Wishes that wait to be searched for, counted; for the planner, which asks once for several. */
export function createWaitingWishes(db: Db) {
  const searching = () =>
    db.selectFrom('wishes').where('stage', '=', 'search').where('state', 'in', ['queued', 'active']);

  return {
    /** How many are of the same artist, and of the same artist and album; the asking one is counted. */
    async companions({ artists, album }: WantedTrack): Promise<{ readonly album: number; readonly artist: number }> {
      return searching()
        .select((eb) => [
          eb.fn.countAll<number>().as('artist'),
          sql<number>`count(*) filter (where lower(album) = lower(${album}::text))`.as('album'),
        ])
        .where(sql<boolean>`lower(artists[1]) = lower(${artists[0] ?? ''})`)
        .executeTakeFirstOrThrow();
    },
    /** Whether one waits that nobody called urgent. */
    async anyPatient(): Promise<boolean> {
      const row = await searching().select('id').where('priority', '<=', 0).limit(1).executeTakeFirst();
      return row !== undefined;
    },
  };
}
