import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#platform/database';

/** More lists than this nobody reads. */
const most = 50;

/** The ids of the wishes for the tracks of a playlist, as a subquery. */
export function wishesOfPlaylist(playlistId: string): RawBuilder<number> {
  return sql<number>`(select wish_id from playlist_items where playlist_id = ${playlistId} and wish_id is not null)`;
}

/** Which playlists hold the track of a wish, in the order in which they were read. */
export async function playlistsOfWish(db: Db, wishId: number) {
  const rows = await db
    .selectFrom('playlist_items')
    .innerJoin('playlists', 'playlists.id', 'playlist_items.playlist_id')
    .select(['playlists.id', 'playlists.name', 'playlist_items.position', 'playlist_items.created_at'])
    .where('playlist_items.wish_id', '=', wishId)
    .orderBy('playlist_items.id')
    .limit(most)
    .execute();
  return rows.map((row) => ({ id: row.id, name: row.name, line: row.position + 1, at: row.created_at }));
}
