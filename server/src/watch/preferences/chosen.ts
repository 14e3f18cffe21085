import { sql } from 'kysely';
import type { Db } from '#platform/database';

/** What people chose by hand among releases of Spotify, by the release's id there: selected or ruled out. */
export async function chosenReleases(db: Db): Promise<ReadonlyMap<string, boolean>> {
  const rows = await db.selectFrom('artist_preferences').select(['release_id', 'selected']).execute();
  const own = rows.filter((row) => !row.release_id.startsWith('musicbrainz:'));
  return new Map(own.map((row) => [row.release_id.replace(/^spotify:(?:album:)?/, ''), row.selected]));
}

/** What people chose by hand among the releases of one artist, by the source's id of the release: selected or ruled out. */
export async function choicesOf(db: Db, artistId: number): Promise<ReadonlyMap<string, boolean>> {
  const rows = await db
    .selectFrom('artist_preferences')
    .innerJoin('artist_identities', (join) =>
      join.on((eb) =>
        eb.or([
          eb('artist_preferences.artist_id', '=', eb.ref('artist_identities.source_id')),
          eb(
            'artist_preferences.artist_id',
            '=',
            sql<string>`artist_identities.source || ':' || artist_identities.source_id`,
          ),
        ]),
      ),
    )
    .select(['release_id', 'selected'])
    .where('artist_identities.artist_id', '=', artistId)
    .execute();
  return new Map(rows.map((row) => [row.release_id.replace(/^(?:spotify|musicbrainz):/, ''), row.selected]));
}
