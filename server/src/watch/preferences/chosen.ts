import type { Db } from '#platform/database';

/** What people chose by hand among releases of Spotify, by the release's id there: selected or ruled out. */
export async function chosenReleases(db: Db): Promise<ReadonlyMap<string, boolean>> {
  const rows = await db.selectFrom('artist_preferences').select(['release_id', 'selected']).execute();
  const own = rows.filter((row) => !row.release_id.startsWith('musicbrainz:'));
  return new Map(own.map((row) => [row.release_id.replace(/^spotify:(?:album:)?/, ''), row.selected]));
}
